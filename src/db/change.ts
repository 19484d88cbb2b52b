import { type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { Problem, type ProblemCode } from '../domain/problem.ts'
import { type DatabaseRole, roleOf } from '../domain/walls.ts'
import {
  acting,
  atEnd,
  constraintOf,
  type Database,
  sqlStateOf,
  type Transaction,
  written,
} from './connect.ts'
import { auditLines } from './schema/counts.ts'
import { type Blank, type Writing, writing } from './wording.ts'

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

/** What a change of one statement leaves behind: what it does (CTEs), whom its audit line is about, what it answers. */
export type Step = {
  with: SQL
  /** A query of one text column: an audit line for each row, none where nothing changed. */
  about: SQL
  answer: SQL
}

/** Who and when, in a change of one statement. */
type Told = { at: Date; actorKind: string; actorId: string | null }

/** A change of one statement, worded once; to be filled with its values and made by `changeAtOnce`. */
export type OneStep<Values extends object> = (values: Values & Told) => Writing

/** Words a change of one statement with its audit line in it. */
export function oneStep<Values extends object>(
  action: string,
  build: (value: Blank<Values>) => Step,
): OneStep<Values> {
  return writing<Values & Told>(value => {
    const { with: steps, about, answer } = build(value)
    return sql`with ${steps}, audited as (
        insert into ${auditLines} (at, actor_kind, actor_id, action, subject)
        select ${value('at')}::timestamptz, ${value('actorKind')}, ${value('actorId')}, ${sql.raw(`'${action}'`)}, subject
        from (${about}) about(subject))
      ${answer}`
  })
}

/** Deadlock and serialization failure: PostgreSQL asks for another try. */
const tryAgain = new Set(['40P01', '40001'])

/**
 * One change: a transaction, its audit line and, where a constraint broke, the refusal it stands for.
 * `work` returns its result; `about` names the subject for the audit line (an id, never content). PostgreSQL holds it to
 * the role of its actor, or to `role` where a verb of theirs reaches further by its nature.
 */
export function change<T>(
  deps: Pick<Deps, 'db' | 'now' | 'changes'>,
  actor: Actor,
  action: string,
  work: (tx: Transaction, about: (subject: string) => void) => Promise<T>,
  role?: DatabaseRole,
): Promise<T> {
  return untilItHolds(async () => {
    const whom = new Set<string>()
    const result = await as(deps, actor, role).transaction(async tx => {
      concerned.set(tx, whom)
      let subject: string | undefined
      const result = await work(tx, given => {
        subject = given
      })
      atEnd(tx, auditLine({ ...told(deps, actor), action, subject: subject ?? null }))
      for (const line of brought.get(tx) ?? []) atEnd(tx, line)
      return result
    })
    deps.changes.tell(whom)
    return result
  })
}

const concerned = new WeakMap<Transaction, Set<string>>()

/** Has the open pages of these people (their ids) told at once of a change, when it is committed; others look soon. */
export function concerns(tx: Transaction, people: Iterable<string>): void {
  for (const id of people) concerned.get(tx)?.add(id)
}

/**
 * One change that is one statement, which commits by itself: one round trip. The rows that it answers; none means that
 * nothing changed. `role` is as in `change`. What it may not do is ask first and decide here: that takes `change`.
 */
export function changeAtOnce<T, Values extends object>(
  deps: Pick<Deps, 'db' | 'now' | 'changes'>,
  actor: Actor,
  step: OneStep<Values>,
  values: Values,
  role?: DatabaseRole,
): Promise<T[]> {
  return untilItHolds(async () => {
    const answer = await written<T>(as(deps, actor, role), step({ ...values, ...told(deps, actor) }))
    if (answer.length > 0) deps.changes.tell()
    return answer
  })
}

/** Leaves the audit line of something that another change has brought about in its transaction, after its own. */
export function alsoChanged(deps: Pick<Deps, 'now'>, tx: Transaction, actor: Actor, action: string): void {
  const line = auditLine({ ...told(deps, actor), action, subject: null })
  brought.set(tx, [...(brought.get(tx) ?? []), line])
}

const brought = new WeakMap<Transaction, Writing[]>()

const auditLine = writing<Told & { action: string; subject: string | null }>(
  value => sql`insert into ${auditLines} (at, actor_kind, actor_id, action, subject)
    values (${value('at')}, ${value('actorKind')}, ${value('actorId')}, ${value('action')}, ${value('subject')})`,
)

function told({ now }: Pick<Deps, 'now'>, actor: Actor): Told {
  return { at: now(), actorKind: actor.kind, actorId: 'personId' in actor ? actor.personId : null }
}

async function untilItHolds<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
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
  return acting(deps.db, 'tick').transaction(work)
}

/** `deps.db` cannot write; this can, within what PostgreSQL lets the actor do. */
function as({ db }: Pick<Deps, 'db'>, actor: Actor, role = roleOf(actor)): Database {
  return acting(db, role, 'personId' in actor ? actor.personId : undefined)
}
