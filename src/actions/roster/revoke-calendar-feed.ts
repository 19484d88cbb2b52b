import { and, eq, isNull } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { calendarFeeds } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'

/** Ends a counselor's calendar address at once; without one, nothing changes. */
export async function revokeCalendarFeed(deps: Deps, actor: CounselorActor): Promise<void> {
  await change(deps, actor, 'revoke calendar feed', tx => endFeeds(tx, actor.personId, deps.now()))
}

/** Ends whatever address a person has. */
export async function endFeeds(tx: Transaction, personId: string, revokedAt: Date): Promise<void> {
  await tx
    .update(calendarFeeds)
    .set({ revokedAt })
    .where(and(eq(calendarFeeds.personId, personId), isNull(calendarFeeds.revokedAt)))
}
