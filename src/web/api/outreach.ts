import { Hono } from 'hono'
import * as z from 'zod'
import { largestAudience, recordOutreach } from '../../actions/outreach/record-outreach.ts'
import { outreachMedia } from '../../domain/codes.ts'
import { readOutreachCode } from '../../domain/outreach-code.ts'
import { isoWithOffset } from '../../domain/time.ts'
import { outreachList } from '../../reads/outreach-list.ts'
import { described } from '../described.ts'
import { coordinator } from '../doors.ts'
import type { Env } from '../env.ts'
import { input, requestKey } from '../input.ts'
import { day, instant, line } from '../text-fields.ts'
import { outreachHeld, outreachRecorded } from './planning-answers.ts'

/** What an outreach session is told as, over the API and from the form. */
export const outreachGiven = z.strictObject({
  medium: z.enum(outreachMedia),
  topic: line(200),
  audience: z.int().min(0).max(largestAudience),
  heldAt: instant.optional(),
  code: line(20)
    .transform((typed, context) => {
      const code = readOutreachCode(typed)
      if (!code) context.addIssue({ code: 'custom', message: 'wrong_type' })
      return code as string
    })
    .optional(),
  territory: line(60).optional(),
  partner: line(60).optional(),
})

/** Records outreach sessions, and lists those of some local days. */
export const outreachApi = new Hono<Env>()
  .post(
    '/api/v1/outreach',
    coordinator,
    described(
      'Records an outreach session and gives the code that callers can name.',
      { 201: outreachRecorded },
      { keyed: true },
    ),
    input('json', outreachGiven),
    async c => {
      const { deps, actor } = c.var
      const session = await recordOutreach(deps, actor, { ...c.req.valid('json'), requestKey: requestKey(c) })
      const { id, code, medium, topic, audience, territory, heldAt } = session
      const held = isoWithOffset(heldAt, deps.config.TIME_ZONE)
      return c.json({ outreach: { id, code, medium, topic, audience, territory, heldAt: held } }, 201)
    },
  )
  .get(
    '/api/v1/outreach',
    coordinator,
    described('Lists the outreach sessions of some local days, latest first.', { 200: outreachHeld }),
    input('query', z.object({ from: day, to: day })),
    async c => {
      const { deps } = c.var
      const sessions = await outreachList(deps, c.req.valid('query'))
      return c.json({
        outreach: sessions.map(({ heldAt, ...session }) => ({
          ...session,
          heldAt: isoWithOffset(heldAt, deps.config.TIME_ZONE),
        })),
      })
    },
  )
