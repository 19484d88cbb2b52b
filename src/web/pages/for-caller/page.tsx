import type { BookingMade } from '../../../actions/bookings/make-booking.ts'
import type { StaffActor } from '../../../domain/actor.ts'
import { ageBands, modes } from '../../../domain/codes.ts'
import { formatMoment, formatSpan, formatTime } from '../../../domain/time-words.ts'
import type { BookableTime } from '../../../reads/open-times.ts'
import type { OpenPartner } from '../../../reads/partners-open.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { languageName } from '../../language-name.ts'
import { Choices, ErrorSummary, Hidden, Kindly, type Mend, Select, TextField } from '../form-parts.tsx'
import { Frame } from '../frame.tsx'
import { LeaveOut } from '../leave-out.tsx'
import { StaffHeader } from '../staff-header.tsx'
import type { Desk, ForCaller } from './desk.ts'

type Page = { c: AnyContext; actor: StaffActor; desk: Desk }

type Shown = Page & {
  typed: ForCaller
  times: readonly BookableTime[]
  /** They are of that day; otherwise the nearest ones. */
  thatDay: boolean
  /** Whom a caller may leave out, where that is asked here. */
  partners: readonly OpenPartner[]
  token: string
  mends?: Mend[]
  kindly?: string
}

/** Booking a time for a caller: first what is wished for, then which of the open times, and the number to call. */
export function BookForCaller(shown: Shown) {
  const { c, actor, desk, typed, mends = [], kindly } = shown
  const texts = textsFor(c)
  const words = texts.operator.book
  return (
    <Frame
      c={c}
      title={words.title}
      side="staff"
      wrong={mends.length > 0}
      header={<StaffHeader {...{ c, actor }} here={desk.back} />}
    >
      <p class="way-back">
        <a href={desk.back}>← {desk.mine ? words.backToContact : words.back}</a>
      </p>
      <h1>{words.title}</h1>
      <p>{desk.mine ? words.howNext : words.how}</p>
      <ErrorSummary texts={texts} mends={mends} />
      <Kindly words={kindly} />
      <div class="for-caller">
        <Wished {...shown} />
        {shown.times.length === 0 ? (
          <p class="notice warm">{typed.who === 'me' ? words.nothingOfMine : words.nothing}</p>
        ) : (
          <Offered {...shown} />
        )}
      </div>
    </Frame>
  )
}

function Wished({ c, desk, typed, partners, mends }: Shown) {
  const texts = textsFor(c)
  const words = texts.operator.book
  const { LANGUAGES } = c.get('deps').config
  return (
    <form method="get" action={desk.action} class="card" aria-labelledby="wished">
      <h2 id="wished">{words.wished}</h2>
      {desk.mine && (
        <Choices
          row
          name="who"
          label={words.who}
          value={typed.who}
          options={[
            { value: 'anyone', label: words.anyone },
            { value: 'me', label: words.me },
          ]}
        />
      )}
      <div class="pair">
        <TextField name="day" type="date" label={words.day} value={typed.day} mends={mends} />
        <Select
          name="language"
          label={words.language}
          value={typed.language}
          mends={mends}
          options={LANGUAGES.map((code: string) => ({
            value: code,
            label: languageName(code, c.get('locale')),
          }))}
        />
      </div>
      <Choices
        row
        name="mode"
        label={words.mode}
        value={typed.mode}
        mends={mends}
        options={modes.map(mode => ({ value: mode, label: texts.labels.modes[mode] }))}
      />
      <Choices
        row
        name="ageBand"
        label={words.age}
        value={typed.ageBand}
        mends={mends}
        options={ageBands.map(code => ({ value: code, label: texts.labels.ageBands[code] }))}
      />
      <LeaveOut {...{ c, partners, mends }} value={typed.withoutPartner} />
      <button type="submit" class="second">
        {words.show}
      </button>
    </form>
  )
}

function Offered({ c, desk, typed, times, thatDay, token, mends }: Shown) {
  const words = textsFor(c).operator.book
  const zone = c.get('deps').config.TIME_ZONE
  const { startsAt: _, phone, ...wished } = typed
  const format = thatDay ? formatTime : formatMoment
  return (
    <form method="post" action={desk.action} class="card" aria-labelledby="offered">
      <h2 id="offered">{words.offered}</h2>
      {!thatDay && <p>{words.none}</p>}
      <Hidden fields={{ token, ...wished }} />
      <div class={thatDay ? 'clock-times' : undefined}>
        <Choices
          row
          name="startsAt"
          label={words.times}
          value={typed.startsAt}
          mends={mends}
          options={times.map(({ startsAt }) => ({
            value: startsAt.toISOString(),
            label: format(startsAt, zone, c.get('locale')),
          }))}
        />
      </div>
      {typed.mode === 'phone' && typed.ageBand !== 'under_14' && (
        <TextField
          name="phone"
          type="tel"
          inputmode="tel"
          label={words.phone}
          hint={words.phoneHint}
          value={phone}
          mends={mends}
        />
      )}
      {typed.mode === 'phone' && typed.ageBand === 'under_14' && <p>{words.childCalls}</p>}
      <button type="submit">{words.book}</button>
    </form>
  )
}

/** The time is booked: the code to be read out, this once. */
export function BookedForCaller({ c, actor, desk, made }: Page & { made: BookingMade }) {
  const texts = textsFor(c)
  const words = texts.operator.book
  return (
    <Frame c={c} title={words.title} side="staff" header={<StaffHeader {...{ c, actor }} here={desk.back} />}>
      <div class="booked" role="status">
        <h1>{words.done}</h1>
        <p class="lead">
          {formatSpan(made.startsAt, made.endsAt, c.get('deps').config.TIME_ZONE, c.get('locale'))}
          <br />
          {texts.labels.modes[made.mode]}
        </p>
      </div>
      <section class="card return-code" aria-labelledby="code-title">
        <h2 id="code-title">{words.code}</h2>
        <p class="code" id="code">
          {made.returnCode}
        </p>
        <p>{words.readOut}</p>
        <p class="quiet">{words.why}</p>
      </section>
      <p class="buttons">
        <a class="button" href={desk.back}>
          {desk.mine ? words.backToContact : words.back}
        </a>
        {!desk.mine && (
          <a class="button second" href={desk.action}>
            {words.another}
          </a>
        )}
      </p>
    </Frame>
  )
}
