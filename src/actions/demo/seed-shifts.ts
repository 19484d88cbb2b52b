import { sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { shifts } from '../../db/schema/duty.ts'
import { people } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { SystemActor } from '../../domain/actor.ts'
import { type Day, dayAfter, daysBetween, eachDay } from '../../domain/days.ts'
import { instantOf, localDay } from '../../domain/time.ts'
import { demoPeople } from './demo-people.ts'

/** Wall-clock hours that a demo counselor takes in turn; `undefined` is a day off. */
const turns = [
  { from: '08:00', to: '13:00', next: 0 },
  { from: '13:00', to: '18:00', next: 0 },
  { from: '18:00', to: '22:00', next: 0 },
  undefined,
  { from: '22:00', to: '02:00', next: 1 },
]

/**
 * Puts the demo's shifts of today and the next ten days in place: four counselors, one of each partner, morning,
 * afternoon and evening, and two at night, with every language each day. Doing it again changes nothing, and a
 * shift that somebody canceled stays canceled.
 */
export async function seedShifts(
  deps: Pick<Deps, 'db' | 'now' | 'changes' | 'config'>,
  actor: SystemActor,
): Promise<void> {
  const today = localDay(deps.now(), deps.config.TIME_ZONE)
  const wanted = eachDay({ from: today, to: dayAfter(today, 10) }).flatMap(day =>
    shiftsOf(day, deps.config.TIME_ZONE),
  )
  await change(deps, actor, 'seed shifts', async tx => {
    await tx
      .insert(shifts)
      .values(
        wanted.map(({ handle, ...shift }) => ({
          ...shift,
          counselorId: sql`(select id from ${people} where handle = ${handle})`,
          plannedAt: deps.now(),
        })),
      )
      .onConflictDoNothing()
  })
}

/** The demo's shifts that begin on a day; each counselor moves on by two turns from day to day. */
function shiftsOf(day: Day, zone: string) {
  const number = daysBetween('2020-01-01', day)
  const counselors = demoPeople.filter(person => person.role === 'counselor')
  return counselors.flatMap((person, index) => {
    const turn = turns[(((number * 2 + index) % turns.length) + turns.length) % turns.length]
    // Half of those whose turn it is are enough for the night.
    if (!turn || (turn.next > 0 && index % 10 < 5)) return []
    const starts = instantOf(day, turn.from, zone)
    const ends = instantOf(dayAfter(day, turn.next), turn.to, zone)
    // An hour that a clock change skips or repeats: that shift is left out.
    if (starts.fault || ends.fault) return []
    const requestTag = `demo ${day} ${person.handle}`
    return [{ handle: person.handle, startsAt: starts.at, endsAt: ends.at, requestTag }]
  })
}
