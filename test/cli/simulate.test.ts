import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { useDatabase } from '../support/database.ts'
import { run } from '../support/program.ts'

// Programs of their own take their time where the machine has other work.
vi.setConfig({ testTimeout: 120_000 })

const database = useDatabase()
const folder = mkdtempSync(join(tmpdir(), 'heartline-simulate-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** On the database of this file. */
async function heartline(...args: string[]) {
  const env = {
    DEMO: 'true',
    DATABASE_URL: database().url,
    DATA_DIR: folder,
    KEY_FILE: join(folder, 'keys.json'),
  }
  const program = run('src/cli/heartline.ts', env, args)
  return { code: await program.ended, said: program.said() }
}

async function simulate(...args: string[]) {
  const program = run('src/cli/heartline.ts', { DEMO: 'true' }, ['simulate', ...args])
  return { code: await program.ended, said: program.said() }
}

test('without a database it prints our way beside two plainer ones, the same each time, in the language asked for', async () => {
  const asked = ['--days', '3', '--seed', '7', '--roster', '8-20:3,20-8:2']
  const [once, again, chinese] = await Promise.all([
    simulate(...asked, '--lang', 'en'),
    simulate(...asked, '--lang', 'en'),
    simulate(...asked, '--lang', 'zh'),
  ])
  expect(once.code).toBe(0)
  expect(once.said).toMatch(/^ +Heartline +partners apart +ring all$/m)
  expect(once.said).toMatch(/^answered within 30 s( +[\d.]+ %){3}$/m)
  expect(once.said).toMatch(/[\d,]+ simulated calls in a second of CPU\./)
  const figures = (said: string) => said.replace(/^.*second of CPU.*$/m, '')
  expect(figures(again.said)).toBe(figures(once.said))
  expect(chinese.said).toMatch(/^30 秒内接听/m)
  expect(once.said).toContain('Assumed of callers: Chinese 95 %, Cantonese 3 %, English 2 %')
  expect(once.said).toMatch(/^In danger now +\d+ /m)
  expect(chinese.said).toMatch(/^粤语 +\d+ /m)
})

test('--roster alone simulates the people and shifts of the installation, and says where its figures come from', async () => {
  expect((await heartline('simulate', '--roster', '--lang', 'en')).said).toContain(
    'Nobody has a shift in these days.',
  )
  expect((await heartline('seed')).code).toBe(0)
  const { code, said } = await heartline('simulate', '--roster', '--days', '3', '--lang', 'en')
  expect(code).toBe(0)
  expect(said).toMatch(
    /^Your own roster: 3 days from [\d-]+ with \d+ calls \(seed 1\)\. \d+ counselors of 4 partners/,
  )
  expect(said).toContain('Calls by hour: too few are on record, so 6 an hour')
  expect(said).toMatch(/^answered within 30 s( +[\d.]+ %){3}$/m)
  const told = await heartline('simulate', '--roster', '--days', '3', '--calls-per-hour', '2', '--lang', 'en')
  expect(told.said).not.toContain('Calls by hour')
  const json = await heartline('simulate', '--days', '1', '--roster', '--json')
  // Nobody's name or id leaves with it.
  expect(Object.keys((JSON.parse(json.said) as { line: object }).line)).not.toContain('roster')
})

test('what programs read carries the line that was simulated, with the settings of this installation', async () => {
  const { said } = await simulate('--days', '1', '--seats', '2', '--calls-per-hour', '0', '--json')
  const told = JSON.parse(said) as { line: { rules: object; bands: object[] }; found: { router: object } }
  expect(told.line.rules).toMatchObject({ guardMinutes: 10, offerSeconds: 20 })
  expect(told.line.bands).toHaveLength(3)
  expect(told.found.router).toMatchObject({ received: 0, inTimeShare: null, medianWait: null })
})

test.each([
  [['--days', '0'], '--days wants a number from 1 to 3,660.'],
  [['--roster', '6-14:2,25-3:1'], '“25-3:1” is not FROM-TO:SEATS'],
  [['--calls-per-hour', '1,2,3'], 'one number, or 24 separated by commas'],
  [['--languages', 'zh:0.5,yue:0.2'], '--languages wants shares as zh:0.9,yue:0.1, together 1.'],
  [['--speakers', 'yue'], '--speakers wants shares'],
  [['--danger', '2'], '--danger wants a number from 0 to 0.3.'],
  [['--seats', '2', '--roster', '0-24:2'], '--seats or --roster, not both'],
])('%j is refused in words', async (args, words) => {
  const { code, said } = await simulate(...args, '--lang', 'en')
  expect(code).toBe(1)
  expect(said).toContain(words)
})
