import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import { patternShifts } from '../db/pattern-shifts.ts'
import { plannedPeople } from '../db/planned-people.ts'
import type { Deps } from '../deps.ts'
import { type Day, dayAfter, dayOfWeek } from '../domain/days.ts'
import type { Interval } from '../domain/intervals.ts'
import type { PlannedPerson } from '../domain/planned-people.ts'
import { dayStart, localDay, localHour } from '../domain/time.ts'
import { patternDays } from '../domain/weekly-pattern.ts'
import { type PlanBasis, planBasis } from './planner.ts'

/**
 * What a simulation of this very installation starts from: whoever has shifts in the coming days, with all instants in
 * milliseconds from the start of the first of them; what the last weeks tell of calls; languages of the calls on record
 * in shares, null where they are too few; the partners of lines, and places with those around them.
 */
export type OwnLine = {
  from: Day
  roster: PlannedPerson[]
  basis: PlanBasis
  /** For each hour from the start the hour of the day and the weekday (Monday 1): clock changes shift them. */
  hours: { hour: number; weekday: number }[]
  languages: Record<string, number> | null
  lines: (string | null)[]
  places: string[][]
}

const hour = 3_600_000
/** Fewer calls say nothing of their languages. */
const fewestCalls = 50

/** The roster of so many days from tomorrow on: as planned, and beyond that as the weekly patterns of those on it go on. */
export async function ownLine(deps: Pick<Deps, 'db' | 'now' | 'config'>, days: number): Promise<OwnLine> {
  const zone = deps.config.TIME_ZONE
  const today = localDay(deps.now(), zone)
  const from = dayAfter(today, 1)
  const startsAt = dayStart(from, zone).getTime()
  const endsAt = dayStart(dayAfter(from, days), zone).getTime()
  const beyond = { from: dayAfter(today, patternDays), to: dayAfter(today, days) }
  const [people, later, basis, languages, lines, places] = await Promise.all([
    plannedPeople(deps, { startsAt, endsAt }),
    days < patternDays ? [] : patternShifts(deps, beyond),
    planBasis(deps),
    languagesOnRecord(deps),
    partnersOfLines(deps),
    placesAround(deps),
  ])
  const laterOf = Map.groupBy(later, ({ counselorId }) => counselorId)
  return {
    from,
    roster: people.map(({ name: _, ...person }) => {
      const further = (laterOf.get(person.id) ?? []).map(shift => ({
        startsAt: shift.startsAt.getTime(),
        endsAt: shift.endsAt.getTime(),
      }))
      return fromStart({ ...person, shifts: [...person.shifts, ...further] }, startsAt)
    }),
    basis,
    hours: Array.from({ length: (endsAt - startsAt) / hour }, (_, passed) => {
      const at = new Date(startsAt + passed * hour)
      return { hour: localHour(at, zone), weekday: dayOfWeek(localDay(at, zone)) }
    }),
    languages,
    lines,
    places,
  }
}

function fromStart(person: PlannedPerson, startsAt: number): PlannedPerson {
  const moved = (one: Interval) => ({ startsAt: one.startsAt - startsAt, endsAt: one.endsAt - startsAt })
  const ends = Object.entries(person.inForceUntil ?? {}).map(([requirement, end]) => [
    requirement,
    end && new Date(end.getTime() - startsAt),
  ])
  return {
    ...person,
    inForceUntil: Object.fromEntries(ends),
    shifts: person.shifts.map(moved),
    sessions: person.sessions.map(moved),
  }
}

async function languagesOnRecord({ db }: Pick<Deps, 'db'>) {
  const found = await rows<{ language: string; count: number }>(
    db,
    sql`select language, count(*) as count from calls group by language order by language`,
  )
  const calls = found.reduce((sum, { count }) => sum + count, 0)
  if (calls < fewestCalls) return null
  return Object.fromEntries(found.map(({ language, count }) => [language, count / calls]))
}

async function partnersOfLines({ db, config }: Pick<Deps, 'db' | 'config'>) {
  const known = await rows<{ id: string; code: string }>(db, sql`select id, code from partners`)
  return Object.keys(config.LINES).map(
    line => known.find(({ code }) => code === config.LINE_PARTNERS[line])?.id ?? null,
  )
}

async function placesAround({ db }: Pick<Deps, 'db'>) {
  const found = await rows<{ places: string | null }>(
    db,
    sql`with recursive around as (
          select code as of, code, parent, 0 as depth from territories
          union all select a.of, t.code, t.parent, a.depth + 1 from territories t join around a on t.code = a.parent
          where a.depth < 10)
        select string_agg(code, ',' order by depth) filter (where parent is not null) as places
        from around group by of order by of`,
  )
  return found.flatMap(({ places }) => (places ? [places.split(',')] : []))
}
