import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { Problem, type ProblemCode } from '../domain/problem.ts'
import { atEnd, constraintOf, type Database, sqlStateOf, type Transaction } from './connect.ts'
import { auditLines } from './schema/counts.ts'

/** What a broken constraint means to the person who ran into it. */
const refusals: Record<string, ProblemCode> = {
  ledger_one_thing_per_counselor_and_minute: 'slot_taken',
  offers_one_live_per_call: 'call_gone',
  offers_one_live_per_counselor: 'call_gone',
  calls_one_talking_per_counselor: 'still_in_contact',
  outcomes_one_per_call: 'already_closed',
  outcomes_one_per_session: 'already_closed',
  shifts_one_per_counselor_and_time: 'shift_overlaps',
  shifts_end_after_they_start: 'shift_ends_before_it_starts',
  shifts_one_per_request: 'request_reused',
  people_one_per_mail: 'mail_taken',
  people_one_per_handle: 'handle_taken',
  people_one_per_request: 'request_reused',
  outreach_sessions_one_per_code: 'outreach_code_taken',
}

/** Deadlock and serialization failure: PostgreSQL asks for another try. */
const tryAgain = new Set(['40P01', '40001'])

/**
 * One change: a transaction, its audit line and, where a constraint broke, the refusal it stands for.
 * `work` returns its result; `about` names the subject for the audit line (an id, never content).
 */
export async function change<T>(
  deps: Pick<Deps, 'db' | 'now' | 'changes'>,
  actor: Actor,
  action: string,
  work: (tx: Transaction, about: (subject: string) => void) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      const result = await writer(deps.db).transaction(async tx => {
        let subject: string | undefined
        const result = await work(tx, given => {
          subject = given
        })
        const line = {
          at: deps.now(),
          actorKind: actor.kind,
          actorId: 'personId' in actor ? actor.personId : null,
          action,
          subject: subject ?? null,
        }
        atEnd(tx, tx.insert(auditLines).values(line))
        return result
      })
      deps.changes.tell()
      return result
    } catch (error) {
      if (tryAgain.has(sqlStateOf(error) ?? '') && tries < 4) continue
      const refusal = refusals[constraintOf(error) ?? '']
      throw refusal ? new Problem(refusal, {}) : error
    }
  }
}

/**
 * A write that is nobody's deed and leaves no audit line: presence beats, "sent" marks. Rare.
 * It tells nobody; call `deps.changes.tell()` where a page should notice.
 */
export function touch<T>(deps: Pick<Deps, 'db'>, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return writer(deps.db).transaction(work)
}

/** `deps.db` is the same object as the database; only its type hides how to write. */
function writer(db: Deps['db']): Database {
  return db as unknown as Database
}
