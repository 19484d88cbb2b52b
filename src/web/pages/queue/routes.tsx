import { Hono } from 'hono'
import { acceptOffer } from '../../../actions/calls/accept-offer.ts'
import { declineOffer } from '../../../actions/calls/decline-offer.ts'
import { comeBack } from '../../../actions/duty/come-back.ts'
import { goOffDuty } from '../../../actions/duty/go-off-duty.ts'
import { goOnDuty } from '../../../actions/duty/go-on-duty.ts'
import { takeBreak } from '../../../actions/duty/take-break.ts'
import type { Deps } from '../../../deps.ts'
import type { CounselorActor } from '../../../domain/actor.ts'
import { Problem } from '../../../domain/problem.ts'
import { counselor, staff } from '../../doors.ts'
import { type Env, textsFor } from '../../env.ts'
import { freshQueue } from '../../fresh-queue.ts'
import { typedForm } from '../../input.ts'
import { pathId } from '../../path-id.ts'
import { homeOf } from '../staff-header.tsx'
import { afterPress, queuePage } from './answers.tsx'
import { queueParts, sessionParts } from './live-parts.tsx'
import { readSaid, type Said } from './notice.tsx'
import { answerParts } from './section.tsx'

/** What each press on duty does; what the page shows anyway is not said once more. */
const wishes: Record<string, (deps: Deps, actor: CounselorActor) => Promise<Said | undefined>> = {
  on: (deps, actor) => goOnDuty(deps, actor).then(() => undefined),
  off: (deps, actor) => goOffDuty(deps, actor).then(() => 'off_duty'),
  break: (deps, actor) => takeBreak(deps, actor).then(() => undefined),
  back: (deps, actor) => comeBack(deps, actor).then(() => undefined),
  supervisor: async (deps, actor) => {
    try {
      await takeBreak(deps, actor)
      return 'supervisor'
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (error.code === 'still_in_contact') return 'supervisor_later'
      if (error.code === 'not_on_duty') return 'supervisor_off'
      throw error
    }
  },
}

/** The counselor's page, its live parts, and the presses on it. Other staff are led to their own first page. */
export const queuePages = new Hono<Env>()
  .get('/queue', staff, async c => {
    const { actor } = c.var
    if (actor.kind !== 'counselor') return c.redirect(homeOf[actor.kind], 303)
    return queuePage(c, { said: readSaid(textsFor(c), c.req.query('said')) })
  })
  .get('/queue/fragment', counselor, async c => {
    const queue = await freshQueue(c.var.deps, c.var.actor)
    const ofSession = c.req.query('of') === 'session'
    return answerParts(c, ofSession ? sessionParts(c, queue) : await queueParts(c, queue))
  })
  .post('/queue/duty', counselor, async c => {
    const { wish } = await typedForm(c)
    return afterPress(c, async () => {
      const wanted = typeof wish === 'string' && Object.hasOwn(wishes, wish) ? wishes[wish] : undefined
      if (!wanted) throw new Problem('invalid_input', { faults: [{ field: 'wish', code: 'not_in_list' }] })
      return wanted(c.var.deps, c.var.actor)
    })
  })
  .post('/queue/offers/:id/accept', counselor, c =>
    afterPress(c, async () => {
      await acceptOffer(c.var.deps, c.var.actor, { offerId: pathId(c) })
      return undefined
    }),
  )
  .post('/queue/offers/:id/decline', counselor, c =>
    afterPress(c, async () => {
      await declineOffer(c.var.deps, c.var.actor, { offerId: pathId(c) })
      return 'declined'
    }),
  )
