import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { freshKeyRing, withDays, writeKeyRing } from '../../src/domain/key-ring.ts'
import { keyBinding } from '../../src/outside/key-binding.ts'

const place = { table: 'bookings', row: '1', column: 'note' }
const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
const ring = withDays(freshKeyRing(random), ['2026-11-20', '2026-11-21'], '2026-11-19', random)
const secret = writeKeyRing(ring)

function storeInMemory() {
  const kept = new Map<string, string>()
  const store = {
    get: async (name: string) => kept.get(name) ?? null,
    put: async (name: string, value: string) => void kept.set(name, value),
  }
  return { kept, store }
}
const on = (today: string) => ({ random, today: () => today })

describe('keys from a secret', () => {
  it('open what the key file of the same form sealed', async () => {
    const sealed = await keyBinding(secret, on('2026-11-20')).seal('a', '2026-11-21', place)
    expect(await keyBinding(secret, on('2026-11-21')).open(sealed, place)).toBe('a')
  })

  it('refuse clearly to seal until a day that has no key', async () => {
    const keys = keyBinding(secret, on('2026-11-20'))
    await expect(keys.seal('a', '2026-11-22', place)).rejects.toThrow('There is no key for 2026-11-22 yet')
    await expect(keys.prepare('2026-11-20', 3)).rejects.toThrow('no key store')
    await expect(keys.prepare('2026-11-20', 2)).resolves.toBeUndefined()
  })

  it('do not use a key of the secret any more once its day is over', async () => {
    const sealed = await keyBinding(secret, on('2026-11-20')).seal('a', '2026-11-20', place)
    const later = keyBinding(secret, on('2026-11-21'))
    expect(await later.open(sealed, place)).toBeUndefined()
    expect((await later.ages()).map(age => age.day)).toEqual(['2026-11-21'])
    expect(await later.destroyBefore('2026-11-21')).toBe(0)
  })

  it('say what is wrong with a secret without repeating it', () => {
    for (const wrong of ['', 'hunter2', 'null', '[]', '{}', '{"secret":"aHVudGVyMg=="}'])
      expect(() => keyBinding(wrong, on('2026-11-20'))).toThrow(/^The keys cannot be read: "secret" must be/)
    const badDay = JSON.stringify({ ...JSON.parse(secret), days: { tomorrow: null } })
    expect(() => keyBinding(badDay, on('2026-11-20'))).toThrow('one of "days"')
  })
})

describe('keys in a store', () => {
  it('are made by the tick, used by everybody after it, and destroyed by the tick', async () => {
    const { store, kept } = storeInMemory()
    const event = (today: string) => keyBinding(secret, on(today), store)
    await event('2026-11-20').prepare('2026-11-20', 10)

    const sealed = await event('2026-11-20').seal('a', '2026-11-25', place)
    expect(await event('2026-11-25').open(sealed, place)).toBe('a')

    expect(await event('2026-11-26').destroyBefore('2026-11-26')).toBe(6)
    expect(await event('2026-11-26').open(sealed, place)).toBeUndefined()
    expect([...kept.values()].join()).not.toContain('"2026-11-25"')
  })

  it('never hold the lasting secret, which stays where it is', async () => {
    const { store, kept } = storeInMemory()
    const keys = keyBinding(secret, on('2026-11-20'), store)
    await keys.prepare('2026-11-20', 10)
    expect([...kept.values()].join()).not.toContain((JSON.parse(secret) as { secret: string }).secret)
    expect(await keys.tag('a', 'b')).toBe(await keyBinding(secret, on('2026-11-20')).tag('a', 'b'))
  })

  it('are never written by a request', async () => {
    const { store, kept } = storeInMemory()
    await expect(keyBinding(secret, on('2026-11-20'), store).seal('a', '2026-12-24', place)).rejects.toThrow(
      'no key',
    )
    expect(kept.size).toBe(0)
  })

  it('that was lost is not replaced by keys of the secret whose day is over', async () => {
    const { store, kept } = storeInMemory()
    const sealed = await keyBinding(secret, on('2026-11-20')).seal('a', '2026-11-20', place)
    await keyBinding(secret, on('2026-11-21'), store).destroyBefore('2026-11-21')
    kept.clear()
    expect(await keyBinding(secret, on('2026-11-21'), store).open(sealed, place)).toBeUndefined()
  })

  it('have a second store that is read while the first is away, and brings nothing back', async () => {
    const [first, second] = [storeInMemory(), storeInMemory()]
    const away = {
      get: () => Promise.reject(new Error('away')),
      put: () => Promise.reject(new Error('away')),
    }
    const event = (today: string, one = first.store, two = second.store) =>
      keyBinding(secret, on(today), one, two)
    await event('2026-11-20').prepare('2026-11-20', 10)
    const sealed = await event('2026-11-20').seal('a', '2026-11-25', place)
    expect(await event('2026-11-25', away).open(sealed, place)).toBe('a')
    const before = second.kept.get('daily-keys') as string
    await expect(event('2026-11-26', first.store, away).destroyBefore('2026-11-26')).rejects.toThrow('away')
    expect(second.kept.get('daily-keys')).toBe(before)
    // The first is lost, and only the one that missed the destruction is left.
    expect(await event('2026-11-26', away).open(sealed, place)).toBeUndefined()
    await event('2026-11-26').destroyBefore('2026-11-26')
    await event('2026-11-27').destroyBefore('2026-11-27')
    expect(second.kept.get('daily-keys')).not.toContain('"2026-11-25"')
  })

  it('keep the lasting secret within reach while the store is away', async () => {
    const away = {
      get: () => Promise.reject(new Error('away')),
      put: () => Promise.reject(new Error('away')),
    }
    const keys = keyBinding(secret, on('2026-11-20'), away)
    expect(await keys.tag('a', 'b')).toBe(await keyBinding(secret, on('2026-11-20')).tag('a', 'b'))
    await expect(keys.seal('a', '2026-11-21', place)).rejects.toMatchObject({ name: 'KeysLost' })
  })

  it('need nothing that only Node has', async () => {
    for (const file of [
      'outside/key-binding',
      'outside/keys',
      'domain/key-ring',
      'domain/seal',
      'domain/keyed-tag',
      'domain/base64',
    ])
      expect(await readFile(new URL(`../../src/${file}.ts`, import.meta.url), 'utf8')).not.toMatch(
        /node:|\bBuffer\b/,
      )
  })
})
