import * as z from 'zod'
import { at, localDay, minutes, mode, whole } from './answer-parts.ts'

// For /openapi.json alone: a test holds real answers against them.

/** Who we are, the emergency numbers, and what a caller can expect now; null for what is not known. */
export const service = z.object({
  name: z.string(),
  zone: z.string().meta({ description: 'An IANA time zone.' }),
  languages: z.array(z.string()),
  hotlineNumber: z.string().nullish(),
  emergencyNumbers: z.array(z.object({ number: z.string() })),
  emergencyCheckedOn: localDay.nullish(),
  openNow: z.boolean().nullable(),
  nextOpening: at.nullable(),
  waiting: whole.nullable(),
  minutes,
})

/** The open times of the pool. */
export const slots = z.object({
  slots: z.array(
    z.object({ startsAt: at, endsAt: at, modes: z.array(mode), languages: z.array(z.string()) }),
  ),
})

/** A booking at its new time. */
export const bookingMoved = z.object({ startsAt: at, endsAt: at, mode })

/** A booking and its return code, which is shown this once. */
export const bookingMade = z.object({ returnCode: z.string(), startsAt: at, endsAt: at, mode })

/** A booking that will not take place. */
export const bookingCanceled = z.object({ state: z.literal('canceled'), canceledAt: at })

/** A booking as its return code shows it; contactKeptUntil is null when nothing is kept. Once it is forgotten its code is unknown. */
export const bookingSeen = z.object({
  startsAt: at,
  endsAt: at,
  mode,
  language: z.string(),
  state: z.enum(['coming', 'under_way', 'over', 'canceled']),
  contactKeptUntil: at.nullable(),
  contactDeletedAt: at
    .nullable()
    .meta({ description: 'Since when contact and note, if any were given, are gone.' }),
  forgottenBy: at.meta({ description: 'When the booking itself is forgotten at the latest.' }),
  mayBeginLate: z.literal(true).optional().meta({ description: 'A call has run into it.' }),
})

/** An entry of the waiting list: its days, both included; the address is deleted when the last is over. */
export const onWaitingList = z.object({ waiting: z.literal(true), from: localDay, to: localDay })

/** A promised call-back: how many are called before, and a range of minutes if one is known. */
export const callbackPromised = z.object({ promised: z.literal(true), ahead: whole, minutes })
