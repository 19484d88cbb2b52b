import { Hono } from 'hono'
import * as z from 'zod'
import { endTypedCall } from '../../actions/calls/end-typed-call.ts'
import { promiseCallback } from '../../actions/calls/promise-callback.ts'
import { typeInCall } from '../../actions/calls/type-in-call.ts'
import { ageBands } from '../../domain/codes.ts'
import { readPhoneNumber } from '../../domain/phone-number.ts'
import { markedClasses } from '../../domain/routing-contacts.ts'
import { isoWithOffset } from '../../domain/time.ts'
import { placeInLine, placeOfNext } from '../../reads/place-in-line.ts'
import { waitingCalls } from '../../reads/waiting-calls.ts'
import { described } from '../described.ts'
import { open, operator } from '../doors.ts'
import type { Env } from '../env.ts'
import { input, requestKey } from '../input.ts'
import { pathId } from '../path-id.ts'
import { line } from '../text-fields.ts'
import { versionStream } from '../version-stream.ts'
import { needWork, noteTaken } from '../work.tsx'
import { callbackPromised } from './caller-answers.ts'
import { callMade, callsWaiting, did, events } from './duty-answers.ts'
import { needListed } from './need-listed.ts'

const typed = z.strictObject({
  language: line(10),
  ageBand: z.enum(ageBands).optional(),
  mark: z.enum(markedClasses).optional(),
  returnCode: line(100).optional(),
  line: line(30).optional(),
  territory: line(60).optional(),
  withoutPartner: line(60).optional(),
})

/** A call-back as the API and the form take it: the number as people write it. */
export const callbackWanted = z.strictObject({
  phone: line(60).transform((text, context) => {
    const phone = readPhoneNumber(text)
    if (!phone) context.addIssue({ code: 'custom', message: 'not_a_phone_number' })
    return phone as string
  }),
  language: line(10),
  ageBand: z.enum(ageBands).optional(),
  withoutPartner: line(60).optional(),
})

/** Calls typed in by hand and promised call-backs, and what waits; nothing of a caller comes out again. */
export const callsApi = new Hono<Env>()
  .post(
    '/api/v1/calls',
    operator,
    described('Puts a caller of an ordinary telephone into the queue.', { 201: callMade }, { keyed: true }),
    input('json', typed),
    async c => {
      const { deps, actor } = c.var
      const given = c.req.valid('json')
      needListed(deps, given)
      const { callId, arrivedAt } = await typeInCall(deps, actor, { ...given, requestKey: requestKey(c) })
      const place = await placeInLine(deps, { callId })
      const call = {
        id: callId,
        channel: 'typed',
        language: given.language,
        arrivedAt: isoWithOffset(arrivedAt, deps.config.TIME_ZONE),
        state: place?.state,
        unanswered: place?.unanswered,
      }
      return c.json({ call }, 201)
    },
  )
  .get(
    '/api/v1/calls',
    operator,
    described(
      'Lists who waits, in their order, then broken promises to call back, and calls given up unanswered today.',
      { 200: callsWaiting },
    ),
    async c => {
      const { deps } = c.var
      const calls = await waitingCalls(deps)
      return c.json({
        calls: calls.map(call => ({
          ...call,
          arrivedAt: isoWithOffset(call.arrivedAt, deps.config.TIME_ZONE),
        })),
      })
    },
  )
  .get(
    '/api/v1/calls/events',
    operator,
    described('Tells for up to 55 seconds when the list of calls is worth fetching again.', { 200: events }),
    versionStream,
  )
  .post(
    '/api/v1/calls/:id/hang-up',
    operator,
    described('Tells that the caller of a typed-in call has gone before anybody answered.', {
      200: did('ended'),
    }),
    async c => {
      const { deps, actor } = c.var
      await endTypedCall(deps, actor, { callId: pathId(c) })
      return c.json({ ended: true })
    },
  )
  .post(
    '/api/v1/callbacks',
    open,
    described(
      'Promises a call back to a number, which is kept sealed.',
      { 201: callbackPromised },
      { keyed: true, priced: true },
    ),
    input('json', callbackWanted),
    async c => {
      const { deps, actor } = c.var
      const given = c.req.valid('json')
      needListed(deps, given)
      await needWork(c)
      const { callId, again } = await promiseCallback(deps, actor, { ...given, requestKey: requestKey(c) })
      await noteTaken(c)
      const place = again ? await placeOfNext(deps, given) : await placeInLine(deps, { callId })
      return c.json({ promised: true, ahead: place?.ahead ?? 0, minutes: place?.minutes ?? null }, 201)
    },
  )
