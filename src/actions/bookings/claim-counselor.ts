import { type SQL, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { rows, type Transaction } from '../../db/connect.ts'
import { type Blank, reading } from '../../db/wording.ts'
import type { Deps } from '../../deps.ts'
import type { CallerActor, SystemActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'

/** A stretch of one counselor's time that is to become a booking; `except` is a booking that gives its own time up. */
export type Session = { startsAt: Date; endsAt: Date; except?: string }

/** The counselor whose time it is now; `partnerId` for the count. */
export type Claimed = { id: string; partnerId: string | null }

/** Whom a claim came to; `free` says whether they still were, once their row was locked. */
export type Claim = Claimed & { free: boolean }

type Work<T> = (tx: Transaction, counselor: Claimed, about: (subject: string) => void) => Promise<T>

/**
 * One change with a counselor for it: locks the row of the first candidate who is still free, then does the work.
 * Each candidate is one whole transaction, so that nobody waits for a row while holding another: no deadlocks.
 * Throws `slot_taken` when nobody is left. `first` runs before the row is locked, for what has to be locked before it.
 */
export function withCounselor<T>(
  deps: Pick<Deps, 'db' | 'now' | 'changes'>,
  actor: CallerActor | SystemActor,
  action: string,
  session: Session,
  candidates: readonly string[],
  work: Work<T>,
  first?: (tx: Transaction) => Promise<void>,
): Promise<T> {
  return eachInTurn(candidates, (left, tries) =>
    change(deps, actor, action, async (tx, about) => {
      await first?.(tx)
      const counselor = freeOne((await rows<Claim>(tx, claimed(claimOf(session, left))))[0], tries)
      return work(tx, counselor, about)
    }),
  )
}

/**
 * The same where the change is one statement, of which `attempt` answers whom it claimed: with all candidates, and once
 * the constraint has refused one, which does not tell whom, with one after the other.
 */
export async function claimAtOnce(
  candidates: readonly string[],
  attempt: (among: readonly string[]) => Promise<Claim | undefined>,
): Promise<void> {
  let left = candidates
  let oneByOne = false
  while (left.length > 0) {
    try {
      const claim = await attempt(oneByOne ? left.slice(0, 1) : left)
      if (claim?.free) return
      if (!claim && !oneByOne) break
      left = claim ? left.filter(id => id !== claim.id) : left.slice(1)
    } catch (error) {
      if (!isTaken(error)) throw error
      if (oneByOne) left = left.slice(1)
      oneByOne = true
    }
  }
  throw new Problem('slot_taken')
}

function freeOne(claim: Claim | undefined, tries: (id: string) => void): Claim {
  if (claim) tries(claim.id)
  if (!claim?.free) throw new Problem('slot_taken')
  return claim
}

/** Attempts with whoever is left, until one is not refused as `slot_taken` or did not say whom it tries. */
async function eachInTurn<T>(
  candidates: readonly string[],
  attempt: (left: readonly string[], tries: (id: string) => void) => Promise<T>,
): Promise<T> {
  let left = candidates
  while (left.length > 0) {
    let tried: string | undefined
    try {
      return await attempt(left, id => {
        tried = id
      })
    } catch (error) {
      if (!isTaken(error) || !tried) throw error
      left = left.filter(id => id !== tried)
    }
  }
  throw new Problem('slot_taken')
}

/** The constraint behind the claim arrives as slot_taken too. */
function isTaken(error: unknown) {
  return error instanceof Problem && error.code === 'slot_taken'
}

/** What stands for a session and its candidates in a statement that claims one of them. */
export type ClaimValues = { candidates: string; from: Date; until: Date; except: string | null }

/** The values of a claim; one text however many candidates there are, so that PostgreSQL plans the statement once. */
export function claimOf({ startsAt, endsAt, except }: Session, candidates: readonly string[]): ClaimValues {
  return { candidates: `{${candidates.join(',')}}`, from: startsAt, until: endsAt, except: except ?? null }
}

/**
 * The query that claims somebody, a row of `Claim` or none: the function `claim_counselor` locks and then looks once
 * more, seeing what was committed until then, which one statement alone would not.
 */
export function claimedFor(value: Blank<ClaimValues>): SQL {
  return sql`select id, partner_id as "partnerId", free from claim_counselor(
    ${value('candidates')}::uuid[], ${value('from')}, ${value('until')}, ${value('except')})`
}

const claimed = reading<ClaimValues>(claimedFor)
