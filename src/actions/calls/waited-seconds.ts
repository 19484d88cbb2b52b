import { type SQL, sql } from 'drizzle-orm'

/** Whole seconds that a call had waited at an instant; never negative. */
export function waitedSeconds({ arrivedAt }: { arrivedAt: Date }, at: Date): number {
  return Math.max(0, Math.round((at.getTime() - arrivedAt.getTime()) / 1000))
}

/** The same in a statement, at the instant that stands for `at`. */
export function waitedSecondsIn(arrivedAt: SQL, at: SQL): SQL {
  return sql`greatest(0, round(extract(epoch from ${at}::timestamptz - ${arrivedAt})))::int`
}
