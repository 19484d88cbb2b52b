import type { BookingMade } from '../../../actions/bookings/make-booking.ts'
import type { StaffActor } from '../../../domain/actor.ts'
import { ageBands, modes } from '../../../domain/codes.ts'
import { formatMoment, formatSpan, formatTime } from '../../../domain/time-words.ts'
import type { BookableTime } from '../../../reads/open-times.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { languageName } from '../../language-name.ts'
import { Choices, ErrorSummary, Hidden, Kindly, type Mend, Select, TextField } from '../form-parts.tsx'
import { Frame } from '../frame.tsx'
import { StaffHeader } from '../staff-header.tsx'

/** What the operator has asked for and typed so far. */
export type ForCaller = Record<'day' | 'mode' | 'language' | 'startsAt' | 'ageBand' | 'phone', string>

type Shown = {
  c: AnyContext
  actor: StaffActor
  typed: ForCaller
  times: readonly BookableTime[]
  /** They are of that day; otherwise the nearest ones. */
  thatDay: boolean
  token: string
  mends?: Mend[]
  kindly?: string
}

/** Booking a time for somebody on the telephone: which day, which time, which number. */
export function BookForCaller({ c, actor, typed, times, thatDay, token, mends = [], kindly }: Shown) {
  const texts = textsFor(c)
  const words = texts.operator.book
  const locale = c.get('locale')
  const { LANGUAGES, TIME_ZONE } = c.get('deps').config
  return (
    <Frame
      c={c}
      title={words.title}
      side="staff"
      wrong={mends.length > 0}
      header={<StaffHeader {...{ c, actor }} here="/calls" />}
    >
      <p>
        <a href="/calls">← {words.back}</a>
      </p>
      <h1>{words.title}</h1>
      <p>{words.how}</p>
      <ErrorSummary texts={texts} mends={mends} />
      <Kindly words={kindly} />
      <form method="get" action="/calls/booking" class="card">
        <TextField name="day" type="date" label={words.day} value={typed.day} mends={mends} />
        <Choices
          row
          name="mode"
          label={words.mode}
          value={typed.mode}
          mends={mends}
          options={modes.map(mode => ({ value: mode, label: texts.labels.modes[mode] }))}
        />
        <Select
          name="language"
          label={words.language}
          value={typed.language}
          mends={mends}
          options={LANGUAGES.map((code: string) => ({ value: code, label: languageName(code, locale) }))}
        />
        <button type="submit" class="second">
          {words.show}
        </button>
      </form>
      {times.length === 0 ? (
        <p class="notice warm">{words.nothing}</p>
      ) : (
        <form method="post" action="/calls/booking" class="card">
          {!thatDay && <p>{words.none}</p>}
          <Hidden fields={{ token, day: typed.day, mode: typed.mode, language: typed.language }} />
          <Choices
            row
            name="startsAt"
            label={words.times}
            value={typed.startsAt}
            mends={mends}
            options={times.map(({ startsAt }) => ({
              value: startsAt.toISOString(),
              label: thatDay
                ? formatTime(startsAt, TIME_ZONE, locale)
                : formatMoment(startsAt, TIME_ZONE, locale),
            }))}
          />
          <Choices
            row
            name="ageBand"
            label={words.age}
            value={typed.ageBand || 'unknown'}
            mends={mends}
            options={ageBands.map(code => ({ value: code, label: texts.labels.ageBands[code] }))}
          />
          {typed.mode === 'phone' && (
            <TextField
              name="phone"
              type="tel"
              inputmode="tel"
              label={words.phone}
              hint={words.phoneHint}
              value={typed.phone}
              mends={mends}
            />
          )}
          <button type="submit">{words.book}</button>
        </form>
      )}
    </Frame>
  )
}

/** The time is booked: the code to be read out, this once. */
export function BookedForCaller({ c, actor, made }: { c: AnyContext; actor: StaffActor; made: BookingMade }) {
  const texts = textsFor(c)
  const words = texts.operator.book
  return (
    <Frame c={c} title={words.title} side="staff" header={<StaffHeader {...{ c, actor }} here="/calls" />}>
      <div class="booked" role="status">
        <h1>{words.done}</h1>
        <p class="lead">
          {formatSpan(made.startsAt, made.endsAt, c.get('deps').config.TIME_ZONE, c.get('locale'))}
          <br />
          {texts.labels.modes[made.mode]}
        </p>
      </div>
      <section class="card return-code">
        <p class="code" id="code">
          {made.returnCode}
        </p>
        <p>{words.readOut}</p>
        <p class="quiet">{words.why}</p>
      </section>
      <p class="buttons">
        <a class="button" href="/calls">
          {words.back}
        </a>
        <a class="button second" href="/calls/booking">
          {words.another}
        </a>
      </p>
    </Frame>
  )
}
