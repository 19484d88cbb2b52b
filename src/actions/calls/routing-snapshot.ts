import { sql } from 'drizzle-orm'
import { type Reader, rows, type Transaction } from '../../db/connect.ts'
import { type StandingsRow, standingsOf, standingsSelected } from '../../db/standings.ts'
import { turnOf } from '../../db/turn.ts'
import { oncePer, reading } from '../../db/wording.ts'
import type { Deps } from '../../deps.ts'
import type { AgeBand } from '../../domain/codes.ts'
import { type Contact, type DutyState, longestOverrunMinutes, type OnDuty } from '../../domain/routing.ts'
import { classOf, type MarkedClass, needsOf } from '../../domain/routing-contacts.ts'
import { latestArrival, stillWaiting, type WaitingBounds, waitingBounds } from './still-waiting.ts'

/** So many contacts of each language are looked at in one round; those behind them follow in a later one. */
const mostContacts = 200

/** A waiting contact, and whether it is marked as one that nobody can take. */
export type WaitingContact = Contact & { marked: boolean }

type ContactRow = {
  id: string
  queued_at: Date
  language: string
  channel: 'phone' | 'typed' | 'callback'
  age_band: AgeBand
  marked_as: MarkedClass | null
  without_partner: string | null
  named_counselor_id: string | null
  line_partner: string | null
  places: string | null
  marked: boolean
  asked: string | null
}

/**
 * The contacts that can still be waiting, in their turn. Asked are those who declined this call in the duty that they are in:
 * nobody is asked twice for it until they go off duty and come on again. Whoever let an offer run out is away,
 * and may be asked again once they come back.
 */
export async function waitingContacts(
  deps: Pick<Deps, 'config'>,
  tx: Transaction,
  now: Date,
): Promise<WaitingContact[]> {
  const found = await rows<ContactRow>(tx, contactsIn(deps.config)(waitingBounds(deps, now)))
  return found.map(row => {
    const known = { ageBand: row.age_band, channel: row.channel, markedAs: row.marked_as }
    return {
      id: row.id,
      arrivedAt: row.queued_at,
      language: row.language,
      class: classOf(known),
      needs: needsOf(known),
      withoutPartner: row.without_partner,
      ofPartner: row.line_partner,
      places: row.places?.split(','),
      named: row.named_counselor_id,
      marked: row.marked,
      asked: new Set(row.asked?.split(',')),
    }
  })
}

const waitingColumns =
  sql.raw(`id, line, queued_at, language, channel, age_band, marked_as, territory, without_partner,
  named_counselor_id, unanswered_at`)

const contactsIn = oncePer((config: Deps['config']) =>
  reading<WaitingBounds>(
    value => sql`
      select c.id, c.queued_at, c.language, c.channel, c.age_band, c.marked_as, c.without_partner, c.named_counselor_id,
        (select id from partners where code = ${JSON.stringify(config.LINE_PARTNERS)}::jsonb ->> c.line) as line_partner,
        case when c.territory is not null then (
          with recursive around as (
            select code, parent from territories where code = c.territory
            union select t.code, t.parent from territories t join around on t.code = around.parent)
          select string_agg(code, ',') from around where parent is not null) end as places,
        c.unanswered_at is not null as marked,
        (select string_agg(o.counselor_id::text, ',') from offers o
           join duties d on d.counselor_id = o.counselor_id and d.ended_at is null
           where o.call_id = c.id and o.state = 'declined' and o.settled_at >= d.started_at) as asked
      from (select *, row_number() over (partition by language order by ${turnOf({ config })}, queued_at, id) as place
            from (${stillWaiting(waitingColumns, value)}) calls) c
      where c.place <= ${mostContacts}
      order by ${turnOf({ config }, 'c')}, c.queued_at, c.id`,
  ),
)

type PersonRow = StandingsRow & {
  id: string
  languages: string
  state: DutyState
  idle_since: Date
  seen_at: Date
  rest_until: Date | null
  session_at: Date | null
  taken: boolean
  in_duty: number
  in_week: number
}

/**
 * Everybody who is on duty by this clock, with what the ledger says of their next minutes: the start of their running or
 * next session, and whether something else takes this one. A session counts until it is closed, or at the latest half an hour after its end: a forgotten outcome must not keep somebody off the line for ever.
 * What they answered is only counted where a setting asks for it.
 */
export async function peopleOnDuty(
  { config }: Pick<Deps, 'config'>,
  tx: Reader,
  now: Date,
): Promise<OnDuty[]> {
  const guarded = new Date(now.getTime() + config.GUARD_MINUTES * 60_000)
  const overrun = new Date(now.getTime() - longestOverrunMinutes * 60_000)
  const weekAgo = new Date(now.getTime() - 7 * 86_400_000)
  const bounds = { now, guarded, overrun, weekAgo, latest: latestArrival(now) }
  const found = await rows<PersonRow>(tx, peopleIn(config)(bounds))
  return found.map(person => ({
    ...standingsOf(person, config.TIME_ZONE),
    id: person.id,
    languages: person.languages.split(','),
    state: person.state,
    idleSince: person.idle_since,
    lastSeenAt: person.seen_at,
    sessionAt: person.session_at,
    taken: person.taken,
    inSession: person.session_at !== null && person.session_at <= now,
    restUntil: person.rest_until,
    answeredInDuty: person.in_duty,
    answeredInWeek: person.in_week,
  }))
}

// Stretches of one counselor never overlap: of those that begin before `overrun` only the last can reach beyond it.
const peopleIn = oncePer((config: Deps['config']) =>
  reading<Record<'now' | 'guarded' | 'overrun' | 'weekAgo' | 'latest', Date>>(
    value => sql`
      select d.counselor_id as id, array_to_string(p.languages, ',') as languages, d.state, d.idle_since, d.seen_at,
        d.rest_until, ${standingsSelected},
        l.session_at, l.taken,
        case when ${config.MOST_CALLS > 0} then (select count(*) from offers o where o.counselor_id = d.counselor_id
           and o.state = 'accepted' and o.settled_at >= d.started_at) else 0 end as in_duty,
        case when ${config.EQUAL_IDLE_SECONDS > 0} then (select count(*) from offers o
           where o.counselor_id = d.counselor_id and o.state = 'accepted' and o.settled_at > ${value('weekAgo')})
           else 0 end as in_week
      from duties d join people p on p.id = d.counselor_id and p.retired_at is null
        cross join lateral (
          select min(lower(l.during)) filter (where l.kind = 'session' and b.closed_at is null) as session_at,
            coalesce(bool_or(l.kind not in ('session', 'rest') and l.during @> ${value('now')}::timestamptz), false) as taken
          from ledger l left join bookings b on b.id = l.booking_id
          where l.counselor_id = d.counselor_id
            and lower(l.during) <= ${value('guarded')}::timestamptz
            and lower(l.during) >= coalesce((select max(lower(m.during)) from ledger m
              where m.counselor_id = d.counselor_id and lower(m.during) <= ${value('overrun')}::timestamptz), '-infinity')
            and upper(l.during) > ${value('overrun')}::timestamptz) l
      where d.ended_at is null and d.started_at <= ${value('latest')}`,
  ),
)
