import { sql } from 'drizzle-orm'
import { acting, rows } from '../db/connect.ts'
import { reading } from '../db/wording.ts'
import type { Deps } from '../deps.ts'
import type { CounselorActor } from '../domain/actor.ts'
import type { AgeBand } from '../domain/codes.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { DutyState } from '../domain/routing.ts'
import { openDraft } from './open-draft.ts'
import { type QueueSession, sessionsToday } from './sessions-today.ts'

/** By what a contact came: a line, an operator who typed it in, or a promised call-back. */
export type Channel = 'phone' | 'typed' | 'callback'

/** An outcome as far as it is filled in. */
export type Draft = Partial<Outcome>

/** Everything that a counselor's queue shows, ready to show; of callers only codes. */
export type Queue = {
  /** Changes after every change anywhere; what the event stream carries. */
  version: string
  /** Contacts that wait for somebody, those just offered included. */
  waiting: number
  longestWaitSeconds: number | null
  me: {
    state: DutyState | 'off'
    /** Since when in this state; null when off duty. */
    since: Date | null
    awayBecause: 'missed_offer' | null
    /** The end of the planned shift that runs now, if any. */
    shiftEndsAt: Date | null
    plannedNow: boolean
  }
  offer: {
    id: string
    callId: string
    channel: Channel
    language: string
    ageBand: AgeBand
    arrivedAt: Date
    waitedSeconds: number
    expiresAt: Date
  } | null
  current: {
    callId: string
    channel: Channel
    language: string
    ageBand: AgeBand
    state: 'talking' | 'wrap_up'
    answeredAt: Date
    hasContact: boolean
    draft: Draft | null
  } | null
  sessions: QueueSession[]
  /** Whether an offer, anybody's, has run out and nobody has settled it yet: `dispatch` wants to run. */
  overdue: boolean
}

export type { QueueSession }

type Row = {
  duty_state: DutyState | null
  idle_since: Date | null
  away_because: 'missed_offer' | null
  shift_ends_at: Date | null
  offer_id: string | null
  offered_at: Date | null
  expires_at: Date | null
  call_id: string | null
  channel: Channel
  language: string
  age_band: AgeBand
  call_state: string | null
  arrived_at: Date
  answered_at: Date
  ended_at: Date | null
  has_contact: boolean
  draft_sealed: string | null
}

const ownPart = reading<{ personId: string; now: Date }>(
  value => sql`
    select d.state as duty_state, d.idle_since, d.away_because,
      (select max(s.ends_at) from shifts s where s.counselor_id = me.id and s.canceled_at is null
         and s.starts_at <= ${value('now')} and s.ends_at > ${value('now')}) as shift_ends_at,
      o.id as offer_id, o.offered_at, o.expires_at,
      c.id as call_id, c.channel, c.language, c.age_band, c.state as call_state,
      c.arrived_at, c.answered_at, c.ended_at, c.contact_sealed is not null as has_contact, c.draft_sealed
    from (select ${value('personId')}::uuid as id) me
    left join duties d on d.counselor_id = me.id and d.ended_at is null
    left join offers o on o.counselor_id = me.id and o.state = 'pending' and o.expires_at > ${value('now')}
    left join calls c on c.id = o.call_id
      or (o.id is null and c.counselor_id = me.id and c.state in ('talking', 'wrap_up'))`,
)

const wholeLine = reading<{ now: Date }>(
  value => sql`
    select count(*) as waiting, min(queued_at) as first,
      exists (select from offers where state = 'pending' and expires_at <= ${value('now')}) as overdue
    from calls where state in ('waiting', 'offered')`,
)

/** The queue of one counselor now: own offer, own contact, own sessions of today, and how many wait. */
export async function queueOf(
  deps: Pick<Deps, 'db' | 'now' | 'config' | 'keys' | 'changes'>,
  { personId }: CounselorActor,
): Promise<Queue> {
  const now = deps.now()
  // The version first: a change during the reads below then makes the page ask again, never miss it.
  const version = await deps.changes.version()
  const [[own], [line], sessions] = await Promise.all([
    // Under the counselor's own role: PostgreSQL shows no call but theirs.
    rows<Row>(acting(deps.db, 'counselor', personId), ownPart({ personId, now })),
    rows<{ waiting: number; first: Date | null; overdue: boolean }>(deps.db, wholeLine({ now })),
    sessionsToday(deps, personId),
  ])
  const seconds = (since: Date) => Math.max(0, Math.round((now.getTime() - since.getTime()) / 1000))
  const call = own?.call_id ? own : undefined
  const talking = call && !call.offer_id ? call : undefined
  return {
    version,
    waiting: line?.waiting ?? 0,
    longestWaitSeconds: line?.first ? seconds(line.first) : null,
    me: {
      state: own?.duty_state ?? 'off',
      since: sinceOf(own),
      awayBecause: own?.away_because ?? null,
      shiftEndsAt: own?.shift_ends_at ?? null,
      plannedNow: !!own?.shift_ends_at,
    },
    offer:
      call?.offer_id && call.expires_at
        ? {
            id: call.offer_id,
            callId: call.call_id as string,
            channel: call.channel,
            language: call.language,
            ageBand: call.age_band,
            arrivedAt: call.arrived_at,
            waitedSeconds: seconds(call.arrived_at),
            expiresAt: call.expires_at,
          }
        : null,
    current: talking
      ? {
          callId: talking.call_id as string,
          channel: talking.channel,
          language: talking.language,
          ageBand: talking.age_band,
          state: talking.call_state as 'talking' | 'wrap_up',
          answeredAt: talking.answered_at,
          hasContact: talking.has_contact,
          draft: await openDraft(deps, 'calls', talking.call_id as string, talking.draft_sealed),
        }
      : null,
    sessions,
    overdue: line?.overdue ?? false,
  }
}

function sinceOf(own: Row | undefined): Date | null {
  switch (own?.duty_state ?? 'off') {
    case 'off':
      return null
    case 'offered':
      return own?.offered_at ?? own?.idle_since ?? null
    case 'talking':
      return own?.answered_at ?? null
    case 'wrap_up':
      return own?.ended_at ?? null
    default:
      return own?.idle_since ?? null
  }
}
