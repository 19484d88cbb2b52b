import { expect, test, vi } from 'vitest'
import { run } from '../support/program.ts'

// Programs of their own take their time where the machine has other work.
vi.setConfig({ testTimeout: 120_000 })

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
  [['--seats', '2', '--roster', '0-24:2'], '--seats or --roster, not both'],
])('%j is refused in words', async (args, words) => {
  const { code, said } = await simulate(...args, '--lang', 'en')
  expect(code).toBe(1)
  expect(said).toContain(words)
})
