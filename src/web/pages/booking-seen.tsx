import { formatMoment, formatSpan } from '../../domain/time-words.ts'
import type { BookingSeen } from '../../reads/booking-by-code.ts'
import type { BookableTime } from '../../reads/open-times.ts'
import type { Texts } from '../../texts/texts.ts'
import { type AnyContext, textsFor } from '../env.ts'
import { newFormToken } from '../form-token.ts'
import { languageName } from '../language-name.ts'
import { ErrorSummary, Hidden, Kindly, TextField } from './form-parts.tsx'
import { Frame } from './frame.tsx'

/** A booking in the hands of who typed its return code. */
export type Mine = { c: AnyContext; code: string; seen: BookingSeen; kindly?: string }

/** Asks for the return code; typed as it comes, with what is wrong with it. */
export function AskCode({ c, code, wrong }: { c: AnyContext; code: string; wrong?: string }) {
  const texts = textsFor(c)
  const { ask, title } = texts.booking
  const mends = wrong ? [{ field: 'code', words: wrong }] : []
  return (
    <Frame c={c} title={title} side="caller" wrong={mends.length > 0} carry={{ form: 'typed' }}>
      <form id="typed" method="post" autocomplete="off" action={c.req.path} novalidate>
        <ErrorSummary texts={texts} mends={mends} />
        <TextField
          heading
          class="code-field"
          name="code"
          label={ask.heading}
          hint={ask.hint}
          value={code}
          mends={mends}
          required
        />
        <button type="submit" class="go-on">
          {ask.show}
        </button>
      </form>
      <p class="quiet">{ask.lost}</p>
      <p>
        <a href={`/${c.req.path.split('/')[1]}/book`}>{ask.anew}</a>
      </p>
    </Frame>
  )
}

/** The booking as it stands, and what can be done with it. */
export function Seen({
  c,
  code,
  seen,
  said,
  near = [],
}: Mine & { said?: string; near?: readonly BookableTime[] }) {
  const texts = textsFor(c)
  const { booking } = texts
  const { config } = c.get('deps')
  const locale = c.get('locale')
  const { startsAt, endsAt, state, forgottenBy } = seen
  const moment = (at: Date) => formatMoment(at, config.TIME_ZONE, locale)
  const rows = [
    [booking.rows.when, formatSpan(startsAt, endsAt, config.TIME_ZONE, locale)],
    [booking.rows.how, texts.labels.modes[seen.mode]],
    [booking.rows.language, languageName(seen.language, locale)],
    [booking.rows.kept, keptWords(seen, booking, moment)],
    [booking.rows.itself, booking.forgottenBy(moment(forgottenBy))],
  ]
  return (
    <Frame c={c} title={booking.title} side="caller" carry={{ fields: { code }, to: 'booking' }}>
      {said && (
        <p class="notice" role="status">
          {said}
        </p>
      )}
      <h1>{booking.states[state]}</h1>
      {seen.mayBeginLate && <Late c={c} near={near} />}
      <dl class="answers">
        {rows.map(([name, words]) => (
          <div>
            <dt>{name}</dt>
            <dd class="words">{words}</dd>
          </div>
        ))}
      </dl>
      {state === 'coming' && (
        <form method="post" action={c.req.path} class="buttons">
          <Hidden fields={{ code }} />
          <button type="submit" name="go" value="move">
            {booking.move}
          </button>
          <button type="submit" class="second" name="go" value="cancel">
            {booking.cancel}
          </button>
        </form>
      )}
      {state === 'under_way' && (
        <p class="lead">
          {seen.mode === 'phone' ? booking.now.phone : booking.now.other(config.HOTLINE_NUMBER)}
        </p>
      )}
      {state === 'canceled' && <p class="lead">{booking.canceledHelp}</p>}
      {(state === 'over' || state === 'canceled') && (
        <p>
          {booking.over} <a href={`/${c.req.path.split('/')[1]}/book`}>{booking.ask.anew}</a>
        </p>
      )}
    </Frame>
  )
}

function keptWords(
  { keptUntil, deletedAt }: BookingSeen,
  words: Texts['booking'],
  moment: (at: Date) => string,
) {
  if (keptUntil) return words.keptUntil(moment(keptUntil))
  return deletedAt ? words.deleted(moment(deletedAt)) : words.notKept
}

/** That a call has run into it, in a caller's words, and the nearest times instead. */
function Late({ c, near }: { c: AnyContext; near: readonly BookableTime[] }) {
  const { late } = textsFor(c).waiting
  const { TIME_ZONE } = c.get('deps').config
  return (
    <div class="notice warm" role="status">
      <p>
        <strong>{late.title}</strong>
      </p>
      <p>{late.words}</p>
      {near.length > 0 && (
        <>
          <p>{late.nearest}</p>
          <ul>
            {near.map(({ startsAt }) => (
              <li>{formatMoment(startsAt, TIME_ZONE, c.get('locale'))}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** Asks once more before a time is given away. */
export async function AskCancel({ c, code, seen, kindly }: Mine) {
  const { booking } = textsFor(c)
  const { TIME_ZONE } = c.get('deps').config
  const token = await newFormToken(c.get('deps'), 'booking')
  return (
    <Frame c={c} title={booking.title} side="caller" carry={{ form: 'typed', go: 'cancel' }}>
      <Kindly words={kindly} />
      <h1>{booking.cancelHeading}</h1>
      <p class="lead">{formatSpan(seen.startsAt, seen.endsAt, TIME_ZONE, c.get('locale'))}</p>
      <p>{booking.cancelWords}</p>
      <form id="typed" method="post" action={c.req.path} class="buttons">
        <Hidden fields={{ code, token }} />
        <button type="submit" name="go" value="cancel-yes">
          {booking.cancelYes}
        </button>
        <button type="submit" class="second" name="go" value="show">
          {booking.cancelNo}
        </button>
      </form>
    </Frame>
  )
}
