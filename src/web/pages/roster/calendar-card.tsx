import { formatDay } from '../../../domain/time-words.ts'
import { type AnyContext, textsFor } from '../../env.ts'

type Card = {
  c: AnyContext
  /** Since when there is an address; null without one. */
  since: Date | null
  /** The address, right after it was made: it is shown this once. */
  address?: string
}

/** A counselor's calendar address: to make one, to see it once, to end it. */
export function CalendarCard({ c, since, address }: Card) {
  const words = textsFor(c).roster.feed
  const { deps, locale } = c.var
  return (
    <section class="card" id="calendar" tabindex={-1} aria-labelledby="calendar-title">
      <h2 id="calendar-title">{words.title}</h2>
      <p class="quiet">{words.lead}</p>
      {address && (
        <div class="notice" role="status">
          <p>{words.once}</p>
          <p class="feed-address">{address}</p>
        </div>
      )}
      {!address && since && <p>{words.since(formatDay(since, deps.config.TIME_ZONE, locale))}</p>}
      <div class="two-buttons">
        <form method="post" action="/my-shifts/calendar">
          <button type="submit" class="second">
            {since ? words.anew : words.make}
          </button>
        </form>
        {since && (
          <form method="post" action="/my-shifts/calendar/end">
            <button type="submit" class="plain-button">
              {words.end}
            </button>
          </form>
        )}
      </div>
    </section>
  )
}
