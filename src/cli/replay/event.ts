import * as z from 'zod'
import { parseInstant } from '../../domain/instants.ts'

const at = z.string().transform((text, context) => {
  const instant = parseInstant(text)
  if (!instant) context.addIssue({ code: 'custom', message: 'a date and time that exist, with offset' })
  return instant as Date
})
const ref = z.string().min(1).max(100)
const who = z.string().min(1).max(40)
const outcome = z.record(z.string(), z.unknown())

/** One line of a replay file; fields beyond these go to the route as they are. */
export const replayEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('duty.on'), at, who }),
  z.object({ event: z.literal('duty.off'), at, who }),
  z.object({
    event: z.literal('call.arrives'),
    at,
    ref,
    line: z
      .string()
      .regex(/^[a-z0-9-]{1,30}$/)
      .default('main'),
    from: z.string().max(40).default('anonymous'),
    language: z.string().max(10).optional(),
  }),
  z.object({ event: z.literal('offer.accepted'), at, call: ref }),
  z.object({ event: z.literal('offer.declined'), at, call: ref }),
  z.object({ event: z.literal('call.hangs_up'), at, ref }),
  z.object({ event: z.literal('call.closed'), at, ref, outcome }),
  z.looseObject({
    event: z.literal('booking.made'),
    at,
    ref,
    startsAt: z.string(),
    mode: z.string(),
    language: z.string().default('zh'),
  }),
  z.object({ event: z.literal('booking.canceled'), at, ref }),
  z.object({ event: z.literal('session.closed'), at, ref, outcome }),
  z.looseObject({
    event: z.literal('outreach.held'),
    at,
    medium: z.string(),
    audience: z.number(),
    topic: z.string(),
  }),
  z.object({ event: z.literal('shift.planned'), at, who, startsAt: z.string(), endsAt: z.string() }),
])
export type ReplayEvent = z.output<typeof replayEvent>

/** The event of a line, or the sentence that says why it is none. */
export function readEvent(text: string): { event: ReplayEvent } | { fault: string } {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return { fault: 'not a JSON object' }
  }
  const read = replayEvent.safeParse(given)
  if (read.success) return { event: read.data }
  return {
    fault: read.error.issues.map(issue => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; '),
  }
}
