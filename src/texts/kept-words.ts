import type { Period, RetentionStart } from '../domain/retention.ts'
import type { Texts } from './texts.ts'

/** How long the records of a rule are kept, in words: "72 hours after the session", or "at once". */
export function keptWords(
  { kept, after }: { kept: { unit: Period['unit']; count: number }; after: RetentionStart },
  { retention }: Pick<Texts, 'retention'>,
): string {
  return retention.kept(
    kept.count === 0 ? '' : retention.units[kept.unit](kept.count),
    retention.starts[after],
  )
}
