import { describe, expect, it } from 'vitest'
import { freshKeyRing, type KeyRing } from '../../src/domain/key-ring.ts'
import { keysOf } from '../../src/outside/keys.ts'

const place = { table: 'bookings', row: '1', column: 'note' }
const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))

function keysInMemory(onDemand: boolean) {
  let ring: KeyRing = freshKeyRing(random)
  const clock = { today: '2026-11-20' }
  const keeper = {
    read: async () => ring,
    change: async (next: (r: KeyRing) => KeyRing) => (ring = next(ring)),
  }
  return { keys: keysOf(keeper, { random, today: () => clock.today }, onDemand), clock }
}

describe('the keys', () => {
  it('forget on the promised day everything sealed until then, and nothing else', async () => {
    const { keys } = keysInMemory(true)
    const first = await keys.seal('13800138000', '2026-11-21', place)
    const second = await keys.seal('13900139000', '2026-11-22', place)

    expect(await keys.destroyBefore('2026-11-22')).toBe(1)

    expect(await keys.open(first, place)).toBeUndefined()
    expect(await keys.open(second, place)).toBe('13900139000')
    expect(await keys.destroyBefore('2026-11-22')).toBe(0)
  })

  it('keep what callers left and what waits to be counted apart: neither waits for the other', async () => {
    const { keys } = keysInMemory(true)
    const outcome = { table: 'closings', row: '1', column: 'outcome_sealed' }
    const left = await keys.seal('13800138000', '2026-11-21', place)
    const counted = await keys.seal('{}', '2026-11-21', outcome)
    await keys.destroyBefore('2026-11-22')
    expect(await keys.open(left, place)).toBeUndefined()
    expect(await keys.open(counted, outcome)).toBe('{}')
    await keys.destroyBefore('2026-11-22', 'counts')
    expect(await keys.open(counted, outcome)).toBeUndefined()
  })

  it('seal the same text differently each time', async () => {
    const { keys } = keysInMemory(true)
    const twice = [await keys.seal('a', '2026-11-21', place), await keys.seal('a', '2026-11-21', place)]
    expect(twice[0]).not.toBe(twice[1])
  })

  it('make no key for a day that is over, so that nothing outlives its promise', async () => {
    const { keys } = keysInMemory(true)
    await expect(keys.seal('a', '2026-11-19', place)).rejects.toThrow('that day is over')
    await keys.prepare('2026-11-18', 4)
    expect((await keys.ages()).map(age => age.day)).toEqual(['2026-11-20', '2026-11-21'])
  })

  it('are prepared across a leap day and the end of a year', async () => {
    const { keys, clock } = keysInMemory(false)
    clock.today = '2027-12-30'
    await keys.prepare('2027-12-31', 2)
    await keys.prepare('2028-02-28', 3)
    expect((await keys.ages()).map(age => age.day)).toEqual([
      '2027-12-31',
      '2028-01-01',
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
    ])
  })

  it('tell their ages and never a key', async () => {
    const { keys } = keysInMemory(true)
    await keys.prepare('2026-11-20', 1)
    expect(await keys.ages()).toEqual([{ day: '2026-11-20', madeOn: '2026-11-20' }])
  })

  it('tag by purpose: the same value again is known, under another purpose it is not', async () => {
    const { keys } = keysInMemory(true)
    const tag = await keys.tag('return code', 'ABCD')
    expect(tag).toMatch(/^[0-9a-f]{64}$/)
    expect(await keys.tag('return code', 'ABCD')).toBe(tag)
    expect(await keys.tag('sign-in', 'ABCD')).not.toBe(tag)
    expect(await keys.tag('return', ' codeABCD')).not.toBe(tag)
    expect(await keysInMemory(true).keys.tag('return code', 'ABCD')).not.toBe(tag)
  })

  it('tag until a day, after which the tag cannot be made again', async () => {
    const { keys, clock } = keysInMemory(true)
    const tag = await keys.tag('phone', '13800138000', '2026-12-01')
    expect(await keys.tag('phone', '13800138000', '2026-12-01')).toBe(tag)
    expect(await keys.tag('phone', '13800138000')).not.toBe(tag)
    clock.today = '2026-12-02'
    await keys.destroyBefore('2026-12-02')
    await expect(keys.tag('phone', '13800138000', '2026-12-01')).rejects.toThrow('that day is over')
  })

  it('derive the same bytes again, as many as wanted, and a longer piece begins like a shorter one', async () => {
    const { keys } = keysInMemory(true)
    const ten = await keys.derive('return code', 'key-1', 10)
    expect(ten).toHaveLength(10)
    expect(await keys.derive('return code', 'key-1', 10)).toEqual(ten)
    expect((await keys.derive('return code', 'key-1', 70)).slice(0, 10)).toEqual(ten)
    expect(await keys.derive('return code', 'key-2', 10)).not.toEqual(ten)
  })
})
