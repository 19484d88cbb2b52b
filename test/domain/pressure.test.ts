import { describe, expect, test } from 'vitest'
import { Pressure, priceOf } from '../../src/domain/pressure.ts'

const quiet = { here: 10, everywhere: 100 }
const now = Date.UTC(2026, 10, 23, 2, 30)
const minutes = (count: number) => now + count * 60_000

describe('given few forms', () => {
  test('the next costs nothing', () => {
    expect(priceOf({ here: 9, everywhere: 99 }, quiet)).toBeUndefined()
  })
})

describe('given many forms', () => {
  test('the price rises with them, from one place or altogether, and has an end', () => {
    const waits = [10, 20, 40, 4000].map(here => priceOf({ here, everywhere: 0 }, quiet)?.waitSeconds)
    expect(waits).toEqual([20, 60, 180, 180])
    expect(priceOf({ here: 0, everywhere: 200 }, quiet)).toEqual(priceOf({ here: 20, everywhere: 0 }, quiet))
  })
})

describe('given a count', () => {
  test('a place is forgotten with its hour, the whole after ten minutes', () => {
    const pressure = new Pressure()
    for (let i = 0; i < 5; i++) pressure.note('school', now)
    pressure.note(undefined, now)
    expect(pressure.pressed('school', now)).toEqual({ here: 5, everywhere: 6 })
    expect(pressure.pressed('elsewhere', minutes(9))).toEqual({ here: 0, everywhere: 6 })
    expect(pressure.pressed('school', minutes(10))).toEqual({ here: 5, everywhere: 0 })
    expect(pressure.pressed('school', minutes(30))).toEqual({ here: 0, everywhere: 0 })
  })

  test('a million places do not fill the memory, and are still counted in the whole', () => {
    const pressure = new Pressure()
    for (let i = 0; i < 25_000; i++) pressure.note(`place ${i}`, now)
    expect(pressure.pressed('place 0', now)).toEqual({ here: 0, everywhere: 25_000 })
    expect(pressure.pressed('place 24999', now).here).toBe(1)
  })

  test('whoever waits passes one by one, and the line has an end', () => {
    const pressure = new Pressure()
    const turns = Array.from({ length: 400 }, () => pressure.turn(20, now))
    expect(turns[0]).toBe(now + 20_000)
    expect(turns[1]).toBe(now + 22_000)
    const given = turns.filter(turn => turn !== undefined)
    expect(given.length).toBe(291)
    expect(Math.max(...given)).toBe(now + 600_000)
    expect(pressure.turn(20, minutes(1))).toBe(now + 602_000)
  })
})
