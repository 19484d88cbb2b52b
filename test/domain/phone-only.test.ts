import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { offeredOnWeb } from '../../src/domain/phone-only.ts'
import type { Bookable, Pool } from '../../src/domain/slots.ts'

const day = Date.UTC(2026, 10, 23)
const hour = 3_600_000
const half = hour / 2
const person: Bookable = { languages: ['zh'], modes: ['phone'], partnerId: 'health' }

/** So many people, on shift from the first hour to the last. */
function poolOf(ids: readonly string[], hours = 24, over: Partial<Bookable> = {}): Pool {
  return {
    people: new Map(ids.map(id => [id, { ...person, ...over }])),
    shifts: ids.map(counselorId => ({ counselorId, startsAt: day, endsAt: day + hours * hour })),
    busy: [],
  }
}
const names = (count: number) => Array.from({ length: count }, (_, n) => `c0ffee00-0000-4000-8000-${n}`)
const starts = (hours = 24) => Array.from({ length: hours * 2 - 1 }, (_, n) => day + n * half)
const rules = (share: number) => ({ PHONE_ONLY_SHARE: share, SESSION_MINUTES: 30 })

describe('the share of times that is kept for who calls', () => {
  test.each([[5], [20], [50]])('is %i in a hundred, spread over people and hours', share => {
    const ids = names(20)
    const offered = offeredOnWeb(poolOf(ids, 24 * 30), rules(share))
    const all = starts(24 * 30).flatMap(at => ids.map(id => offered(id, at)))
    const kept = (all.filter(open => !open).length / all.length) * 100
    expect(Math.abs(kept - share)).toBeLessThan(1)
    for (const id of ids) {
      const own = starts(24 * 30).filter(at => !offered(id, at)).length / starts(24 * 30).length
      expect(Math.abs(own * 100 - share)).toBeLessThan(6)
    }
  })

  test('leaves the web somebody at every start that has anybody, whatever the share and however few', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 24 }),
        (ids, share, hours) => {
          const offered = offeredOnWeb(poolOf(ids, hours), rules(share))
          for (const at of starts(hours)) expect(ids.some(id => offered(id, at))).toBe(true)
        },
      ),
    )
  })

  test('keeps nothing of whoever is alone, or alone still qualified', () => {
    const [one = '', other = ''] = names(2)
    const lapsed = { ...person, inForceUntil: day }
    const pool = poolOf([one, other])
    const alone = { ...pool, people: new Map([...pool.people, [other, lapsed]]) }
    const offered = offeredOnWeb(alone, rules(90))
    for (const at of starts()) expect(offered(one, at)).toBe(true)
  })

  test('does not move when somebody else is booked, nor with the stretch that is looked at', () => {
    const ids = names(8)
    const pool = poolOf(ids)
    const whole = offeredOnWeb(pool, rules(20))
    const busy = ids.map(counselorId => ({ counselorId, startsAt: day, endsAt: day + 5 * hour }))
    const later = offeredOnWeb({ ...pool, busy }, rules(20))
    for (const at of starts()) for (const id of ids) expect(later(id, at)).toBe(whole(id, at))
  })

  test('is nothing where the share is none', () => {
    const ids = names(8)
    const offered = offeredOnWeb(poolOf(ids), rules(0))
    expect(starts().every(at => ids.every(id => offered(id, at)))).toBe(true)
  })
})
