import type { Deps } from '../deps.ts'
import type { Outcome } from '../domain/outcome.ts'

/**
 * A draft as it was saved; null when there is none, its key is gone, or it was damaged:
 * a draft that cannot be read must not shut a counselor out of the queue.
 */
export async function openDraft(
  { keys }: Pick<Deps, 'keys'>,
  table: 'calls' | 'bookings',
  row: string,
  sealed: string | null,
): Promise<Partial<Outcome> | null> {
  if (!sealed) return null
  const text = await keys.open(sealed, { table, row, column: 'draft_sealed' }).catch(() => undefined)
  return text === undefined ? null : (JSON.parse(text) as Partial<Outcome>)
}
