import { Hono } from 'hono'
import { takeBreak } from '../../../actions/duty/take-break.ts'
import { closeCall } from '../../../actions/outcomes/close-call.ts'
import { closeSession } from '../../../actions/outcomes/close-session.ts'
import { openContact } from '../../../actions/outcomes/open-contact.ts'
import { type ContactRef, saveDraft } from '../../../actions/outcomes/save-draft.ts'
import type { GivenOutcome } from '../../../domain/outcome.ts'
import { outcomeFaults } from '../../../domain/outcome-faults.ts'
import { type Fault, Problem, type ProblemCode } from '../../../domain/problem.ts'
import { myAccount } from '../../../reads/my-account.ts'
import { counselor } from '../../doors.ts'
import { type AnyContext, type Env, textsFor } from '../../env.ts'
import { faultsOf, typedForm } from '../../input.ts'
import { draftGiven, outcomeGiven } from '../../outcome-fields.ts'
import { pathId } from '../../path-id.ts'
import { isProofRefusal, requirePresence } from '../../presence.ts'
import type { Proving } from '../account/prove-card.tsx'
import { afterPress, queuePage } from './answers.tsx'
import type { Refused } from './current-contact.tsx'
import { namedMends } from './named-mends.ts'
import { nextSessionPages } from './next-session-routes.tsx'
import { readSaid, type Said } from './notice.tsx'
import { partHeader } from './section.tsx'
import { sessionPage } from './session-page.tsx'
import { readTyped, type TypedOutcome, typedOutcome } from './typed-outcome.ts'

/** Contact, draft and outcome of a call and of a session, as forms send them. */
export const contactPages = new Hono<Env>()
  .route('/', nextSessionPages)
  .get('/queue/calls/:id/*', counselor, c => c.redirect('/queue', 303))
  .post('/queue/calls/:id/contact', counselor, c => opened(c, { callId: pathId(c) }))
  .post('/queue/calls/:id/draft', counselor, c => drafted(c, { callId: pathId(c) }))
  .post('/queue/calls/:id/outcome', counselor, async c => {
    const { deps, actor } = c.var
    const callId = pathId(c)
    const form = await typedForm(c)
    return closed(c, form, { callId }, async outcome => {
      await closeCall(deps, actor, { callId, outcome })
      if (form.next !== 'break') return 'closed'
      await takeBreak(deps, actor)
      return 'closed_break'
    })
  })
  .get('/queue/sessions/:id', counselor, c =>
    sessionPage(c, pathId(c), { said: readSaid(textsFor(c), c.req.query('said')) }),
  )
  .get('/queue/sessions/:id/*', counselor, c => c.redirect(`/queue/sessions/${pathId(c)}`, 303))
  .post('/queue/sessions/:id/contact', counselor, c => opened(c, { bookingId: pathId(c) }))
  .post('/queue/sessions/:id/draft', counselor, c => drafted(c, { bookingId: pathId(c) }))
  .post('/queue/sessions/:id/outcome', counselor, async c => {
    const bookingId = pathId(c)
    return closed(c, await typedForm(c), { bookingId }, async outcome => {
      await closeSession(c.var.deps, c.var.actor, { bookingId, outcome })
      return 'closed'
    })
  })

/** The contact on the page that answers the press; a reload presses, and is logged, again. */
async function opened(c: AnyContext, ref: ContactRef) {
  const show = (shown: Parameters<typeof queuePage>[1]) =>
    ref.callId ? queuePage(c, shown) : sessionPage(c, ref.bookingId as string, shown)
  const form = await typedForm(c)
  try {
    await requirePresence(c, form)
    return await show({ contact: await openContact(c.var.deps, c.var.actor, ref) })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (isProofRefusal(error)) return show({ proving: await provingContact(c, ref, error.code) })
    return show({ said: error.code })
  }
}

/** Asks in place whether it is them; the answer opens the contact. */
async function provingContact(c: AnyContext, ref: ContactRef, refused: ProblemCode): Promise<Proving> {
  const mine = await myAccount(c.var.deps, c.var.actor.personId)
  const action = ref.callId
    ? `/queue/calls/${ref.callId}/contact`
    : `/queue/sessions/${ref.bookingId}/contact`
  return { why: 'contact', action, mine, refused }
}

async function drafted(c: AnyContext, ref: ContactRef) {
  const draft = readDraft(readTyped(typedOutcome(await typedForm(c))))
  const save = async () => {
    await saveDraft(c.var.deps, c.var.actor, { ...ref, draft })
    return 'draft_saved' as const
  }
  if (!c.req.header(partHeader)) return afterPress(c, save, pageOf(ref))
  await save()
  return c.body(null, 204)
}

/** What is still to be answered, told together with what cannot be read, so that nobody mends twice. */
function missing(typed: TypedOutcome, { callId }: ContactRef): Fault[] {
  const readable = { ending: 'completed', ...readDraft(readTyped(typed)) } as GivenOutcome
  return outcomeFaults(readable, callId ? 'call' : 'session').filter(({ code }) => code === 'missing')
}

/** What a draft can keep: a field that wants mending must not cost the others. */
function readDraft(typed: Record<string, unknown>) {
  const kept = Object.entries(typed).filter(
    ([field, value]) => draftGiven.safeParse({ [field]: value }).success,
  )
  return draftGiven.parse(Object.fromEntries(kept))
}

async function closed(
  c: AnyContext,
  form: Record<string, string | string[]>,
  ref: ContactRef,
  close: (outcome: GivenOutcome) => Promise<Said>,
) {
  const typed = typedOutcome(form)
  const again = (faults: Fault[]) => {
    const refused: Refused = { typed, mends: namedMends(faults, textsFor(c)) }
    return ref.callId ? queuePage(c, { refused }) : sessionPage(c, ref.bookingId as string, { refused })
  }
  const given = outcomeGiven.safeParse(readTyped(typed))
  try {
    if (!given.success) return await again([...faultsOf(given.error), ...missing(typed, ref)])
    return c.redirect(`/queue?said=${await close(given.data)}`, 303)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === 'invalid_input') return again(error.more.faults ?? [])
    return c.redirect(`/queue?said=${error.code}`, 303)
  }
}

function pageOf({ callId, bookingId }: ContactRef) {
  return callId ? '/queue' : `/queue/sessions/${bookingId}`
}
