import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Mode } from '../domain/codes.ts'
import type { Day } from '../domain/days.ts'
import { lapsesAt } from '../domain/in-force.ts'
import type { Qualification } from '../domain/routing-terms.ts'
import type { Bookable, PersonalInterval, Pool } from '../domain/slots.ts'
import { rows } from './connect.ts'
import { shifts } from './schema/duty.ts'
import { ledger } from './schema/ledger.ts'
import { partners, people } from './schema/people.ts'
import { reading } from './wording.ts'

/**
 * The pool in a stretch of time, in one query: the open shifts of active counselors that touch it, and what takes
 * them then by the ledger. Partners go by their code; nobody is bookable beyond the day on which something lapses.
 * `exceptBooking` is looked at as if it were not there.
 */
export async function poolBetween(
  { db, config }: Pick<Deps, 'db' | 'config'>,
  from: Date,
  to: Date,
  exceptBooking?: string,
): Promise<Pool> {
  const found = await rows<Found>(db, onShift({ from, to, except: exceptBooking ?? null }))
  const pool = {
    shifts: [] as PersonalInterval[],
    busy: [] as PersonalInterval[],
    people: new Map<string, Bookable>(),
  }
  for (const { id, languages, modes, partner, qualifications, lapses, ...times } of found) {
    pool.people.set(id, {
      languages: codes(languages),
      modes: codes<Mode>(modes),
      partnerId: partner,
      qualifications: codes<Qualification>(qualifications),
      inForceUntil: lapsesAt([lapses], config.TIME_ZONE),
    })
    addIntervals(pool.shifts, id, times.from, times.to)
    if (times.taken_from && times.taken_to) addIntervals(pool.busy, id, times.taken_from, times.taken_to)
  }
  return pool
}

/** A counselor on shift; codes with commas between, times as PostgreSQL writes an array of epoch milliseconds. */
type Found = {
  id: string
  languages: string
  modes: string
  partner: string
  qualifications: string
  /** The first last day of what sessions require; null where none has an end. */
  lapses: Day | null
  from: string
  to: string
  taken_from: string | null
  taken_to: string | null
}

/** Of one person together, and as numbers: a row with two instants for each session costs several times as much to send and to read. */
const instants = (at: string) => sql.raw(`array_agg((date_part('epoch', ${at}) * 1000)::bigint)::text`)

// What the ledger says is asked as its index `ledger_by_time` has it.
const onShift = reading<{ from: Date; to: Date; except: string | null }>(
  value => sql`
    select p.id, array_to_string(p.languages, ',') as languages, array_to_string(p.modes, ',') as modes, q.code as partner,
      array_to_string(p.qualifications, ',') as qualifications,
      least(p.qualified_until, p.trained_until, p.insured_until, p.supervised_until) as lapses,
      s."from", s."to", t."from" as taken_from, t."to" as taken_to
    from (
        select counselor_id, ${instants('starts_at')} as "from", ${instants('ends_at')} as "to"
        from ${shifts}
        where canceled_at is null and starts_at < ${value('to')} and ends_at > ${value('from')}
        group by counselor_id) s
      join ${people} p on p.id = s.counselor_id and p.role = 'counselor' and p.retired_at is null
      join ${partners} q on q.id = p.partner_id and q.retired_at is null
      left join (
        select counselor_id, ${instants('lower(during)')} as "from", ${instants('upper(during)')} as "to"
        from ${ledger}
        where lower(during) < ${value('to')} and upper(during) > ${value('from')}
          and (${value('except')}::uuid is null or booking_id is distinct from ${value('except')}::uuid)
        group by counselor_id) t on t.counselor_id = p.id`,
)

function codes<Code extends string = string>(text: string): Code[] {
  return text === '' ? [] : (text.split(',') as Code[])
}

function addIntervals(all: PersonalInterval[], counselorId: string, from: string, to: string) {
  const ends = numbers(to)
  for (const [place, startsAt] of numbers(from).entries())
    all.push({ counselorId, startsAt, endsAt: ends[place]! })
}

function numbers(array: string): number[] {
  return array.slice(1, -1).split(',').map(Number)
}
