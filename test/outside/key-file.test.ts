import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, unlink, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyFile, keyFilesSeen } from '../../src/outside/key-file.ts'

const place = { table: 'bookings', row: '1', column: 'note' }
const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
const today = () => '2026-11-20'
const run = promisify(execFile)

let folder = ''
let path = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heartline-keys-'))
  path = join(folder, 'deeper', 'keys.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

// What another program does is seen at once here.
const opened = (lookEveryMs = 0) => keyFile(path, random, today, undefined, lookEveryMs)

describe('the key file', () => {
  it('is made at first use, for its owner alone, and leaves nothing beside it', async () => {
    await opened().seal('a', '2026-11-21', place)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(join(folder, 'deeper'))).toEqual(['keys.json'])
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      secret: expect.any(String),
      days: { '2026-11-21': { key: expect.any(String), madeOn: '2026-11-20' } },
    })
  })

  it('opens after a restart what was sealed before it', async () => {
    const sealed = await opened().seal('after dark', '2026-11-21', place)
    expect(await opened().open(sealed, place)).toBe('after dark')
  })

  it('is read again once another program has changed it', async () => {
    const one = opened()
    const other = opened()
    await one.tag('warm', 'up')
    const sealed = await other.seal('a', '2026-11-23', place)
    expect(await one.open(sealed, place)).toBe('a')
    await other.destroyBefore('2026-11-24')
    expect(await one.open(sealed, place)).toBeUndefined()
  })

  it('looks no more often than it must, and yet loses at once what is destroyed in this program', async () => {
    const [one, other] = [opened(60_000), opened(60_000)]
    const sealed = await one.seal('a', '2026-11-23', place)
    expect(await other.open(sealed, place)).toBe('a')
    const file = await readFile(path)
    await writeFile(path, 'damaged')
    expect(await other.open(sealed, place)).toBe('a')
    await writeFile(path, file)
    await one.destroyBefore('2026-11-24')
    expect(await other.open(sealed, place)).toBeUndefined()
    expect(await one.open(sealed, place)).toBeUndefined()
  })

  it('finds a key at once that another program has just made', async () => {
    const keys = opened(60_000)
    await keys.prepare('2026-11-20', 1)
    await keys.ages()
    const { stdout } = await run(process.execPath, [
      ...['--no-warnings', '--input-type=module', '-e'],
      `const { keyFile } = await import(${JSON.stringify(new URL('../../src/outside/key-file.ts', import.meta.url).href)})
      const keys = keyFile(process.argv[1], n => crypto.getRandomValues(new Uint8Array(n)), () => '2026-11-20')
      console.log(await keys.seal('said', '2026-12-01', ${JSON.stringify(place)}))`,
      path,
    ])
    expect(await keys.open(stdout.trim(), place)).toBe('said')
  })

  it('gives all who need a day at once the same key', async () => {
    const crowd = Array.from({ length: 12 }, () => opened())
    const sealed = await Promise.all(crowd.map((keys, n) => keys.seal(`text ${n}`, '2026-11-21', place)))
    for (const [n, text] of sealed.entries()) expect(await opened().open(text, place)).toBe(`text ${n}`)
  })

  it('loses no key when several processes make and destroy keys at the same time', async () => {
    const module = new URL('../../src/outside/key-file.ts', import.meta.url).href
    const program = `
      const { keyFile } = await import(${JSON.stringify(module)})
      const keys = keyFile(process.argv[1], n => crypto.getRandomValues(new Uint8Array(n)), () => '2026-11-20')
      const place = ${JSON.stringify(place)}
      const sealed = []
      for (let n = 0; n < 10; n += 1) {
        await keys.destroyBefore('2026-11-20')
        sealed.push(await keys.seal('said', '2026-12-' + String(10 + n), place))
      }
      console.log(JSON.stringify(sealed))`
    const processes = Array.from({ length: 4 }, () =>
      run(process.execPath, ['--no-warnings', '--input-type=module', '-e', program, path]),
    )
    const sealed = (await Promise.all(processes)).flatMap(({ stdout }) => JSON.parse(stdout) as string[])
    expect(sealed).toHaveLength(40)
    for (const text of sealed) expect(await opened().open(text, place)).toBe('said')
  })

  it('takes over the lock of a process that died', async () => {
    await opened().prepare('2026-11-20', 1)
    const dead = run(process.execPath, ['-e', ''])
    await dead
    await writeFile(`${path}.lock`, `${hostname()} ${dead.child.pid} mark`)
    await opened().prepare('2026-11-20', 3)
    expect(await opened().ages()).toHaveLength(3)
  })

  it('takes over the lock of another machine only after five seconds without a sign', async () => {
    await opened().prepare('2026-11-20', 1)
    await writeFile(`${path}.lock`, 'another-machine 1 mark')
    const started = performance.now()
    await opened().prepare('2026-11-20', 3)
    expect(performance.now() - started).toBeGreaterThan(4500)
    expect(await opened().ages()).toHaveLength(3)
  })

  it('overwrites the old file when keys are destroyed, even for someone who still holds it open', async () => {
    const { open } = await import('node:fs/promises')
    await opened().prepare('2026-11-20', 2)
    const held = await open(path, 'r')
    await opened().destroyBefore('2026-11-21')
    expect((await held.readFile('utf8')).trim()).toBe('')
    await held.close()
  })

  it('is not quietly made anew when it has disappeared under a running program', async () => {
    const keys = opened()
    await keys.prepare('2026-11-20', 1)
    await keys.ages()
    await unlink(path)
    await expect(keys.seal('a', '2026-11-21', place)).rejects.toThrow('has disappeared')
  })

  it('refuses a damaged file in a sentence that repeats none of it, and leaves it alone', async () => {
    await opened().prepare('2026-11-20', 1)
    const damaged = (await readFile(path, 'utf8')).slice(0, -20)
    await writeFile(path, damaged)
    await utimes(path, 1, 1)
    const refusal = await opened()
      .seal('a', '2026-11-21', place)
      .catch((error: Error) => error.message)
    expect(refusal).toBe('The keys cannot be read: "secret" must be 32 bytes in base64.')
    expect(await readFile(path, 'utf8')).toBe(damaged)
  })
})

describe('a key file and its copy', () => {
  let copy = ''
  beforeEach(async () => {
    copy = join(folder, 'other-disk', 'copy.json')
    await mkdir(join(folder, 'other-disk'))
  })
  const both = () => keyFile(path, random, today, copy, 0)
  const on = (day: string) => keyFile(path, random, () => day, copy, 0)

  it('hold the same, each for its owner alone', async () => {
    await both().prepare('2026-11-20', 3)
    expect(await readFile(copy, 'utf8')).toBe(await readFile(path, 'utf8'))
    expect((await stat(copy)).mode & 0o777).toBe(0o600)
  })

  it('each make good the loss of the other, at the next start and under a running program', async () => {
    const running = both()
    const sealed = await running.seal('a', '2026-11-23', place)
    for (const lost of [path, copy]) {
      await unlink(lost)
      expect(await both().open(sealed, place)).toBe('a')
      expect(await running.open(sealed, place)).toBe('a')
      expect(await readFile(copy, 'utf8')).toBe(await readFile(path, 'utf8'))
    }
    await writeFile(path, 'damaged')
    expect(await both().open(sealed, place)).toBe('a')
  })

  it('a copy that was away while keys were destroyed does not bring them back', async () => {
    const sealed = await both().seal('a', '2026-11-21', place)
    const away = await readFile(copy, 'utf8')
    await rm(join(folder, 'other-disk'), { recursive: true })
    await on('2026-11-22').destroyBefore('2026-11-22')
    await mkdir(join(folder, 'other-disk'))
    await writeFile(copy, away)
    expect(await on('2026-11-22').open(sealed, place)).toBeUndefined()
    for (const file of [path, copy]) expect(await readFile(file, 'utf8')).not.toContain('"2026-11-21"')
  })

  it('a key file put back from an earlier time loses its destroyed keys when it is opened', async () => {
    const sealed = await both().seal('a', '2026-11-21', place)
    const earlier = await readFile(path, 'utf8')
    const running = on('2026-11-22')
    await running.destroyBefore('2026-11-22')
    await writeFile(path, earlier)
    expect(await running.open(sealed, place)).toBeUndefined()
    await writeFile(path, earlier)
    expect(await on('2026-11-22').open(sealed, place)).toBeUndefined()
    expect(await readFile(path, 'utf8')).not.toContain('"2026-11-21"')
    // Nor is it made again, on demand or ahead, by a clock that was set back.
    await expect(both().seal('b', '2026-11-21', place)).rejects.toThrow('no key for 2026-11-21')
    await both().prepare('2026-11-20', 4)
    expect((await both().ages()).map(({ day }) => day)).toEqual(['2026-11-22', '2026-11-23'])
  })

  it('go on while the folder of the copy is away, and are alike again when it is back', async () => {
    await rm(join(folder, 'other-disk'), { recursive: true })
    const running = both()
    const sealed = await running.seal('a', '2026-11-23', place)
    expect(await keyFilesSeen(path, copy)).toEqual({ copyReadable: false, alike: false })
    await mkdir(join(folder, 'other-disk'))
    expect(await both().open(sealed, place)).toBe('a')
    expect(await keyFilesSeen(path, copy)).toEqual({ copyReadable: true, alike: true })
  })

  it('of two installations are never mixed', async () => {
    await both().prepare('2026-11-20', 1)
    await rm(copy)
    await keyFile(copy, random, today).prepare('2026-11-20', 1)
    await expect(both().ages()).rejects.toThrow('do not belong together')
  })

  it('keep every key that was used, whoever of several programs makes and destroys at once', async () => {
    const crowd = Array.from({ length: 6 }, both)
    const sealed = await Promise.all(
      crowd.map(async (keys, n) => {
        if (n % 2) await keys.destroyBefore('2026-11-20')
        return keys.seal(`text ${n}`, `2026-11-2${n}`, place)
      }),
    )
    for (const [n, text] of sealed.entries()) expect(await both().open(text, place)).toBe(`text ${n}`)
  })
})

describe('keys that are out of reach', () => {
  it('say so as KeysLost; what is only tagged goes on with the secret that was known', async () => {
    const keys = opened()
    const tag = await keys.tag('sign-in', 'token')
    await unlink(path)
    expect(await keys.tag('sign-in', 'token')).toBe(tag)
    expect(await keys.mark('line-reference', 'a')).toBe(await keys.tag('line-reference', 'a'))
    await expect(keys.seal('a', '2026-11-21', place)).rejects.toMatchObject({ name: 'KeysLost' })
    await expect(keys.tag('caller', '139', '2026-11-30')).rejects.toMatchObject({ name: 'KeysLost' })
  })
})
