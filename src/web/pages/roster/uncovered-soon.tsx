import type { Interval } from '../../../domain/intervals.ts'
import { formatSpan } from '../../../domain/time-words.ts'
import { type AnyContext, textsFor } from '../../env.ts'

/** Says in which of the next 24 hours a needed language has nobody; nothing where all have somebody. */
export function UncoveredSoon({ c, spans }: { c: AnyContext; spans: readonly Interval[] }) {
  if (spans.length === 0) return null
  const { deps, locale } = c.var
  const words = spans.map(({ startsAt, endsAt }) =>
    formatSpan(new Date(startsAt), new Date(endsAt), deps.config.TIME_ZONE, locale),
  )
  return (
    <p class="notice warm uncovered-soon">
      {textsFor(c).roster.soon(words.join(locale === 'en' ? ', ' : '、'))}
    </p>
  )
}
