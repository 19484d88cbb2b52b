import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import { headStartOf } from '../db/turn.ts'
import type { Deps } from '../deps.ts'
import type { Day } from '../domain/days.ts'
import { lapsesAt } from '../domain/in-force.ts'
import { longestOverrunMinutes } from '../domain/routing.ts'
import {
  type Arrivals,
  assumedMinutes,
  horizonMinutes,
  type MinuteRange,
  overtakingOf,
  rangeOfMinutes,
} from '../domain/waiting.ts'
import { type Planned, whoServes } from '../domain/who-serves.ts'

/** How the line stands for one language. */
export type LineNow = {
  /** Somebody who speaks it is there, free or not. */
  someoneIsThere: boolean
  /** When nobody is there: before this instant nobody comes, as far as is planned; null when unknown or somebody is. */
  nobodyBefore: Date | null
  minutes: MinuteRange | null
}

/** So many of our own conversations, of the last four weeks, are needed before they tell how long one takes. */
const fewestMeasured = 10
const mostMeasured = 500
const lookBackDays = 28
/** An outcome written the day after is no longer conversation: high-risk calls last up to 90 minutes. */
const longestSeconds = 90 * 60

/**
 * The one answer to "how long will it take", for telephone and web alike: people who speak the language, what the
 * roster brings, and the real handling of the last weeks. `ahead` counts who waits before the caller, by language:
 * those of a language that nobody of these people speaks do not keep them. `own` is the head start of the caller and
 * what they have waited: whoever may still come in front counts too.
 */
export async function lineNow(
  deps: Pick<Deps, 'db' | 'now' | 'config'>,
  language: string,
  ahead: Record<string, number>,
  own: Parameters<typeof overtakingOf>[1] = { headStart: 0, waitedMinutes: 0 },
): Promise<LineNow> {
  const now = deps.now()
  const [people, arrivals, [known]] = await Promise.all([
    planned(deps, language, now),
    arrivalsInFront(deps, now),
    rows<{ seconds: number | null; measured: number; next: Date | null }>(
      deps.db,
      sql`select avg(least(h.amount, ${longestSeconds}))::float8 as seconds, count(*) as measured,
            (select min(s.starts_at) from shifts s join people p on p.id = s.counselor_id and p.retired_at is null
              where s.canceled_at is null and s.starts_at > ${now} and ${language} = any(p.languages)
              and s.starts_at < coalesce(least(p.qualified_until, p.trained_until, p.insured_until, p.supervised_until) + 1,
                'infinity')::timestamp at time zone ${deps.config.TIME_ZONE}) as next
          from (select amount from tallies where measure = 'call_handled' and at <= ${now}
            and at > ${new Date(now.getTime() - lookBackDays * 86_400_000)}
            order by at desc limit ${mostMeasured}) h`,
    ),
  ])
  const serving = whoServes([...people.values()], now.getTime(), deps.config.GUARD_MINUTES)
  const there = [...people.values()].filter(({ state }) => state)
  const spoken = new Set(there.flatMap(({ languages }) => languages))
  const before = Object.entries(ahead).filter(([code]) => spoken.has(code))
  const measured = known && known.measured >= fewestMeasured && known.seconds
  const minutes = rangeOfMinutes({
    ...serving,
    ahead: before.reduce((sum, [, count]) => sum + count, 0),
    typicalMinutes: measured ? measured / 60 : assumedMinutes,
    overtaking: overtakingOf(
      arrivals.filter(({ language }) => spoken.has(language)),
      own,
    ),
  })
  const nextAt = serving.nextAt === undefined ? known?.next : new Date(serving.nextAt)
  return {
    someoneIsThere: there.length > 0,
    nobodyBefore: serving.seatsServing > 0 ? null : (nextAt ?? null),
    minutes,
  }
}

/**
 * How many a minute come with a head start, by language: as in the hour that is to come on the days before, or as in the
 * last one where those were more.
 */
async function arrivalsInFront(
  deps: Pick<Deps, 'db' | 'config'>,
  now: Date,
): Promise<(Arrivals & { language: string })[]> {
  // Contacts are kept no longer.
  const days = Math.min(7, deps.config.KEEP_DAYS)
  const found = await rows<{ head_start: number; language: string; before: number; lately: number }>(
    deps.db,
    sql`select ${headStartOf(deps, 'c')} as head_start, c.language,
          count(*) filter (where w.ago > 0) as before, count(*) filter (where w.ago = 0) as lately
        from generate_series(0, ${days}::int) w(ago)
          cross join lateral (select ${now}::timestamptz
            - case when w.ago = 0 then interval '1 hour' else make_interval(days => w.ago) end as since) s
          join calls c on c.queued_at >= s.since and c.queued_at < s.since + interval '1 hour'
            and (c.marked_as is not null or c.age_band in ('under_14', 'age_14_17') or c.channel = 'callback')
        group by 1, 2`,
  )
  return found.map(({ head_start, language, before, lately }) => ({
    headStart: head_start,
    language,
    perMinute: Math.max(days > 0 ? before / days : 0, lately) / 60,
  }))
}

type Speaking = Planned & { languages: string[] }

/** Who speaks the language and is on duty or planned for the next hours, with their shifts and open sessions. */
async function planned({ db, config }: Pick<Deps, 'db' | 'config'>, language: string, now: Date) {
  const present = new Date(now.getTime() - config.PRESENCE_SECONDS * 1000)
  const until = new Date(now.getTime() + horizonMinutes * 60_000)
  const overrun = new Date(now.getTime() - longestOverrunMinutes * 60_000)
  const found = await rows<{
    kind: 'duty' | 'shift' | 'session'
    id: string
    languages: string
    state: string | null
    starts_at: Date
    ends_at: Date
    lapses: Day | null
  }>(
    db,
    sql`select t.kind, p.id, array_to_string(p.languages, ',') as languages, t.state, t.starts_at, t.ends_at,
          least(p.qualified_until, p.trained_until, p.insured_until, p.supervised_until) as lapses
        from (
          select 'duty' as kind, counselor_id, state, started_at as starts_at, started_at as ends_at from duties
            where ended_at is null and (state in ('talking', 'wrap_up')
              or state in ('free', 'offered') and seen_at >= ${present})
          union all
          select 'shift', counselor_id, null, starts_at, ends_at from shifts
            where canceled_at is null and starts_at < ${until} and ends_at > ${now}
          union all
          select 'session', counselor_id, null, starts_at, ends_at from bookings
            where canceled_at is null and closed_at is null and starts_at < ${until} and ends_at > ${overrun}
        ) t join people p on p.id = t.counselor_id and p.retired_at is null and ${language} = any(p.languages)`,
  )
  const people = new Map<string, Speaking>()
  for (const { kind, id, languages, state, starts_at, ends_at, lapses } of found) {
    const person = people.get(id) ?? {
      state: null,
      shifts: [],
      sessions: [],
      languages: languages.split(','),
      inForceUntil: lapsesAt([lapses], config.TIME_ZONE),
    }
    const time = { startsAt: starts_at.getTime(), endsAt: ends_at.getTime() }
    // An offered contact is still counted among those who wait, so whoever it is offered to counts as free.
    if (kind === 'duty') person.state = state === 'free' || state === 'offered' ? 'free' : 'busy'
    if (kind === 'shift') person.shifts = [...person.shifts, time]
    if (kind === 'session') person.sessions = [...person.sessions, time]
    people.set(id, person)
  }
  return people
}
