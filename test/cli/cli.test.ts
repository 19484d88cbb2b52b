import { mkdtempSync, rmSync } from 'node:fs'
import { chmod, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { useDatabase } from '../support/database.ts'
import { dataFolder, run } from '../support/program.ts'

// Programs of their own take their time where the machine has other work.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const database = useDatabase()
const folder = mkdtempSync(join(tmpdir(), 'heartline-cli-'))
const KEY_FILE = join(folder, 'keys.json')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs one command to its end, on this file's database unless told otherwise. */
async function heartline(args: string[], env: Record<string, string> = {}) {
  const given = {
    DATABASE_URL: database().url,
    DATA_DIR: join(folder, 'data'),
    KEY_FILE,
    DEMO: 'true',
    ...env,
  }
  const program = run('src/cli/heartline.ts', given, args)
  return { code: await program.ended, said: program.said() }
}

/** An installation that is no demo, with everything that one needs. */
const serious = {
  DEMO: 'false',
  PUBLIC_URL: 'https://heartline.example',
  EMERGENCY_CHECKED_ON: '2026-11-01',
}

test('help names every command, and an unknown one gets it too', async () => {
  const [help, unknown] = await Promise.all([heartline([]), heartline(['dance'])])
  expect(help.code).toBe(0)
  for (const command of [
    'doctor',
    'migrate',
    'seed',
    'invite',
    'keys',
    'retention',
    'replay',
    'simulate',
    'coverage',
  ])
    expect(help.said).toMatch(new RegExp(`^ {2}${command} `, 'm'))
  expect(unknown.code).toBe(1)
  expect(unknown.said).toContain('There is no command “dance”')
})

test('a seeded demo is well, and the doctor says so in Chinese and in English', async () => {
  expect((await heartline(['migrate'])).said).toMatch(/newest schema, version \d+/)
  expect((await heartline(['seed'])).code).toBe(0)
  const [chinese, english] = await Promise.all([
    heartline(['doctor', '--lang', 'zh']),
    heartline(['doctor'], { LANG: 'en_US.UTF-8' }),
  ])
  expect(chinese).toMatchObject({ code: 0, said: expect.stringContaining('一切正常。') })
  expect(english).toMatchObject({ code: 0, said: expect.stringContaining('Everything is well.') })
  expect(english.said).toContain('[ok] The extension btree_gist is there.')
})

test('coverage proves that no minute is a dead end, answers a dry run, and fails where nothing is named', async () => {
  expect((await heartline(['migrate'])).code).toBe(0)
  expect((await heartline(['seed'])).code).toBe(0)
  const [proof, gaps, run, wrong] = await Promise.all([
    heartline(['coverage']),
    heartline(['coverage'], { PROVINCE_NUMBER: 'none' }),
    heartline(['coverage', '--at', '2020-11-29T03:00', '--language', 'yue', '--lang', 'zh']),
    heartline(['coverage', '--at', 'soon']),
  ])
  expect(proof).toMatchObject({ code: 0, said: expect.stringContaining('Every contact ends with a person') })
  expect(proof.said).toMatch(/zh · Everyone: A person \d+\.\d %, Call back \d+\.\d %/)
  expect(gaps).toMatchObject({
    code: 1,
    said: expect.stringContaining('Minutes in which a contact ends nowhere'),
  })
  expect(gaps.said).toMatch(/: zh, In danger now$/m)
  expect(run).toMatchObject({ code: 0, said: expect.stringContaining('会告知来电者 12356。') })
  expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining('--at 2026-11-29T03:00') })
})

test('the doctor finds what wants mending: mail, address, old numbers, a line of the demo, open keys', async () => {
  await chmod(KEY_FILE, 0o644)
  const { code, said } = await heartline(['doctor', '--online'], {
    ...serious,
    PUBLIC_URL: 'http://127.0.0.1:9',
    EMERGENCY_CHECKED_ON: '2020-02-01',
    LINES: 'main:demo-line',
  })
  await chmod(KEY_FILE, 0o600)
  expect(code).toBe(1)
  const mended = said.split('\n').filter(line => line.startsWith('[to mend]'))
  for (const word of [
    'MAIL_URL',
    'KEY_FILE_COPY',
    'https',
    'does not answer',
    'EMERGENCY_CHECKED_ON',
    'LINES',
    'chmod 600',
  ])
    expect(mended.join('\n')).toContain(word)
  expect(mended).toHaveLength(7)
})

test('the doctor says which settings are wrong, and that a database does not answer', async () => {
  const wrong = await heartline(['doctor'], { PORT: 'eight' })
  expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining('PORT is wrong') })
  const lost = await heartline(['doctor'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/heartline' })
  expect(lost).toMatchObject({
    code: 1,
    said: expect.stringContaining('[to mend] The database does not answer'),
  })
})

test('keys shows the days of the keys and never a key', async () => {
  const { code, said } = await heartline(['keys'])
  expect(code).toBe(0)
  expect(said.trim().split('\n').length).toBeGreaterThan(60)
  const ring = JSON.parse(await readFile(KEY_FILE, 'utf8')) as {
    secret: string
    days: Record<string, { key: string }>
  }
  for (const secret of [ring.secret, ...Object.values(ring.days).map(({ key }) => key)])
    expect(said).not.toContain(secret)
})

test('invite prints a one-time code once, and says what it still needs', async () => {
  const invited = await heartline(
    ['invite', '--name', '陈安', '--mail', 'chen@example.org', '--role', 'counselor', '--partner', 'police'],
    serious,
  )
  expect(invited.code).toBe(0)
  expect(invited.said).toMatch(/陈安 is invited[^\n]*\n\S{8,}\n/)
  const again = await heartline(
    ['invite', '--name', '陈', '--mail', 'chen@example.org', '--role', 'operator'],
    serious,
  )
  expect(again.code).toBe(1)
  const anew = await heartline(['invite', '--again', '--mail', 'chen@example.org'], serious)
  expect(anew.said).toMatch(/陈安 is invited[^\n]*\n\S{8,}\n/)
  expect((await heartline(['invite', '--again', '--mail', 'nobody@example.org'], serious)).code).toBe(1)
  expect((await heartline(['invite', '--again'], serious)).said).toContain('--mail')
  const lacking = await heartline(['invite', '--name', '陈安', '--role', 'counselor'], serious)
  expect(lacking).toMatchObject({ code: 1, said: expect.stringContaining('--mail, --partner') })
})

test('seed refuses to fill an installation that is no demo', async () => {
  expect(await heartline(['seed'], serious)).toMatchObject({
    code: 1,
    said: expect.stringContaining('Only a demo'),
  })
})

test('without a database address, commands start the one in DATA_DIR and stop it again', async () => {
  const own = dataFolder()
  const program = run('src/cli/heartline.ts', { DATA_DIR: own.DATA_DIR }, ['migrate'])
  expect(await program.ended).toBe(0)
  expect(program.said()).toContain('newest schema')
  const notes = await readFile(join(own.DATA_DIR, 'postgres/postmaster.pid')).catch(() => undefined)
  expect(notes).toBeUndefined()
  await own.remove()
})
