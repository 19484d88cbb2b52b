import { formatSpan } from '../../../domain/time-words.ts'
import type { MySwaps } from '../../../reads/my-swaps.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import type { Mend } from '../form-parts.tsx'

type Asked = { c: AnyContext; asked: MySwaps['asked']; mends: readonly Mend[] }

/** Wishes of others to swap for one's own shifts, each to be accepted or declined; nothing where there are none. */
export function SwapsAsked({ c, asked, mends }: Asked) {
  if (asked.length === 0) return null
  const words = textsFor(c).roster.swap
  const { deps, locale } = c.var
  const when = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) =>
    formatSpan(startsAt, endsAt, deps.config.TIME_ZONE, locale)
  return (
    <section class="card" aria-labelledby="swaps-title">
      <h2 id="swaps-title">{words.asked}</h2>
      <ul class="roster-list swaps">
        {asked.map(({ id, mine, theirs }) => {
          const mend = mends.find(({ field }) => field === `swap-${id}`)
          return (
            <li id={`swap-${id}`} tabindex={-1}>
              <span>
                {words.offer(when(theirs), when(mine))}
                {mend && <span class="fault">{mend.words}</span>}
              </span>
              <div class="two-buttons">
                <form method="post" action={`/my-shifts/swaps/${id}/accept`}>
                  <button type="submit" aria-label={words.acceptOf(when(theirs))}>
                    {words.accept}
                  </button>
                </form>
                <form method="post" action={`/my-shifts/swaps/${id}/decline`}>
                  <button type="submit" class="second" aria-label={words.declineOf(when(theirs))}>
                    {words.decline}
                  </button>
                </form>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
