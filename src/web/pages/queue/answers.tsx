import type { OpenedContact } from '../../../actions/outcomes/open-contact.ts'
import { Problem } from '../../../domain/problem.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { freshQueue } from '../../fresh-queue.ts'
import { ProveCard, type Proving } from '../account/prove-card.tsx'
import { ErrorSummary } from '../form-parts.tsx'
import { ContactCard, type Refused } from './current-contact.tsx'
import { queueParts, sessionParts } from './live-parts.tsx'
import { Notice, type Said } from './notice.tsx'
import { QueuePage } from './queue-page.tsx'
import { answerParts, partHeader } from './section.tsx'

/** The whole page of the queue, perhaps with something said, an opened contact, or a form that wants mending. */
export async function queuePage(
  c: AnyContext,
  {
    said,
    contact,
    refused,
    proving,
  }: { said?: Said; contact?: OpenedContact; refused?: Refused; proving?: Proving } = {},
) {
  const texts = textsFor(c)
  const queue = await freshQueue(c.var.deps, c.var.actor)
  const live = await queueParts(c, queue, refused)
  return c.html(
    <QueuePage
      {...{ c, live, actor: c.var.actor, title: texts.queue.title, wrong: !!refused }}
      partsAt="/queue/fragment"
      notice={<Notice said={said} texts={texts} />}
      resting={!queue.current && ['free', 'offered'].includes(queue.me.state)}
      scripts={proving ? ['passkeys.js'] : []}
    >
      {refused && <ErrorSummary texts={texts} mends={refused.mends} />}
      {proving && queue.current && (
        <div data-belongs-to={queue.current.callId}>
          <ProveCard c={c} {...proving} />
        </div>
      )}
      {contact && queue.current && (
        <div data-belongs-to={queue.current.callId}>
          <ContactCard texts={texts} contact={contact} />
        </div>
      )}
    </QueuePage>,
    refused ? 400 : 200,
  )
}

/**
 * Does what a press asks for, and answers with the page: the live parts for the page's script, else the way back.
 * A refusal is said on the page; only what nobody foresaw leaves it.
 */
export async function afterPress(c: AnyContext, work: () => Promise<Said | undefined>, back = '/queue') {
  let said: Said | undefined
  try {
    said = await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    said = error.code
  }
  if (!c.req.header(partHeader)) return c.redirect(said ? `${back}?said=${said}` : back, 303)
  const queue = await freshQueue(c.var.deps, c.var.actor)
  const ofSession = c.req.header(partHeader) === 'session'
  const live = ofSession ? sessionParts(c, queue) : await queueParts(c, queue)
  return answerParts(c, live, <Notice said={said} texts={textsFor(c)} />)
}
