import { Hono } from 'hono'
import * as z from 'zod'
import { recordLook } from '../../actions/audit/record-look.ts'
import { Problem } from '../../domain/problem.ts'
import { isoWithOffset } from '../../domain/time.ts'
import { explanationOf } from '../../reads/explanation.ts'
import { described } from '../described.ts'
import { clinical } from '../doors.ts'
import type { Env } from '../env.ts'
import { pathId } from '../path-id.ts'
import { at, channel, id, whole } from './answer-parts.ts'

const explained = z.object({
  explanation: z.object({
    id,
    code: z.string(),
    queuedAt: at,
    state: z.string(),
    channel,
    steps: z.array(
      z.object({
        at,
        step: z.enum(['offered', 'unanswered', 'accepted', 'declined', 'expired', 'withdrawn']),
        counselor: z.string().nullable(),
        reach: z.string().nullable(),
        because: z.string().nullable(),
        others: z.array(z.object({ name: z.string(), reasons: z.array(z.string()) })),
        further: whole,
      }),
    ),
  }),
})

/** Why each was asked for a contact, and why the others were not, for coordinators, supervisors and programs of theirs. */
export const explainApi = new Hono<Env>().get(
  '/api/v1/calls/:id/explanation',
  clinical,
  described('Tells every step of routing for a contact in reasons, and nothing of the caller.', {
    200: explained,
  }),
  async c => {
    const { deps } = c.var
    const found = await explanationOf(deps, pathId(c))
    if (!found) throw new Problem('not_found')
    await recordLook(deps, c.var.actor, 'look at routing', found.id)
    const clock = (instant: Date) => isoWithOffset(instant, deps.config.TIME_ZONE)
    const steps = found.steps.map(step => ({ ...step, at: clock(step.at) }))
    return c.json({ explanation: { ...found, queuedAt: clock(found.queuedAt), steps } })
  },
)
