import { and, exists, inArray, isNotNull, lt, lte, not, or, sql } from 'drizzle-orm'
import { touch } from '../../db/change.ts'
import { calls } from '../../db/schema/calls.ts'
import { closings } from '../../db/schema/counts.ts'
import type { Deps } from '../../deps.ts'
import type { SystemActor } from '../../domain/actor.ts'
import { localDay } from '../../domain/time.ts'

const hour = 3_600_000

/**
 * Forgets the number of a promised call-back CONTACT_HOURS after its contact ended, and the whole call KEEP_DAYS after it;
 * one whose outcome still waits, sealed, to be counted stays until then, and `'again'` says so. Calls that wait, or talk, stay.
 */
export async function forgetCalls(deps: Deps, _actor: SystemActor): Promise<undefined | 'again'> {
  const { CONTACT_HOURS, KEEP_DAYS, TIME_ZONE } = deps.config
  const ago = (hours: number) => new Date(deps.now().getTime() - hours * hour)
  const endedBefore = (at: Date) =>
    and(
      inArray(calls.state, ['closed', 'abandoned']),
      lte(sql`coalesce(${calls.endedAt}, ${calls.closedAt}, ${calls.arrivedAt})`, at),
    )
  return touch(deps, async tx => {
    await tx
      .update(calls)
      .set({ contactSealed: null })
      .where(
        and(
          isNotNull(calls.contactSealed),
          // One that nobody called back: with its day, the key that opened it is gone as well.
          or(endedBefore(ago(CONTACT_HOURS)), lt(calls.forgetOn, localDay(deps.now(), TIME_ZONE))),
        ),
      )
    const unflushed = tx
      .select({ one: sql`1` })
      .from(closings)
      .where(and(sql`${closings.callId} = ${calls.id}`, isNotNull(closings.outcomeSealed)))
    const old = endedBefore(ago(KEEP_DAYS * 24))
    await tx.delete(calls).where(and(old, not(exists(unflushed))))
    return (await tx.$count(calls, old)) > 0 ? 'again' : undefined
  })
}
