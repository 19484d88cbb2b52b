import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { type EmergencyReason, type EmergencyState, emergencyState } from '../domain/emergency.ts'

/** A contact that could be asked for, by its code, its time and whose it is; nothing of the caller. */
export type OpenContact = { kind: 'call' | 'session'; id: string; code: string; at: Date; counselor: string }

/** A question for a contact, of the last day: who asked, who allowed or refused it, and how it stands. */
export type EmergencyAsked = {
  id: string
  code: string
  counselor: string
  reason: EmergencyReason
  askedBy: string
  askedById: string
  askedAt: Date
  allowedBy: string | null
  refusedBy: string | null
  state: EmergencyState
  /** Until when it stays so; null for good. */
  until: Date | null
}

/** The contacts that two people may open now, newest first: answered and not closed, or about to begin. */
export async function openContacts({
  db,
  now,
  config,
}: Pick<Deps, 'db' | 'now' | 'config'>): Promise<OpenContact[]> {
  const at = now().getTime()
  const found = await rows<Omit<OpenContact, 'code'>>(
    db,
    sql`select * from (
          select 'call' as kind, c.id, c.answered_at as at, p.name as counselor
          from calls c join people p on p.id = c.counselor_id
          where c.state in ('talking', 'wrap_up') and c.forget_on is not null
          union all
          select 'session', b.id, b.starts_at, p.name
          from bookings b join people p on p.id = b.counselor_id
          where b.canceled_at is null and b.closed_at is null and b.starts_at <= ${new Date(at + 3_600_000)}
            and b.ends_at >= ${new Date(at - config.CONTACT_HOURS * 3_600_000)}
        ) open order by at desc, id limit 100`,
  )
  return found.map(contact => ({ ...contact, code: codeOf(contact.id) }))
}

/** What was asked for in the last day, newest first. */
export async function emergenciesAsked({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<EmergencyAsked[]> {
  const at = now()
  const found = await rows<{
    id: string
    contact: string
    counselor: string | null
    reason: EmergencyReason
    asked_by: string
    asked_by_id: string
    asked_at: Date
    allowed_by: string | null
    allowed_at: Date | null
    refused_by: string | null
    refused_at: Date | null
    opened_at: Date | null
  }>(
    db,
    sql`select e.id, coalesce(e.call_id, e.booking_id) as contact, e.reason, e.asked_at, e.allowed_at, e.refused_at, e.opened_at,
          e.asked_by as asked_by_id, asker.name as asked_by, second.name as allowed_by,
          refuser.name as refused_by,
          (select p.name from people p where p.id = coalesce(c.counselor_id, b.counselor_id)) as counselor
        from emergency_openings e join people asker on asker.id = e.asked_by
          left join people second on second.id = e.allowed_by left join people refuser on refuser.id = e.refused_by
          left join calls c on c.id = e.call_id left join bookings b on b.id = e.booking_id
        where e.asked_at > ${new Date(at.getTime() - 86_400_000)} order by e.asked_at desc, e.id limit 100`,
  )
  return found.map(row => ({
    id: row.id,
    code: codeOf(row.contact),
    counselor: row.counselor ?? '',
    reason: row.reason,
    askedBy: row.asked_by,
    askedById: row.asked_by_id,
    askedAt: row.asked_at,
    allowedBy: row.allowed_by,
    refusedBy: row.refused_by,
    ...emergencyState(
      {
        askedAt: row.asked_at,
        allowedAt: row.allowed_at,
        refusedAt: row.refused_at,
        openedAt: row.opened_at,
      },
      at,
    ),
  }))
}

/** Short enough to read aloud, and only a name for the row. */
function codeOf(id: string) {
  return id.slice(0, 6).toUpperCase()
}
