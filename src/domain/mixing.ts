import { type Day, monthOf, weekOf } from './days.ts'

/** So many outcomes at least are mixed at once, and share what is stated of them: one among so many is nobody. */
export const fewestMixed = 20

/** At most so many in one transaction, which must not last longer than a statement may. */
const mostMixed = 500

/** Shuffled rows in batches that are mixed each on their own: [] while they are too few, else all of them. */
export function mixedBatches<Row>(rows: readonly Row[]): Row[][] {
  if (rows.length < fewestMixed) return []
  const count = Math.ceil(rows.length / mostMixed)
  return Array.from({ length: count }, (_, batch) => rows.filter((_, place) => place % count === batch))
}

/**
 * Whether the week of a row is stated beside its month: only where enough rows of the batch share both, and where the
 * week lies wholly inside the month. A week of two months is never released, and its ends would only narrow things down.
 */
export function statedWeek(
  batch: readonly { week: Day; month: Day }[],
): (row: { week: Day; month: Day }) => boolean {
  const sizes = new Map<string, number>()
  for (const { week, month } of batch) sizes.set(week + month, (sizes.get(week + month) ?? 0) + 1)
  return ({ week, month }) =>
    week >= month && weekOf(week).to <= monthOf(month).to && (sizes.get(week + month) ?? 0) >= fewestMixed
}
