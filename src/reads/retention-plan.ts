import { sql } from 'drizzle-orm'
import { acting, rows } from '../db/connect.ts'
import { dueRules } from '../db/retention-due.ts'
import type { Deps } from '../deps.ts'
import { periodOf, type RetentionRule } from '../domain/retention.ts'

/** What a rule will forget: how many are due now, and how many more within a day and within seven. Never content. */
export type RetentionPlanned = RetentionRule & {
  kept: ReturnType<typeof periodOf>
  now: number
  withinDay: number
  withinWeek: number
}

const day = 86_400_000

/** What would be forgotten, and when, by each rule of this deployment. */
export async function retentionPlan(deps: Pick<Deps, 'db' | 'now' | 'config'>): Promise<RetentionPlanned[]> {
  const { config } = deps
  const moments = [0, 1, 7].map(days => dueRules(config, new Date(deps.now().getTime() + days * day)))
  const planned: RetentionPlanned[] = []
  for (const [index, { due: _, emptied: __, ...rule }] of (moments[0] ?? []).entries()) {
    const counts: number[] = []
    for (const rules of moments) {
      const due = rules[index]?.due ?? sql`false`
      const [found] = await rows<{ n: number }>(
        acting(deps.db, 'tick'),
        sql`select count(*)::int as n from ${sql.identifier(rule.table)} where ${due}`,
      )
      counts.push(found?.n ?? 0)
    }
    const [now = 0, soon = 0, later = 0] = counts
    const kept = periodOf(rule, config)
    planned.push({ ...rule, kept, now, withinDay: soon - now, withinWeek: later - soon })
  }
  return planned
}
