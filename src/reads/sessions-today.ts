import { sql } from 'drizzle-orm'
import { acting, rows } from '../db/connect.ts'
import { bookings, isStanding } from '../db/schema/bookings.ts'
import { reading } from '../db/wording.ts'
import type { Deps } from '../deps.ts'
import type { AgeBand, Mode } from '../domain/codes.ts'
import { dayAfter } from '../domain/days.ts'
import type { Outcome } from '../domain/outcome.ts'
import { dayStart, localDay } from '../domain/time.ts'
import { openDraft } from './open-draft.ts'

/** A booked session on its counselor's queue; contact and note are opened on demand only. */
export type QueueSession = {
  id: string
  startsAt: Date
  endsAt: Date
  mode: Mode
  language: string
  ageBand: AgeBand
  /** `ahead`, `running` from its start, `over` after its end until an outcome closes it, `closed`. */
  state: 'ahead' | 'running' | 'over' | 'closed'
  hasContact: boolean
  hasNote: boolean
  draft: Partial<Outcome> | null
}

type Row = {
  id: string
  starts_at: Date
  ends_at: Date
  mode: Mode
  language: string
  age_band: AgeBand
  closed_at: Date | null
  has_contact: boolean
  has_note: boolean
  draft_sealed: string | null
}

const own = reading<{ personId: string; from: Date; to: Date }>(
  value => sql`
    select id, starts_at, ends_at, mode, language, age_band, closed_at,
      contact_sealed is not null as has_contact, note_sealed is not null as has_note, draft_sealed
    from ${bookings}
    where counselor_id = ${value('personId')} and ${isStanding(bookings)} and starts_at < ${value('to')}
      and (starts_at >= ${value('from')} or closed_at is null)
    order by starts_at limit 100`,
)

/** A counselor's sessions of the local day in order, and earlier ones that still want their outcome. */
export async function sessionsToday(
  deps: Pick<Deps, 'db' | 'now' | 'config' | 'keys'>,
  personId: string,
): Promise<QueueSession[]> {
  const now = deps.now()
  const zone = deps.config.TIME_ZONE
  const today = localDay(now, zone)
  const from = dayStart(today, zone)
  const to = dayStart(dayAfter(today, 1), zone)
  const found = await rows<Row>(acting(deps.db, 'counselor', personId), own({ personId, from, to }))
  return Promise.all(
    found.map(async row => ({
      id: row.id,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      mode: row.mode,
      language: row.language,
      ageBand: row.age_band,
      state: stateOf(row, now),
      hasContact: row.has_contact,
      hasNote: row.has_note,
      draft: await openDraft(deps, 'bookings', row.id, row.draft_sealed),
    })),
  )
}

function stateOf(row: Row, now: Date): QueueSession['state'] {
  if (row.closed_at) return 'closed'
  if (row.starts_at > now) return 'ahead'
  return row.ends_at > now ? 'running' : 'over'
}
