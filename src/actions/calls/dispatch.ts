import { and, eq, inArray, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { rows, type Transaction } from '../../db/connect.ts'
import { calls } from '../../db/schema/calls.ts'
import type { Deps } from '../../deps.ts'
import { type OnDuty, type Pair, pairs, standing } from '../../domain/routing.ts'
import { type RoutingStep, toldRound } from '../../domain/routing-explanation.ts'
import { routingRulesOf } from '../../domain/routing-settings.ts'
import { makeOffers } from './make-offers.ts'
import { recordSteps } from './record-steps.ts'
import { peopleOnDuty, type WaitingContact, waitingContacts } from './routing-snapshot.ts'
import { overdueOffers, settleExpired } from './settle-expired.ts'
import { earliestArrival, stillWaiting } from './still-waiting.ts'
import { takeTurn } from './take-turn.ts'

/** What a round did: offers that ran out, offers made, contacts newly found to be unanswered. */
export type Dispatched = {
  expired: number
  offered: { callId: string; counselorId: string }[]
  unanswered: number
}

const nothing: Dispatched = { expired: 0, offered: [], unanswered: 0 }

/** Thrown to roll back a round that changed nothing, so that it leaves no audit line and wakes no page. */
class NothingChanged extends Error {}

/**
 * One round: settles offers that ran out, offers waiting contacts to whoever is free (longest idle first), and
 * marks those that nobody can take. Safe to repeat, on any number of machines at once; the tick runs it too.
 */
export async function dispatch(deps: Deps): Promise<Dispatched> {
  // Asked outside the row of rounds: who has nothing to pass on need not wait for one that runs.
  return (await isNeeded(deps)) ? nextRound(deps) : nothing
}

function nextRound(deps: Deps): Promise<Dispatched> {
  const known: Rounds = rounds.get(deps) ?? { running: Promise.resolve() }
  rounds.set(deps, known)
  known.next ??= known.running
    .catch(() => {})
    .then(() => {
      known.next = undefined
      const running = round(deps)
      known.running = running
      return running
    })
  return known.next
}

/**
 * Dispatches after a change that is already committed: a failure is only logged, for the tick will try again,
 * and what was acknowledged stays true. Whose contact has just arrived need not ask whether anything waits.
 */
export async function passOn(deps: Deps, arrived = false): Promise<void> {
  await (arrived ? nextRound(deps) : dispatch(deps)).catch(error => {
    deps.log({ event: 'fault', name: (error as Error).name, at: 'dispatch' })
  })
}

type Rounds = { running: Promise<unknown>; next?: Promise<Dispatched> }

// Forty callers at once want two rounds, not forty in a row: whoever comes while one is running shares the next,
// which looks after their change was committed. Per `deps`, so that requests on Workers never wait on another's.
const rounds = new WeakMap<Deps, Rounds>()

async function round(deps: Deps): Promise<Dispatched> {
  try {
    const done = await change(deps, { kind: 'system' }, 'dispatch', async tx => {
      const now = deps.now()
      // Older ones are the tick's: to whoever looks on while a replay plays the past, all its offers have run out.
      const since = earliestArrival(now)
      const look = () => Promise.all([waitingContacts(deps, tx, now), peopleOnDuty(deps, tx, now)])
      const [, overdue, seen] = await Promise.all([takeTurn(tx), overdueOffers(tx, now, since), look()])
      const expired = overdue.length > 0 ? await settleExpired(tx, now, since) : 0
      const done = await offerWaiting(deps, tx, now, expired > 0 ? await look() : seen)
      if (expired === 0 && done.offered.length === 0 && !done.marked) throw new NothingChanged()
      return { expired, offered: done.offered, unanswered: done.unanswered }
    })
    deps.changes.tell(done.offered.map(({ counselorId }) => counselorId))
    return done
  } catch (error) {
    if (error instanceof NothingChanged) return nothing
    throw error
  }
}

type Snapshot = [contacts: WaitingContact[], people: OnDuty[]]

async function isNeeded(deps: Deps): Promise<boolean> {
  const now = deps.now()
  const [found] = await rows<{ needed: boolean }>(
    deps.db,
    sql`select exists (select from calls where ${stillWaiting(deps, now)})
          or exists (select from offers where state = 'pending' and expires_at <= ${now}
            and expires_at > ${earliestArrival(now)}) as needed`,
  )
  return found?.needed ?? false
}

async function offerWaiting(deps: Deps, tx: Transaction, now: Date, [contacts, people]: Snapshot) {
  const rules = routingRulesOf(deps.config)
  const wanted = pairs(contacts, people, rules, now)
  const made = await makeOffers(tx, wanted, now, deps.config.OFFER_SECONDS)
  const left = contacts.filter(({ id }) => !made.some(({ contactId }) => contactId === id))
  const wrong = left.filter(
    contact => (standing(contact, people, rules, now) === 'unanswered') !== contact.marked,
  )
  const toMark = wrong.filter(({ marked }) => !marked).map(({ id }) => id)
  const toClear = wrong.filter(({ marked }) => marked).map(({ id }) => id)
  if (toMark.length > 0) await mark(tx, toMark, now)
  if (toClear.length > 0) await mark(tx, toClear, null)
  const inVain = contacts.filter(({ id }) => toMark.includes(id))
  const told = toldRound({ contacts, people, made: wanted, inVain }, rules, now)
  await recordSteps(tx, told.filter(isDone(made)), now)
  return {
    offered: made.map(({ contactId, counselorId }) => ({ callId: contactId, counselorId })),
    unanswered: toMark.length,
    marked: wrong.length > 0,
  }
}

/** A caller may have hung up since the round looked: what did not come about was no step. */
function isDone(made: readonly Pair[]) {
  return ({ step, contactId }: RoutingStep) =>
    step === 'unanswered' || made.some(pair => pair.contactId === contactId)
}

async function mark(tx: Transaction, ids: string[], unansweredAt: Date | null) {
  await tx
    .update(calls)
    .set({ unansweredAt })
    .where(and(inArray(calls.id, ids), eq(calls.state, 'waiting')))
}
