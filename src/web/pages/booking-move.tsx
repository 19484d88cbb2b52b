import { formatSpan } from '../../domain/time-words.ts'
import type { BookableTime } from '../../reads/open-times.ts'
import { textsFor } from '../env.ts'
import { newFormToken } from '../form-token.ts'
import type { OpenDays } from './book/open-days.ts'
import { NearTimes, Times } from './book/times.tsx'
import type { Mine } from './booking-seen.tsx'
import { ErrorSummary, Hidden, Kindly } from './form-parts.tsx'
import { Frame } from './frame.tsx'

type Moving = Mine & {
  open: OpenDays
  near?: readonly BookableTime[]
  startsAt: string
  /** No time was chosen. */
  missing?: true
}

/** Another time for a booking: the same days and times as for a new one. */
export async function AskMove({ c, code, seen, kindly, open, near, startsAt, missing }: Moving) {
  const texts = textsFor(c)
  const { booking, book, frame } = texts
  const mends = missing ? [{ field: 'startsAt', words: book.when.fault }] : []
  const token = await newFormToken(c.get('deps'), 'booking')
  return (
    <Frame
      c={c}
      title={booking.title}
      side="caller"
      wrong={mends.length > 0}
      carry={{ form: 'typed', go: 'move' }}
    >
      <form id="typed" method="post" autocomplete="off" action={c.req.path} novalidate class="step">
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: out of the tab order; it only decides what Enter does */}
        <button class="default" type="submit" name="go" value="move-there" tabindex={-1} aria-hidden="true" />
        <p class="where">
          <button class="plain-button back" type="submit" name="go" value="show">
            ← {frame.back}
          </button>
        </p>
        <ErrorSummary texts={texts} mends={mends} />
        <Kindly words={kindly} />
        <h1>{booking.moveHeading}</h1>
        <p>
          {formatSpan(seen.startsAt, seen.endsAt, c.get('deps').config.TIME_ZONE, c.get('locale'))}
          <br />
          {booking.moveHint}
        </p>
        <Hidden fields={{ code, token, from: open.days[0]?.day, shown: open.shown, startsAt }} />
        {near && near.length > 0 ? (
          <NearTimes c={c} chosen={startsAt} mends={mends} near={near} />
        ) : (
          <Times c={c} chosen={startsAt} mends={mends} open={open} />
        )}
        <button type="submit" class="go-on" name="go" value="move-there">
          {booking.moveButton}
        </button>
      </form>
    </Frame>
  )
}
