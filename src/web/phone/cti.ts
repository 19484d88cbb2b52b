import { Hono } from 'hono'
import { answerCall } from '../../actions/calls/answer-call.ts'
import { isWithheld } from '../../actions/calls/caller-tag.ts'
import { hangUp } from '../../actions/calls/hang-up.ts'
import { promiseCallbackOnLine } from '../../actions/calls/promise-callback-on-line.ts'
import { receiveCall } from '../../actions/calls/receive-call.ts'
import type { Deps } from '../../deps.ts'
import type { LineActor } from '../../domain/actor.ts'
import { readPhoneNumber } from '../../domain/phone-number.ts'
import { Problem } from '../../domain/problem.ts'
import { placeInLine } from '../../reads/place-in-line.ts'
import { ctiAnswered } from '../api/duty-answers.ts'
import { described } from '../described.ts'
import { line } from '../doors.ts'
import type { AnyContext, Env } from '../env.ts'
import { typedForm } from '../input.ts'
import { ctiAnswer } from './cti-answer.ts'
import { type CtiEvent, ctiSent, readCtiEvent } from './cti-event.ts'

const toldEvent = described(
  'Tells an event of a call; the answer says what to do with the caller, and what to say to them.',
  { 200: ctiAnswered },
  { body: { 'application/json': ctiSent, 'application/x-www-form-urlencoded': ctiSent } },
)

/**
 * The contract with any telephone exchange: form or JSON, events `newCall`, `answer`, `hangup`, `callback`. Told twice is
 * once, out of order is understood; the answer says what to do with the caller and what to say to them.
 */
export const ctiRoutes = new Hono<Env>()
  .post('/phone/cti/:line', line, toldEvent, async c =>
    c.json(await heard(c.var.deps, c.var.actor, await sentTo(c))),
  )
  .post('/phone/cti/:line/:token', line, toldEvent, async c =>
    c.json(await heard(c.var.deps, c.var.actor, await sentTo(c))),
  )

async function heard(deps: Deps, actor: LineActor, sent: unknown) {
  const told = readCtiEvent(sent)
  const language = languageOf(deps, told)
  const withheld = isWithheld(told.from)
  if (told.outbound) return ctiAnswer(deps, undefined, { language, withheld, promised: false })
  const call = { reference: told.callId, language }
  if (told.event === 'newCall') await receiveCall(deps, actor, { ...call, from: told.from })
  if (told.event === 'answer') await answerCall(deps, actor, call)
  if (told.event === 'hangup') await hangUp(deps, actor, call)
  if (told.event === 'callback') await promiseCallbackOnLine(deps, actor, { ...call, phone: numberOf(told) })
  const place = await placeInLine(deps, { line: actor.line, reference: told.callId })
  return ctiAnswer(deps, place, {
    language: place?.language ?? language,
    withheld,
    promised: told.event === 'callback',
  })
}

async function sentTo(c: AnyContext): Promise<unknown> {
  if (!c.req.header('Content-Type')?.toLowerCase().includes('json')) return typedForm(c)
  return c.req.json().catch(() => {
    throw new Problem('invalid_input', { faults: [{ field: '(body)', code: 'wrong_type' }] })
  })
}

/** A language that nobody here speaks must not lose a caller: they are put through in the first one. */
function languageOf({ config }: Deps, { language }: CtiEvent): string {
  const given = language?.toLowerCase().split(/[-_]/)[0] ?? ''
  return config.LANGUAGES.includes(given) ? given : (config.LANGUAGES[0] as string)
}

function numberOf({ from }: CtiEvent): string {
  const phone = from === undefined || isWithheld(from) ? undefined : readPhoneNumber(from)
  if (phone) return phone
  const code = from === undefined ? 'missing' : 'not_a_phone_number'
  throw new Problem('invalid_input', { faults: [{ field: 'from', code }] })
}
