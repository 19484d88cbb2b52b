import { eq, type SQL, sql } from 'drizzle-orm'
import { territories } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import { dayAfter } from '../../domain/days.ts'
import type { GivenOutcome, Outcome, OutcomeContext } from '../../domain/outcome.ts'
import { completeOutcome } from '../../domain/outcome.ts'
import { outcomeFaults } from '../../domain/outcome-faults.ts'
import { Problem } from '../../domain/problem.ts'
import { localDay } from '../../domain/time.ts'

/** The whole of a given outcome; `invalid_input` with every field that wants mending. */
export function readOutcome(given: GivenOutcome, context: OutcomeContext): Outcome {
  const faults = outcomeFaults(given, context)
  if (faults.length > 0) throw new Problem('invalid_input', { faults })
  return completeOutcome(given)
}

/** Refuses a territory that is not on the tree, as `invalid_input`; one that is unknown (null) is fine. */
export async function needTerritory({ db }: Pick<Deps, 'db'>, { territory }: Outcome): Promise<void> {
  if (territory === null) return
  const [known] = await db.select().from(territories).where(eq(territories.code, territory))
  if (!known) throw new Problem('invalid_input', { faults: [{ field: 'territory', code: 'not_in_list' }] })
}

/** The same as the condition of a statement that changes nothing otherwise. */
export function isKnownTerritory(territory: SQL): SQL {
  return sql`(${territory}::text is null or exists (select from ${territories} where code = ${territory}))`
}

/** What a closing keeps of an outcome until its day is over: sealed for this row, and on which local day it was closed. */
export async function sealedOutcome(
  { keys, now, config }: Pick<Deps, 'keys' | 'now' | 'config'>,
  closingId: string,
  outcome: Outcome,
) {
  const closedOn = localDay(now(), config.TIME_ZONE)
  const outcomeSealed = await keys.seal(
    // All of one length: how many problems there are must not show from outside.
    JSON.stringify(outcome).padEnd(700),
    dayAfter(closedOn, config.KEEP_DAYS),
    outcomePlace(closingId),
  )
  return { closedOn, outcomeSealed }
}

/** Where a sealed outcome belongs. */
export function outcomePlace(closingId: string) {
  return { table: 'closings', row: closingId, column: 'outcome_sealed' }
}
