import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../db/connect.ts'
import { bookings, isStanding } from '../../db/schema/bookings.ts'
import { shifts } from '../../db/schema/duty.ts'
import { ledger } from '../../db/schema/ledger.ts'
import { partners, people } from '../../db/schema/people.ts'
import { reading } from '../../db/wording.ts'
import type { Deps } from '../../deps.ts'
import type { Choice } from '../../domain/choose-counselor.ts'
import type { Mode } from '../../domain/codes.ts'
import { type Day, dayAfter, weekOf } from '../../domain/days.ts'
import { lapsesAt } from '../../domain/in-force.ts'
import type { Qualification } from '../../domain/routing-terms.ts'
import type { Bookable, PersonalInterval, Pool } from '../../domain/slots.ts'
import { dayStart, localDay } from '../../domain/time.ts'

/** What there is to know before a session is booked. */
export type Surroundings = {
  /** Who is on shift, and who of them is taken then. */
  pool: Pool
  /** What the choice among them goes by; of those who are free. */
  load: ReadonlyMap<string, Omit<Choice, 'id'>>
  /** The partner that is left out, by its id; undefined where none has that code. */
  leftOut?: string
  /** What the same request made before. */
  earlier?: Earlier
}

/** A booking that a request made before. */
export type Earlier = {
  returnCodeTag: string
  startsAt: Date
  endsAt: Date
  mode: Mode
  canceledAt: Date | null
}

type Around = { startsAt: Date; withoutPartner?: string; except?: string; requestTag?: string | null }

/**
 * Everything that a booking has to know before it is decided, in one query: what the same request made before, who is on
 * shift at that time, and how much each of those who are free has to do in its week.
 */
export async function lookAround(
  { db, config }: Pick<Deps, 'db' | 'config'>,
  { startsAt, withoutPartner, except, requestTag }: Around,
): Promise<Surroundings> {
  const zone = config.TIME_ZONE
  const endsAt = new Date(startsAt.getTime() + config.SESSION_MINUTES * 60_000)
  const week = weekOf(localDay(startsAt, zone))
  const [found] = await rows<Found>(
    db,
    around({
      startsAt,
      endsAt,
      weekFrom: dayStart(week.from, zone),
      weekTo: dayStart(dayAfter(week.to, 1), zone),
      withoutPartner: withoutPartner ?? null,
      except: except ?? null,
      requestTag: requestTag ?? null,
    }),
  )
  const onShift = found?.on_shift ?? []
  const taken = onShift.filter(({ taken }) => taken)
  const free = onShift.filter(({ taken }) => !taken)
  return {
    pool: {
      shifts: onShift.flatMap(person => person.shifts.map(shift => interval(person.id, ...shift))),
      busy: taken.map(({ id }) => interval(id, startsAt.getTime(), endsAt.getTime())),
      people: new Map(onShift.map(({ id, ...person }): [string, Bookable] => [id, bookable(person, zone)])),
    },
    load: new Map(
      free.map(({ id, week, last }) => [id, { sessionsThatWeek: week, lastSessionAt: instant(last) }]),
    ),
    leftOut: found?.left_out ?? undefined,
    earlier: found?.earlier ? earlierOf(found.earlier) : undefined,
  }
}

type OnShift = {
  id: string
  languages: string[]
  modes: Mode[]
  partner: string
  qualifications: Qualification[]
  /** The first last day of what sessions require; null where none has an end. */
  lapses: Day | null
  /** Epoch milliseconds. */
  shifts: [startsAt: number, endsAt: number][]
  taken: boolean
  week: number
  last: number | null
}

type Found = {
  on_shift: OnShift[] | null
  left_out: string | null
  earlier:
    | (Omit<Earlier, 'startsAt' | 'endsAt' | 'canceledAt'> &
        Record<'startsAt' | 'endsAt', number> & { canceledAt: number | null })
    | null
}

const ms = (instant: string | SQL) =>
  sql`round(extract(epoch from ${typeof instant === 'string' ? sql.raw(instant) : instant}) * 1000)`

// Of whoever is free, the sessions of the week are looked at once, by the index of their own, and the last one before it
// only where there was none in it: the same cost however many there ever were. `offset 0` keeps `taken` from being asked
// anew at each of its mentions.
const around = reading<{
  startsAt: Date
  endsAt: Date
  weekFrom: Date
  weekTo: Date
  withoutPartner: string | null
  except: string | null
  requestTag: string | null
}>(value => {
  const theirs = sql`from ${bookings} b where b.counselor_id = p.id
    and ${isStanding({ canceledAt: sql`b.canceled_at` })}`
  const since = sql`${value('weekFrom')}::timestamptz - interval '1 day'`
  return sql`
    select (
        select json_build_object('returnCodeTag', return_code_tag, 'startsAt', ${ms('starts_at')}, 'endsAt', ${ms('ends_at')},
          'mode', mode, 'canceledAt', ${ms('canceled_at')})
        from ${bookings} where request_tag = ${value('requestTag')}) as earlier,
      (select id from ${partners} where code = ${value('withoutPartner')}) as left_out,
      (select json_agg(json_build_object('id', p.id, 'languages', p.languages, 'modes', p.modes, 'partner', q.code,
          'qualifications', p.qualifications,
          'lapses', least(p.qualified_until, p.trained_until, p.insured_until, p.supervised_until),
          'shifts', s.stretches, 'taken', t.taken, 'week', l.week,
          'last', ${ms(sql`case when not t.taken
            then coalesce(l.last, (select max(b.starts_at) ${theirs} and b.starts_at < ${since})) end`)}))
        from (
            select counselor_id, json_agg(json_build_array(${ms('starts_at')}, ${ms('ends_at')})) as stretches
            from ${shifts}
            where canceled_at is null
              and tstzrange(starts_at, ends_at) && tstzrange(${value('startsAt')}, ${value('endsAt')})
            group by counselor_id) s
          join ${people} p on p.id = s.counselor_id and p.role = 'counselor' and p.retired_at is null
          join ${partners} q on q.id = p.partner_id and q.retired_at is null
          cross join lateral (
            select coalesce((select upper(t.during) > ${value('startsAt')}::timestamptz from ${ledger} t
              where t.counselor_id = p.id and lower(t.during) < ${value('endsAt')}::timestamptz
                and (${value('except')}::uuid is null or t.booking_id is distinct from ${value('except')}::uuid)
              order by lower(t.during) desc limit 1), false) as taken offset 0) t
          cross join lateral (
            select count(*) filter (where b.starts_at >= ${value('weekFrom')} and b.starts_at < ${value('weekTo')}) as week,
              max(b.starts_at) filter (where b.starts_at < ${value('startsAt')}) as last
            ${theirs} and not t.taken and b.starts_at >= ${since}
              and b.starts_at < greatest(${value('weekTo')}::timestamptz, ${value('endsAt')}::timestamptz)) l) as on_shift`
})

function interval(counselorId: string, startsAt: number, endsAt: number): PersonalInterval {
  return { counselorId, startsAt, endsAt }
}

function bookable(
  { languages, modes, partner, qualifications, lapses }: Omit<OnShift, 'id'>,
  zone: string,
): Bookable {
  return { languages, modes, qualifications, partnerId: partner, inForceUntil: lapsesAt([lapses], zone) }
}

function instant(at: number | null): Date | null {
  return at === null ? null : new Date(at)
}

function earlierOf({ startsAt, endsAt, canceledAt, ...rest }: NonNullable<Found['earlier']>): Earlier {
  return { ...rest, startsAt: new Date(startsAt), endsAt: new Date(endsAt), canceledAt: instant(canceledAt) }
}
