import { formatCalendarDay, formatSpan } from '../../../domain/time-words.ts'
import type { Patterns } from '../../../reads/patterns.ts'
import { type AnyContext, textsFor } from '../../env.ts'

type List = { c: AnyContext; patterns: Patterns }

/** The weekly patterns by counselor, each with a way to end it, and what could not be planned from them. */
export function PatternList({ c, patterns: { stretches, inTheWay } }: List) {
  const words = textsFor(c).roster.patterns
  const { deps, locale } = c.var
  const zone = deps.config.TIME_ZONE
  return (
    <section aria-labelledby="patterns-title">
      <h2 id="patterns-title">{words.list}</h2>
      {inTheWay.length > 0 && (
        <div class="notice warm">
          <p>{words.inTheWay}</p>
          <ul>
            {inTheWay.map(({ name, startsAt, endsAt }) => (
              <li>
                {name} · {formatSpan(startsAt, endsAt, zone, locale)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {stretches.length === 0 && <p class="quiet">{words.none}</p>}
      <ul class="roster-list">
        {stretches.map(stretch => (
          <Stretch c={c} stretch={stretch} />
        ))}
      </ul>
    </section>
  )
}

function Stretch({ c, stretch }: { c: AnyContext; stretch: Patterns['stretches'][number] }) {
  const words = textsFor(c).roster.patterns
  const { id, name, weekday, fromTime, toTime, fromDay, untilDay } = stretch
  const day = (one: string) => formatCalendarDay(one, c.var.locale)
  const weekdayName = words.weekdayNames[weekday - 1] ?? ''
  const time = `${fromTime}–${toTime > fromTime ? '' : `${words.nextDay} `}${toTime}`
  return (
    <li>
      <strong>{name}</strong>
      <span>
        {weekdayName} {time}
        <small>{untilDay ? words.span(day(fromDay), day(untilDay)) : words.since(day(fromDay))}</small>
      </span>
      <form method="post" action={`/shifts/patterns/${id}/end`}>
        <button type="submit" class="plain-button" aria-label={words.endOf(name, weekdayName, time)}>
          {words.end}
        </button>
      </form>
    </li>
  )
}
