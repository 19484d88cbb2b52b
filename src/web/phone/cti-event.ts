import * as z from 'zod'
import { Problem } from '../../domain/problem.ts'
import { faultsOf } from '../input.ts'
import { line } from '../text-fields.ts'

/** The events of the contract. */
export const ctiEvents = ['newCall', 'answer', 'hangup', 'callback'] as const
export type CtiEventName = (typeof ctiEvents)[number]

/** One event of an exchange. */
export type CtiEvent = {
  event: CtiEventName
  callId: string
  from?: string
  outbound: boolean
  /** As the exchange wrote it: `zh`, `zh-CN`, `EN`. */
  language?: string
}

/** Forms send what they do not know as an empty field. */
const optional = (most: number) =>
  z
    .preprocess(given => (given === '' || given === null ? undefined : given), line(most).optional())
    .meta({ type: ['string', 'null'], minLength: 0, maxLength: most })

const event = z.object({ event: line(40) })
const fields = z.object({
  callId: line(128),
  from: optional(128),
  to: optional(128),
  direction: optional(40),
  language: optional(20),
})

/** What an exchange sends, for /openapi.json; the event may be written in any case. */
export const ctiSent = z.looseObject({ event: z.enum(ctiEvents), ...fields.shape })

/**
 * Reads an event; what else an exchange sends along is ignored. `event_unknown` for one that is not in the contract,
 * `invalid_input` naming each field that is missing or cannot be read.
 */
export function readCtiEvent(sent: unknown): CtiEvent {
  const named = event.safeParse(sent)
  const name = named.success
    ? ctiEvents.find(known => known.toLowerCase() === named.data.event.toLowerCase())
    : undefined
  if (named.success && !name) throw new Problem('event_unknown')
  const read = fields.safeParse(sent)
  const faults = [named, read].flatMap(part => (part.success ? [] : faultsOf(part.error)))
  if (!name || !read.success) throw new Problem('invalid_input', { faults: unique(faults) })
  const { callId, from, direction, language } = read.data
  return { event: name, callId, from, outbound: /^out/i.test(direction ?? ''), language }
}

/** A body that is no object at all is one fault, not two. */
function unique<F extends { field: string }>(faults: F[]): F[] {
  return faults.filter((fault, index) => faults.findIndex(({ field }) => field === fault.field) === index)
}
