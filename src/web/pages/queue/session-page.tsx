import { earlyMinutes } from '../../../actions/outcomes/close-session.ts'
import type { OpenedContact } from '../../../actions/outcomes/open-contact.ts'
import { formatSpan } from '../../../domain/time-words.ts'
import type { QueueSession } from '../../../reads/queue.ts'
import { territoryTree } from '../../../reads/territory-tree.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { freshQueue } from '../../fresh-queue.ts'
import { ProveCard, type Proving } from '../account/prove-card.tsx'
import { ErrorSummary } from '../form-parts.tsx'
import { ContactCard, NextSession, type Refused } from './current-contact.tsx'
import { sessionParts } from './live-parts.tsx'
import { Notice, type Said } from './notice.tsx'
import { OutcomeForm } from './outcome-form.tsx'
import { QueuePage } from './queue-page.tsx'
import { typedOf } from './typed-outcome.ts'
import { languageName } from './view.ts'

type Shown = { said?: Said; contact?: OpenedContact; refused?: Refused; proving?: Proving }

/** The page of one of my sessions: its contact on demand, and its outcome. Not mine, or gone: back to the queue. */
export async function sessionPage(c: AnyContext, bookingId: string, shown: Shown = {}) {
  const { said, contact, refused, proving } = shown
  const queue = await freshQueue(c.var.deps, c.var.actor)
  const session = queue.sessions.find(({ id }) => id === bookingId)
  if (!session) return c.redirect('/queue?said=not_found', 303)
  const texts = textsFor(c)
  const words = texts.queue.sessions
  return c.html(
    <QueuePage
      {...{ c, actor: c.var.actor, title: words.title, wrong: !!refused }}
      live={sessionParts(c, queue)}
      partsAt="/queue/fragment?of=session"
      notice={<Notice said={said} texts={texts} />}
      scripts={proving ? ['passkeys.js'] : []}
    >
      {refused && <ErrorSummary texts={texts} mends={refused.mends} />}
      <p class="way-back">
        <a href="/queue">{words.back}</a>
      </p>
      <About {...{ c, session }} opened={!!contact || !!proving} />
      {proving && <ProveCard c={c} {...proving} />}
      {contact && <ContactCard texts={texts} contact={contact} />}
      <Closing {...{ c, session, refused }} places={await territoryTree(c.var.deps)} />
    </QueuePage>,
    refused ? 400 : 200,
  )
}

function About({ c, session, opened }: { c: AnyContext; session: QueueSession; opened: boolean }) {
  const texts = textsFor(c)
  const { startsAt, endsAt, mode, language, ageBand } = session
  const zone = c.var.deps.config.TIME_ZONE
  const hasMore = (session.hasContact || session.hasNote) && session.state !== 'closed'
  return (
    <section class="card" aria-labelledby="session-title">
      <h2 id="session-title">{formatSpan(startsAt, endsAt, zone, c.var.locale)}</h2>
      <p class="current-facts">
        <span>{texts.labels.modes[mode]}</span>
        <span>{languageName(texts, language)}</span>
        <span>{texts.labels.ageBands[ageBand]}</span>
        <span>{texts.queue.sessions.states[session.state]}</span>
      </p>
      {hasMore && !opened && (
        <form method="post" action={`/queue/sessions/${session.id}/contact`}>
          <button type="submit" class="second" aria-describedby="contact-logged">
            {texts.queue.contact.open}
          </button>{' '}
          <small id="contact-logged">{texts.queue.contact.logged}</small>
        </form>
      )}
      {(session.state === 'running' || session.state === 'over') && (
        <NextSession texts={texts} contact={`/queue/sessions/${session.id}`} />
      )}
    </section>
  )
}

type Closing = {
  c: AnyContext
  session: QueueSession
  places: Awaited<ReturnType<typeof territoryTree>>
  refused?: Refused
}

function Closing({ c, session, places, refused }: Closing) {
  const texts = textsFor(c)
  const words = texts.queue.sessions
  if (session.state === 'closed') return <p>{words.done}</p>
  const minutesAhead = (session.startsAt.getTime() - c.var.deps.now().getTime()) / 60_000
  if (minutesAhead > earlyMinutes) return <p class="quiet">{words.notYet}</p>
  return (
    <OutcomeForm
      texts={texts}
      action={`/queue/sessions/${session.id}`}
      context="session"
      places={places}
      typed={refused?.typed ?? typedOf({ ageBand: session.ageBand, ...session.draft })}
      mends={refused?.mends ?? []}
    />
  )
}
