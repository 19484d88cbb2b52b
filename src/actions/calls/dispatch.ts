import { sql } from 'drizzle-orm'
import { alsoChanged, change } from '../../db/change.ts'
import { atEnd, isLost, rows, type Transaction } from '../../db/connect.ts'
import { calls } from '../../db/schema/calls.ts'
import { reading, writing } from '../../db/wording.ts'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { type OnDuty, pairs, standing } from '../../domain/routing.ts'
import { toldRound } from '../../domain/routing-explanation.ts'
import { routingRulesOf } from '../../domain/routing-settings.ts'
import { makeOffers, offersMade } from './make-offers.ts'
import { peopleOnDuty, type WaitingContact, waitingContacts } from './routing-snapshot.ts'
import { overdueOffers, settleExpired } from './settle-expired.ts'
import { SharedTurns } from './shared-turns.ts'
import { earliestArrival, stillWaiting, type WaitingBounds, waitingBounds } from './still-waiting.ts'
import { takeTurn, tryTurn } from './take-turn.ts'

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
  const { looks, rounds } = turnsOf(deps)
  // Asked outside the row of rounds: who has nothing to pass on need not wait for one that runs.
  return (await looks.next()) ? rounds.next() : nothing
}

/**
 * Dispatches after a change that is already committed: a failure is only logged, for the tick will try again,
 * and what was acknowledged stays true. Whose contact has just arrived need not ask whether anything waits.
 */
export async function passOn(deps: Deps, arrived = false): Promise<void> {
  await (arrived ? turnsOf(deps).rounds.next() : dispatch(deps)).catch(error => {
    deps.log({ event: 'fault', name: (error as Error).name, at: 'dispatch' })
  })
}

/** How a contact arrives inside a transaction; it starts with what it asks of the database. */
export type Arrival<T> = (tx: Transaction, about: (subject: string) => void) => Promise<T>

/**
 * Lets a contact arrive, by `arrive`, and passes it on: where nobody else is at it, in one transaction with its round, so
 * that both are two round trips. Where that fails, or others are at it, it arrives by itself first, for it must wait
 * whatever becomes of the round: by `alone`, in one statement, or, where that finds it known already (undefined), by `arrive`.
 */
export async function arriveAndPassOn<T>(
  deps: Deps,
  actor: Actor,
  action: string,
  arrive: Arrival<T>,
  alone: () => Promise<T | undefined>,
): Promise<T> {
  const { rounds } = turnsOf(deps)
  let passedOn = false
  const both = async () =>
    change(deps, actor, action, async (tx, about) => {
      const now = deps.now()
      const [isOurs, arrived, seen] = await Promise.all([tryTurn(tx), arrive(tx, about), look(deps, tx, now)])
      passedOn = isOurs
      if (isOurs && (await decide(deps, tx, now, seen)).changed)
        alsoChanged(deps, tx, { kind: 'system' }, 'dispatch')
      return arrived
    })
  // Whatever else went wrong comes back in the round that follows, and is logged there.
  const failed = (error: unknown) => {
    if (isLost(error)) throw error
    return undefined
  }
  const together = rounds.idle ? await rounds.instead(both).then(arrived => ({ arrived }), failed) : undefined
  const { arrived } = together ?? { arrived: (await alone()) ?? (await change(deps, actor, action, arrive)) }
  if (!together || !passedOn) await passOn(deps, true)
  return arrived
}

type Turns = { looks: SharedTurns<boolean>; rounds: SharedTurns<Dispatched> }

// Forty callers at once want two rounds, not forty in a row. Per `deps`, so that requests on Workers never wait on
// another's.
const turns = new WeakMap<Deps, Turns>()

function turnsOf(deps: Deps): Turns {
  const known = turns.get(deps) ?? {
    looks: new SharedTurns(() => isNeeded(deps)),
    rounds: new SharedTurns(() => round(deps)),
  }
  turns.set(deps, known)
  return known
}

async function round(deps: Deps): Promise<Dispatched> {
  try {
    const { decided, made, ...done } = await change(deps, { kind: 'system' }, 'dispatch', async tx => {
      const now = deps.now()
      const [, seen] = await Promise.all([takeTurn(tx), look(deps, tx, now)])
      const done = await decide(deps, tx, now, seen)
      if (!done.changed) throw new NothingChanged()
      return done
    })
    const pairs = made() === decided.wanted.length ? decided.wanted : await offersMade(deps.db, decided)
    const offered = pairs.map(({ contactId, counselorId }) => ({ callId: contactId, counselorId }))
    return { expired: done.expired, offered, unanswered: done.unanswered }
  } catch (error) {
    if (error instanceof NothingChanged) return nothing
    throw error
  }
}

type Seen = { overdue: { id: string }[]; snapshot: Snapshot }

/** All that a round has to know, asked in one breath. */
async function look(deps: Deps, tx: Transaction, now: Date): Promise<Seen> {
  // Older ones are the tick's: to whoever looks on while a replay plays the past, all its offers have run out.
  const [overdue, snapshot] = await Promise.all([
    overdueOffers(tx, now, earliestArrival(now)),
    Promise.all([waitingContacts(deps, tx, now), peopleOnDuty(deps, tx, now)]),
  ])
  return { overdue, snapshot }
}

/** What a round does about what it has seen; while it has its turn. */
async function decide(deps: Deps, tx: Transaction, now: Date, { overdue, snapshot }: Seen) {
  const expired = overdue.length > 0 ? await settleExpired(tx, now, earliestArrival(now)) : 0
  const done = offerWaiting(deps, tx, now, expired > 0 ? (await look(deps, tx, now)).snapshot : snapshot)
  return { ...done, expired, changed: expired > 0 || done.changed }
}

type Snapshot = [contacts: WaitingContact[], people: OnDuty[]]

async function isNeeded(deps: Deps): Promise<boolean> {
  const now = deps.now()
  const [found] = await rows<{ needed: boolean }>(deps.db, needed({ ...waitingBounds(deps, now), now }))
  return found?.needed ?? false
}

const needed = reading<WaitingBounds & { now: Date }>(
  value => sql`select exists (${stillWaiting(sql`true`, value)})
    or exists (select from offers where state = 'pending' and expires_at <= ${value('now')}
      and expires_at > ${value('earliest')}) as needed`,
)

function offerWaiting(deps: Deps, tx: Transaction, now: Date, [contacts, people]: Snapshot) {
  const rules = routingRulesOf(deps.config)
  const wanted = pairs(contacts, people, rules, now)
  const paired = new Set(wanted.map(({ contactId }) => contactId))
  const wrong = contacts.filter(
    contact =>
      !paired.has(contact.id) && (standing(contact, people, rules, now) === 'unanswered') !== contact.marked,
  )
  const toMark = wrong.filter(({ marked }) => !marked)
  const toClear = wrong.filter(({ marked }) => marked)
  if (toMark.length > 0) mark(tx, toMark, now)
  if (toClear.length > 0) mark(tx, toClear, null)
  const steps = toldRound({ contacts, people, made: wanted, inVain: toMark }, rules, now)
  const decided = { wanted, steps, at: now, seconds: deps.config.OFFER_SECONDS }
  return {
    decided,
    made: makeOffers(tx, decided),
    unanswered: toMark.length,
    changed: wanted.length > 0 || wrong.length > 0,
  }
}

function mark(tx: Transaction, contacts: readonly WaitingContact[], at: Date | null) {
  atEnd(tx, marked({ contacts: `{${contacts.map(({ id }) => id).join(',')}}`, at }))
}

const marked = writing<{ contacts: string; at: Date | null }>(
  value => sql`update ${calls} set unanswered_at = ${value('at')}
    where id = any(${value('contacts')}::uuid[]) and state = 'waiting'`,
)
