import { Hono } from 'hono'
import { allowOpening } from '../../../actions/emergency/allow-opening.ts'
import { askForContact } from '../../../actions/emergency/ask-for-contact.ts'
import { openInEmergency } from '../../../actions/emergency/open-in-emergency.ts'
import { refuseOpening } from '../../../actions/emergency/refuse-opening.ts'
import { emergencyReasons } from '../../../domain/emergency.ts'
import { Problem, type ProblemCode } from '../../../domain/problem.ts'
import { emergenciesAsked, openContacts } from '../../../reads/emergency.ts'
import { myAccount } from '../../../reads/my-account.ts'
import { clinical, supervisor } from '../../doors.ts'
import { type AnyContext, type Env, textsFor } from '../../env.ts'
import { typedForm } from '../../input.ts'
import { pathId } from '../../path-id.ts'
import { isProofRefusal, requirePresence } from '../../presence.ts'
import { ProveCard, type Proving } from '../account/prove-card.tsx'
import { ErrorSummary, type Mend } from '../form-parts.tsx'
import { Frame } from '../frame.tsx'
import { StaffHeader } from '../staff-header.tsx'
import { AskForm, type TypedAsk } from './ask-form.tsx'
import { AskedList } from './asked-list.tsx'
import { type Opened, ShownContact } from './shown-contact.tsx'

const saidWords = ['asked', 'allowed', 'refused'] as const
const contactTyped = /^(call|session):([0-9a-f-]{36})$/

/** The page of two people: supervisors ask and open here, coordinators and other supervisors allow or refuse. */
export const emergencyPages = new Hono<Env>()
  .get('/emergency-access', clinical, c =>
    page(c, { said: saidWords.find(word => word === c.req.query('said')) }),
  )
  .post('/emergency-access', supervisor, async c => {
    const form = await typedForm(c)
    const typed: TypedAsk = { contact: String(form.contact ?? ''), reason: String(form.reason ?? '') }
    const [, kind, id = ''] = contactTyped.exec(typed.contact) ?? []
    const reason = emergencyReasons.find(code => code === typed.reason)
    const texts = textsFor(c)
    const mends = [
      ...(kind ? [] : [{ field: 'contact', words: texts.faults.missing() }]),
      ...(reason ? [] : [{ field: 'reason', words: texts.faults.missing() }]),
      ...(form.tried === 'yes' ? [] : [{ field: 'tried', words: texts.emergency.ask.triedNeeded }]),
    ]
    if (mends.length > 0 || !reason) return page(c, { typed, mends })
    try {
      const contact = kind === 'call' ? { callId: id } : { bookingId: id }
      await askForContact(c.var.deps, c.var.actor, { ...contact, reason })
      return c.redirect('/emergency-access?said=asked', 303)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return page(c, { typed, problem: error.code })
    }
  })
  .post('/emergency-access/:id/allow', clinical, async c => {
    return withPresence(c, `/emergency-access/${pathId(c)}/allow`, async () => {
      await allowOpening(c.var.deps, c.var.actor, { id: pathId(c) })
      return c.redirect('/emergency-access?said=allowed', 303)
    })
  })
  .post('/emergency-access/:id/refuse', clinical, async c => {
    return withPresence(c, `/emergency-access/${pathId(c)}/refuse`, async () => {
      await refuseOpening(c.var.deps, c.var.actor, { id: pathId(c) })
      return c.redirect('/emergency-access?said=refused', 303)
    })
  })
  .post('/emergency-access/:id/contact', supervisor, async c => {
    return withPresence(c, `/emergency-access/${pathId(c)}/contact`, async () =>
      page(c, { opened: await openInEmergency(c.var.deps, c.var.actor, { id: pathId(c) }) }),
    )
  })

/** Asks in place whether it is them, where that was too long ago; the answer goes on with it. */
async function withPresence(c: AnyContext, action: string, work: () => Promise<Response>) {
  const form = await typedForm(c)
  try {
    await requirePresence(c, form)
    return await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (!isProofRefusal(error)) return page(c, { problem: error.code })
    const mine = await myAccount(c.get('deps'), c.get('actor').personId)
    return page(c, { proving: { why: 'emergency', action, mine, refused: error.code } })
  }
}

type Shown = {
  said?: (typeof saidWords)[number]
  problem?: ProblemCode
  typed?: TypedAsk
  mends?: readonly Mend[]
  proving?: Proving
  opened?: Opened
}

async function page(c: AnyContext, { said, problem, typed, mends = [], proving, opened }: Shown) {
  const texts = textsFor(c)
  const words = texts.emergency
  const actor = c.get('actor')
  const [contacts, asked] = await Promise.all([openContacts(c.get('deps')), emergenciesAsked(c.get('deps'))])
  const wrong = mends.length > 0 || problem !== undefined
  return c.html(
    <Frame
      c={c}
      title={words.title}
      side="staff"
      wrong={wrong}
      scripts={proving ? ['passkeys.js'] : []}
      header={<StaffHeader c={c} actor={actor} here="/emergency-access" />}
    >
      <ErrorSummary texts={texts} mends={mends} />
      {problem && (
        <p class="notice warm" role="alert">
          {texts.problems[problem]}
        </p>
      )}
      {said && (
        <p class="notice" role="status">
          {words.said[said]}
        </p>
      )}
      <h1>{words.title}</h1>
      <p class="narrow">{words.lead}</p>
      {opened && <ShownContact c={c} opened={opened} />}
      {proving && <ProveCard c={c} {...proving} />}
      <AskedList c={c} asked={asked} />
      {actor.kind === 'supervisor' && <AskForm c={c} contacts={contacts} typed={typed} mends={mends} />}
    </Frame>,
    wrong ? 422 : 200,
  )
}
