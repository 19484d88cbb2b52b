import { dispatch } from '../actions/calls/dispatch.ts'
import { beat } from '../actions/duty/beat.ts'
import type { Deps } from '../deps.ts'
import type { CounselorActor } from '../domain/actor.ts'
import { type Queue, queueOf } from '../reads/queue.ts'

/**
 * A counselor's queue for the page that they look at, which is a sign of life. An offer that ran out is settled by
 * whoever looks next: where time itself comes by only once a minute, as on Workers, nobody should wait for it.
 */
export async function freshQueue(deps: Deps, counselor: CounselorActor): Promise<Queue> {
  const [isBack, queue] = await Promise.all([beat(deps, counselor), queueOf(deps, counselor)])
  if (queue.overdue) await dispatch(deps)
  return isBack || queue.overdue ? queueOf(deps, counselor) : queue
}
