import type { BookingMade } from '../../../actions/bookings/make-booking.ts'
import { formatSpan } from '../../../domain/time-words.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { telephoneLink } from '../../telephone-link.ts'
import { Frame } from '../frame.tsx'

type Booked = { c: AnyContext; made: BookingMade; reached: boolean; mail: boolean }

/** The time is booked: the return code large, what happens next, and how to change it. */
export function BookedPage({ c, made, reached, mail }: Booked) {
  const texts = textsFor(c)
  const { done } = texts.book
  const { TIME_ZONE, HOTLINE_NUMBER, EMERGENCY_NUMBERS } = c.get('deps').config
  // The line of the city may sleep; the first emergency number does not.
  const dayAndNight: string = EMERGENCY_NUMBERS[0] ?? HOTLINE_NUMBER
  const segment = c.req.path.split('/')[1]
  const next =
    made.mode === 'phone' ? done.nextPhone : reached ? done.nextReached : done.nextUnreached(HOTLINE_NUMBER)
  return (
    <Frame
      c={c}
      title={texts.book.title}
      side="caller"
      scripts={['caller.js']}
      carry={{ fields: { code: made.returnCode }, to: 'booking' }}
    >
      <div class="booked" role="status">
        <h1>{done.heading}</h1>
        <p class="lead">
          {formatSpan(made.startsAt, made.endsAt, TIME_ZONE, c.get('locale'))}
          <br />
          {texts.labels.modes[made.mode]}
        </p>
      </div>
      <section class="card return-code" aria-labelledby="code-title">
        <h2 id="code-title">{done.code}</h2>
        <p class="code" id="code">
          {made.returnCode}
        </p>
        <button class="second" type="button" data-copy="code" data-done={done.copied} hidden>
          {done.copy}
        </button>
        <p>{done.codeWhy}</p>
        <p class="quiet">{done.codeCare}</p>
      </section>
      <h2>{done.nextTitle}</h2>
      <p>{next}</p>
      {mail && <p>{done.mail}</p>}
      <h2>{done.changeTitle}</h2>
      <p>{done.changeWords}</p>
      <p>
        <a class="button second" href={`/${segment}/booking`}>
          {done.manage}
        </a>
      </p>
      <p class="notice">
        {done.sooner} <a href={telephoneLink(dayAndNight)}>{dayAndNight}</a>
      </p>
    </Frame>
  )
}

/** The same form came twice with different answers: what was booked first stands, and is said so. */
export function BookedBefore({ c }: { c: AnyContext }) {
  const texts = textsFor(c)
  const { again } = texts.book.done
  const segment = c.req.path.split('/')[1]
  return (
    <Frame c={c} title={texts.book.title} side="caller">
      <h1>{again.heading}</h1>
      <p class="lead">{again.words}</p>
      <p>{again.help}</p>
      <p class="buttons">
        <a class="button" href={`/${segment}/booking`}>
          {texts.book.done.manage}
        </a>
        <a class="button second" href={`/${segment}/book`}>
          {again.anew}
        </a>
      </p>
    </Frame>
  )
}
