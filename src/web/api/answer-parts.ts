import * as z from 'zod'
import { modes } from '../../domain/codes.ts'

/** An instant, ISO 8601 with offset. */
export const at = z.string().meta({ format: 'date-time' })

/** A day of the zone of the service. */
export const localDay = z.string().meta({ format: 'date' })

/** An id, random. */
export const id = z.string().meta({ format: 'uuid' })

/** A count. */
export const whole = z.int().min(0)

/** A range of minutes, or null when nothing honest can be said. */
export const minutes = z.object({ from: whole, to: whole }).nullable()

/** By what a contact came. */
export const channel = z.enum(['phone', 'typed', 'callback'])

/** How a session is held. */
export const mode = z.enum(modes)
