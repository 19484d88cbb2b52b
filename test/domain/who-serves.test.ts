import { expect, test } from 'vitest'
import { type Planned, whoServes } from '../../src/domain/who-serves.ts'

const minute = 60_000
const from = (startsAt: number, endsAt: number) => ({ startsAt: startsAt * minute, endsAt: endsAt * minute })
const somebody = (changes: Partial<Planned>): Planned => ({
  state: 'free',
  shifts: [],
  sessions: [],
  ...changes,
})
const now = 100
const serving = (...people: Planned[]) => whoServes(people, now * minute, 10)

test('whoever is there serves until the shift ends, free or busy', () => {
  expect(serving(somebody({ shifts: [from(40, 160)] }), somebody({ state: 'busy' }))).toMatchObject({
    seatsServing: 2,
    freeNow: 1,
    comings: [],
    goings: [60, 720],
  })
})

test('a shift that began without anybody brings nobody; the next one does, at its start', () => {
  expect(serving(somebody({ state: null, shifts: [from(40, 160), from(190, 250)] }))).toMatchObject({
    seatsServing: 0,
    comings: [90],
    goings: [150],
    nextAt: 190 * minute,
  })
})

test('from ten minutes before a booked session to its end somebody serves nobody else', () => {
  expect(serving(somebody({ sessions: [from(130, 160)] }))).toMatchObject({
    seatsServing: 1,
    comings: [60],
    goings: [20, 720],
  })
  expect(serving(somebody({ sessions: [from(108, 138)] }))).toMatchObject({
    seatsServing: 0,
    freeNow: 0,
    comings: [38],
    nextAt: 138 * minute,
  })
})

test('a session that was not closed at its end keeps its counselor for half an hour at most', () => {
  expect(serving(somebody({ sessions: [from(60, 90)] }))).toMatchObject({ seatsServing: 0, comings: [20] })
})

test('whoever’s insurance or training lapses serves no longer, whatever the roster says', () => {
  const shifts = [from(40, 400)]
  expect(serving(somebody({ shifts, inForceUntil: 130 * minute }))).toMatchObject({
    seatsServing: 1,
    goings: [30],
  })
  expect(serving(somebody({ shifts, inForceUntil: 90 * minute }))).toMatchObject({
    seatsServing: 0,
    goings: [],
  })
})
