import type { spool } from '../../db/schema/counts.ts'
import type { Deps } from '../../deps.ts'
import type { Mode } from '../../domain/codes.ts'
import { type Day, dayAfter } from '../../domain/days.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { randomId } from '../../domain/random-id.ts'
import { localDay } from '../../domain/time.ts'

/** By whose counselor and by what means an outcome came about; a partner by its id. */
export type Origin = { partner: string | null; mode: Mode | 'hotline' }

/** An outcome that waits to be mixed: local days on which its week and month began. */
export type Spooled = { outcome: Outcome; week: Day; month: Day; origin: Origin }

/** For so many days the keys of the spool last; what is not mixed by then is sealed anew before. */
export const spoolDays = 14

/** A row of the spool, sealed under a fresh id; all are of one length, which tells nothing of what is in them. */
export async function spooled({ keys, random, now, config }: Deps, waiting: Spooled) {
  const id = randomId(random(16))
  const opensUntil = dayAfter(localDay(now(), config.TIME_ZONE), spoolDays)
  const sealed = await keys.seal(JSON.stringify(waiting).padEnd(960), opensUntil, spoolPlace(id))
  return { id, month: waiting.month, opensUntil, sealed } satisfies typeof spool.$inferInsert
}

/** Where a spooled outcome belongs. */
export function spoolPlace(id: string) {
  return { table: 'spool', row: id, column: 'sealed' }
}
