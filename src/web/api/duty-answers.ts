import * as z from 'zod'
import { ageBands } from '../../domain/codes.ts'
import { at, channel, id, minutes, whole } from './answer-parts.ts'

// For /openapi.json alone: a test holds real answers against them.

/** That it is done, as the only field. */
export const did = <W extends string>(word: W) =>
  z.object({ [word]: z.literal(true) } as Record<W, z.ZodLiteral<true>>)

/** A stream of `event: version`, each with the number that changed. */
export const events = { 'text/event-stream': z.string() }

/** A call that was typed in. */
export const callMade = z.object({
  call: z.object({
    id,
    channel: z.literal('typed'),
    language: z.string(),
    arrivedAt: at,
    state: z.string(),
    unanswered: z.boolean(),
  }),
})

/** The contacts that wait, in their order, and those that were lost. */
export const callsWaiting = z.object({
  calls: z.array(
    z.object({
      id,
      channel,
      language: z.string(),
      arrivedAt: at,
      waitedSeconds: whole,
      state: z.enum(['waiting', 'offered', 'broken', 'abandoned']),
      unanswered: z.boolean(),
    }),
  ),
})

const me = z.object({
  state: z.string(),
  since: at.nullable(),
  awayBecause: z.literal('missed_offer').nullable(),
  shiftEndsAt: at.nullable(),
  plannedNow: z.boolean(),
})

/** A counselor's own duty. */
export const duty = z.object({ duty: me })

/** A counselor's own queue. */
export const queue = z.object({
  version: z.string(),
  waiting: whole,
  longestWaitSeconds: whole.nullable(),
  me,
  offer: z
    .object({
      id,
      callId: id,
      channel,
      language: z.string(),
      ageBand: z.enum(ageBands),
      arrivedAt: at,
      waitedSeconds: whole,
      expiresAt: at,
    })
    .nullable(),
  current: z.looseObject({ callId: id, channel, language: z.string() }).nullable(),
  sessions: z.array(z.looseObject({ startsAt: at, endsAt: at })),
})

/** Which call was won. */
export const accepted = z.object({ accepted: z.literal(true), callId: id })

/** What a caller left, as far as they left it. */
export const contactOpened = z.object({
  contact: z.object({ phone: z.string(), mail: z.string(), note: z.string() }).partial(),
})

/** What an exchange is told: what to do with the caller, and what to say to them. */
export const ctiAnswered = z.object({
  understood: z.literal(true),
  say: z.enum(['wait', 'callback', 'numbers', 'nothing']),
  position: z.int().min(1).nullable(),
  minutes,
  emergencyNumbers: z.array(z.string()),
  provinceNumber: z.string().nullable(),
  text: z.string(),
})
