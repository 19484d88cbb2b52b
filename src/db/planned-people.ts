import { type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Interval } from '../domain/intervals.ts'
import type { PlannedPerson } from '../domain/planned-people.ts'
import { rows } from './connect.ts'
import { isStanding } from './schema/bookings.ts'
import { type StandingsRow, standingsOf, standingsSelected } from './standings.ts'

/** A counselor as planned, with the name that people know. */
export type NamedPlan = PlannedPerson & { name: string }

type Row = StandingsRow & {
  id: string
  name: string
  languages: string
  shifts: string
  sessions: string | null
}

/** Everybody with a shift that touches a stretch of time, with those shifts and the sessions booked in it. */
export async function plannedPeople(
  deps: Pick<Deps, 'db' | 'config'>,
  { startsAt, endsAt }: Interval,
): Promise<NamedPlan[]> {
  const [from, to] = [new Date(startsAt), new Date(endsAt)]
  const times = (table: 'shifts' | 'bookings', stands: SQL) => sql`
    (select json_agg(json_build_array(extract(epoch from x.starts_at) * 1000, extract(epoch from x.ends_at) * 1000)
        order by x.starts_at)::text
      from ${sql.raw(table)} x
      where x.counselor_id = p.id and ${stands} and x.starts_at < ${to} and x.ends_at > ${from})`
  const found = await rows<Row>(
    deps.db,
    sql`select * from (
        select p.id, p.name, array_to_string(p.languages, ',') as languages, ${standingsSelected},
          ${times('shifts', sql`x.canceled_at is null`)} as shifts, ${times('bookings', isStanding({ canceledAt: sql`x.canceled_at` }))} as sessions
        from people p where p.retired_at is null and p.role = 'counselor') planned
      where shifts is not null order by name, id`,
  )
  return found.map(row => ({
    ...standingsOf(row, deps.config.TIME_ZONE),
    id: row.id,
    name: row.name,
    languages: row.languages.split(','),
    shifts: intervalsOf(row.shifts),
    sessions: intervalsOf(row.sessions),
  }))
}

function intervalsOf(text: string | null): Interval[] {
  const pairs = JSON.parse(text ?? '[]') as [number, number][]
  return pairs.map(([startsAt, endsAt]) => ({ startsAt, endsAt }))
}
