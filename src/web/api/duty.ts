import { Hono } from 'hono'
import * as z from 'zod'
import { comeBack } from '../../actions/duty/come-back.ts'
import { goOffDuty } from '../../actions/duty/go-off-duty.ts'
import { goOnDuty } from '../../actions/duty/go-on-duty.ts'
import { takeBreak } from '../../actions/duty/take-break.ts'
import { described } from '../described.ts'
import { counselor } from '../doors.ts'
import type { Env } from '../env.ts'
import { freshQueue } from '../fresh-queue.ts'
import { input } from '../input.ts'
import { duty } from './duty-answers.ts'
import { meJson } from './queue-json.ts'

const wanted = z
  .strictObject({ on: z.boolean(), state: z.enum(['free', 'break']).optional() })
  .refine(({ on, state }) => on || state === undefined, { path: ['state'], message: 'does_not_belong' })

/**
 * Going on and off duty: `{"on":true}` goes on, or comes back; `"state":"break"` and `"free"` are for those on duty.
 * Answers the duty as it is then.
 */
export const dutyApi = new Hono<Env>().put(
  '/api/v1/duty',
  counselor,
  described('Goes on duty, takes a break, comes back, or goes off duty.', { 200: duty }),
  input('json', wanted),
  async c => {
    const { deps, actor } = c.var
    const { on, state } = c.req.valid('json')
    const verb = !on ? goOffDuty : state === 'break' ? takeBreak : state === 'free' ? comeBack : goOnDuty
    await verb(deps, actor)
    const { me } = await freshQueue(deps, actor)
    return c.json({ duty: meJson(me, deps.config.TIME_ZONE) })
  },
)
