import { sql } from 'drizzle-orm'
import { touch } from '../../db/change.ts'
import { written } from '../../db/connect.ts'
import { type DueRule, dueRules } from '../../db/retention-due.ts'
import type { Deps } from '../../deps.ts'
import type { SystemActor } from '../../domain/actor.ts'
import type { RuleId } from '../../domain/retention.ts'

/** So many rows in one transaction, which must not last longer than a statement may. */
const most = 2_000

/**
 * Forgets everything that is due by the rules of this deployment, and says how much by each rule. Safe to repeat, on any
 * number of machines at once; a rule that fails keeps no other from being carried out, and is thrown at the end.
 */
export async function forget(deps: Deps, _actor: SystemActor): Promise<Partial<Record<RuleId, number>>> {
  const forgotten: Partial<Record<RuleId, number>> = {}
  let fault: unknown
  for (const rule of dueRules(deps.config, deps.now())) {
    try {
      const count = await carryOut(deps, rule)
      if (count > 0) forgotten[rule.id] = count
    } catch (error) {
      fault ??= error
    }
  }
  if (fault) throw fault
  return forgotten
}

async function carryOut(deps: Deps, rule: DueRule): Promise<number> {
  for (let all = 0; ; ) {
    const gone = await touch(deps, tx => written(tx, batchOf(rule)))
    all += gone.length
    if (gone.length < most) return all
  }
}

/** Whoever works on a row just now keeps it until the next time. */
function batchOf({ table, due, emptied }: DueRule) {
  const name = sql.identifier(table)
  const rows = sql`${name}.ctid = any(array(
    select ctid from ${name} where ${due} limit ${most} for update skip locked))`
  return emptied
    ? sql`update ${name} set ${emptied} where ${rows} returning 1`
    : sql`delete from ${name} where ${rows} returning 1`
}
