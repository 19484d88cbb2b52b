import type { OpenedContact } from '../../../actions/outcomes/open-contact.ts'
import type { Place } from '../../../reads/territory-tree.ts'
import type { Texts } from '../../../texts/texts.ts'
import { telephoneLink } from '../../telephone-link.ts'
import type { Mend } from '../form-parts.tsx'
import { Since } from './clocks.tsx'
import { SupervisorButton } from './duty-panel.tsx'
import { OutcomeForm } from './outcome-form.tsx'
import type { Section } from './section.tsx'
import { type TypedOutcome, typedOf } from './typed-outcome.ts'
import { languageName, type View } from './view.ts'

/** What was typed and refused, so that the form shows itself again with everything kept. */
export type Refused = { typed: TypedOutcome; mends: Mend[] }

/**
 * The contact that I am in, and below it its wrap-up form. The form's version is the contact: while it is the same,
 * whatever happens elsewhere never replaces what is being typed.
 */
export function currentContact(view: View, places: Place[], refused?: Refused): Section[] {
  const { current } = view.queue
  if (!current) return []
  const typed = refused?.typed ?? typedOf({ ageBand: current.ageBand, ...current.draft })
  const form = (
    <OutcomeForm
      texts={view.texts}
      action={`/queue/calls/${current.callId}`}
      context="call"
      places={places}
      typed={typed}
      mends={refused?.mends ?? []}
    />
  )
  return [
    { name: 'current', version: `${current.callId}|${current.state}`, body: about(view, current) },
    { name: 'wrap-up', version: current.callId, body: form },
  ]
}

/** On another page of mine: where the call is that I am in. */
export function wayToContact({ queue: { current }, texts }: View): Section[] {
  if (!current) return []
  const body = (
    <section class="card current" aria-labelledby="current-title">
      <h2 id="current-title" tabindex={-1}>
        {current.state === 'talking' ? texts.queue.current.talking : texts.queue.current.wrapUp}
      </h2>
      <p>
        <a class="button" href="/queue">
          {texts.queue.sessions.back}
        </a>
      </p>
    </section>
  )
  return [{ name: 'current', version: `${current.callId}|${current.state}`, body }]
}

function about({ texts, now }: View, current: NonNullable<View['queue']['current']>) {
  const words = texts.queue.current
  const talking = current.state === 'talking'
  return (
    <section class="card current" aria-labelledby="current-title" data-current={current.callId}>
      <h2 id="current-title" tabindex={-1}>
        {talking ? words.talking : words.wrapUp}
      </h2>
      <p class="current-facts">
        <span>{texts.queue.offer.channels[current.channel]}</span>
        <span>{languageName(texts, current.language)}</span>
        <span>{texts.labels.ageBands[current.ageBand]}</span>
        {talking && (
          <span>
            {words.since} <Since at={current.answeredAt} now={now} />
          </span>
        )}
      </p>
      <p>{talking ? words.how[current.channel] : words.ended}</p>
      {current.hasContact && (
        <form method="post" action={`/queue/calls/${current.callId}/contact`}>
          <button type="submit" class="second" aria-describedby="contact-logged">
            {texts.queue.contact.open}
          </button>{' '}
          <small id="contact-logged">{texts.queue.contact.logged}</small>
        </form>
      )}
      <NextSession texts={texts} contact={`/queue/calls/${current.callId}`} />
      <SupervisorButton texts={texts} />
    </section>
  )
}

/** The way to book this caller in again; in a page of its own, so that nothing of the outcome gets lost meanwhile. */
export function NextSession({ texts, contact }: { texts: Texts; contact: string }) {
  const words = texts.queue.next
  return (
    <p>
      <a class="button second" href={`${contact}/next`} target="_blank" rel="noopener">
        {words.book}
        <small> {words.newPage}</small>
      </a>
    </p>
  )
}

/** An opened contact: on the page that answered the press and nowhere else. */
export function ContactCard({ texts, contact }: { texts: Texts; contact: OpenedContact }) {
  const words = texts.queue.contact
  const { phone, mail, note } = contact
  return (
    <section class="card contact" aria-labelledby="contact-title">
      <h2 id="contact-title">{words.title}</h2>
      {!phone && !mail && !note && <p>{words.nothing}</p>}
      <dl class="facts">
        {phone && (
          <div>
            <dt>{words.phone}</dt>
            <dd>
              <a class="contact-number" href={telephoneLink(phone)}>
                {phone}
              </a>
            </dd>
          </div>
        )}
        {mail && (
          <div>
            <dt>{words.mail}</dt>
            <dd>{mail}</dd>
          </div>
        )}
        {note && (
          <div class="wide">
            <dt>{words.note}</dt>
            <dd class="note">{note}</dd>
          </div>
        )}
      </dl>
      <p class="quiet">{words.onlyHere}</p>
    </section>
  )
}
