import { asc, eq, sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import { calls, offers, routingSteps } from '../db/schema/calls.ts'
import { people } from '../db/schema/people.ts'
import type { Deps } from '../deps.ts'
import {
  type PassedOver,
  type RoutingStep,
  readPassedOver,
  type WhyNot,
} from '../domain/routing-explanation.ts'

/** A contact by its time and code; nothing of the caller. */
export type ExplainedContact = {
  id: string
  code: string
  queuedAt: Date
  state: string
  channel: 'phone' | 'typed' | 'callback'
}

/** One step on record, people by name: what routing decided, or how an offer ended. */
export type ExplainedStep = {
  at: Date
  step: RoutingStep['step'] | 'accepted' | 'declined' | 'expired' | 'withdrawn'
  counselor: string | null
  reach: RoutingStep['reach'] | null
  because: RoutingStep['because']
  others: { name: string; reasons: WhyNot[] }[]
  further: number
}

/** A contact with all its steps, in order. */
export type Explanation = ExplainedContact & { steps: ExplainedStep[] }

/** The last fifty contacts that routing has had to do with, newest first. */
export async function recentContacts({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<ExplainedContact[]> {
  const found = await rows<{
    id: string
    queued_at: Date
    state: string
    channel: ExplainedContact['channel']
  }>(
    db,
    sql`select id, queued_at, state, channel from calls
        where queued_at <= ${now()} and exists (select from routing_steps s where s.call_id = calls.id)
        order by queued_at desc, id limit 50`,
  )
  return found.map(({ queued_at, ...contact }) => ({
    ...contact,
    code: codeOf(contact.id),
    queuedAt: queued_at,
  }))
}

/** Why each was asked for a contact, and why the others were not; undefined when there is no such contact. */
export async function explanationOf(
  { db }: Pick<Deps, 'db'>,
  callId: string,
): Promise<Explanation | undefined> {
  const [contact] = await db
    .select({ id: calls.id, queuedAt: calls.queuedAt, state: calls.state, channel: calls.channel })
    .from(calls)
    .where(eq(calls.id, callId))
  if (!contact) return undefined
  const [decided, offered, named] = await Promise.all([
    db.select().from(routingSteps).where(eq(routingSteps.callId, callId)).orderBy(asc(routingSteps.at)),
    db.select().from(offers).where(eq(offers.callId, callId)),
    db.select({ id: people.id, name: people.name }).from(people),
  ])
  const names = new Map(named.map(({ id, name }) => [id, name]))
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
  // One offer lives at a time, so how it ended stands right behind it.
  const steps = decided.flatMap((row): ExplainedStep[] => {
    const made: ExplainedStep = {
      at: row.at,
      step: row.step as RoutingStep['step'],
      counselor: nameOf(row.counselorId),
      reach: row.reach as RoutingStep['reach'],
      because: row.because as RoutingStep['because'],
      others: readPassedOver(row.passedOver as string | PassedOver[]).map(({ id, reasons }) => ({
        name: nameOf(id) ?? '',
        reasons,
      })),
      further: row.further,
    }
    const offer = offered.find(
      ({ counselorId, offeredAt }) =>
        counselorId === row.counselorId && offeredAt.getTime() === row.at.getTime(),
    )
    if (!offer?.settledAt) return [made]
    const step = offer.state as ExplainedStep['step']
    const { counselor } = made
    return [
      made,
      { at: offer.settledAt, step, counselor, reach: null, because: null, others: [], further: 0 },
    ]
  })
  return {
    id: contact.id,
    code: codeOf(contact.id),
    queuedAt: contact.queuedAt,
    state: contact.state,
    channel: contact.channel as ExplainedContact['channel'],
    steps,
  }
}

/** Short enough to read aloud, and only a name for the row. */
function codeOf(id: string) {
  return id.slice(0, 6).toUpperCase()
}
