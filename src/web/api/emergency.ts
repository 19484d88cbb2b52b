import { Hono } from 'hono'
import * as z from 'zod'
import { allowOpening } from '../../actions/emergency/allow-opening.ts'
import { askForContact } from '../../actions/emergency/ask-for-contact.ts'
import { openInEmergency } from '../../actions/emergency/open-in-emergency.ts'
import { refuseOpening } from '../../actions/emergency/refuse-opening.ts'
import { emergencyReasons } from '../../domain/emergency.ts'
import { isoWithOffset } from '../../domain/time.ts'
import { emergenciesAsked, openContacts } from '../../reads/emergency.ts'
import { described } from '../described.ts'
import { clinical, supervisor } from '../doors.ts'
import type { Env } from '../env.ts'
import { input } from '../input.ts'
import { pathId } from '../path-id.ts'
import { requirePresence } from '../presence.ts'
import { at, id } from './answer-parts.ts'
import { did } from './duty-answers.ts'

const given = z.strictObject({
  kind: z.enum(['call', 'session']),
  contactId: z.uuid(),
  reason: z.enum(emergencyReasons),
  counselorNotReached: z.literal(true),
})

const listed = z.object({
  contacts: z.array(
    z.object({ kind: z.enum(['call', 'session']), id, code: z.string(), at, counselor: z.string() }),
  ),
  asked: z.array(
    z.object({
      id,
      code: z.string(),
      counselor: z.string(),
      reason: z.enum(emergencyReasons),
      askedBy: z.string(),
      askedAt: at,
      allowedBy: z.string().nullable(),
      refusedBy: z.string().nullable(),
      state: z.enum(['asked', 'lapsed', 'refused', 'allowed', 'open', 'over']),
      until: at.nullable(),
    }),
  ),
})

const opened = z.object({ contact: z.object({ phone: z.string(), mail: z.string() }).partial(), until: at })

/** When a life may be at risk and the counselor cannot be reached: a supervisor asks, a second person allows or refuses. */
export const emergencyApi = new Hono<Env>()
  .get(
    '/api/v1/emergency-access',
    clinical,
    described('Lists the contacts that two people may open, and what was asked for in the last day.', {
      200: listed,
    }),
    async c => {
      const { deps } = c.var
      const clock = (instant: Date) => isoWithOffset(instant, deps.config.TIME_ZONE)
      const contacts = await openContacts(deps)
      const asked = await emergenciesAsked(deps)
      return c.json({
        contacts: contacts.map(contact => ({ ...contact, at: clock(contact.at) })),
        asked: asked.map(({ askedById: _, ...one }) => ({
          ...one,
          askedAt: clock(one.askedAt),
          until: one.until && clock(one.until),
        })),
      })
    },
  )
  .post(
    '/api/v1/emergency-access',
    supervisor,
    described(
      'Asks for the contact of a caller whose life may be at risk; asked again while it stands, it is the same question.',
      { 200: z.object({ id }) },
    ),
    input('json', given),
    async c => {
      const { kind, contactId, reason } = c.req.valid('json')
      const contact = kind === 'call' ? { callId: contactId } : { bookingId: contactId }
      return c.json({ id: await askForContact(c.var.deps, c.var.actor, { ...contact, reason }) })
    },
  )
  .post(
    '/api/v1/emergency-access/:id/allow',
    clinical,
    described('Allows, as a second person with a recent proof of presence, what somebody else asked for.', {
      200: did('allowed'),
    }),
    async c => {
      await requirePresence(c)
      await allowOpening(c.var.deps, c.var.actor, { id: pathId(c) })
      return c.json({ allowed: true })
    },
  )
  .post(
    '/api/v1/emergency-access/:id/refuse',
    clinical,
    described('Refuses, as a second person with a recent proof of presence, what somebody else asked for.', {
      200: did('refused'),
    }),
    async c => {
      await requirePresence(c)
      await refuseOpening(c.var.deps, c.var.actor, { id: pathId(c) })
      return c.json({ refused: true })
    },
  )
  .post(
    '/api/v1/emergency-access/:id/contact',
    supervisor,
    described(
      'Opens what was allowed, for ten minutes; each opening is recorded. Asks for a recent proof of presence.',
      { 200: opened },
    ),
    async c => {
      const { deps, actor } = c.var
      await requirePresence(c)
      const { until, ...contact } = await openInEmergency(deps, actor, { id: pathId(c) })
      return c.json({ contact, until: isoWithOffset(until, deps.config.TIME_ZONE) })
    },
  )
