import { and, eq, isNull, lt } from 'drizzle-orm'
import { touch } from '../../db/change.ts'
import { duties } from '../../db/schema/duty.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { passOn } from '../calls/dispatch.ts'

/** A sign of life is written at most so often, in seconds. */
const pace = 10

/**
 * A sign of life from an open page. Whoever had been silent for so long that they counted as absent is present
 * again at once, and may be offered what waits; answers whether that was so.
 */
export async function beat(deps: Deps, { personId }: CounselorActor): Promise<boolean> {
  const now = deps.now()
  const mine = and(eq(duties.counselorId, personId), isNull(duties.endedAt))
  const [known] = await deps.db
    .select({ id: duties.id, seenAt: duties.seenAt })
    .from(duties)
    .where(and(mine, lt(duties.seenAt, new Date(now.getTime() - pace * 1000))))
  if (!known) return false
  await touch(deps, async tx => {
    await tx
      .update(duties)
      .set({ seenAt: now })
      .where(and(eq(duties.id, known.id), lt(duties.seenAt, now)))
  })
  if (now.getTime() - known.seenAt.getTime() <= deps.config.PRESENCE_SECONDS * 1000) return false
  await passOn(deps)
  return true
}
