import { eq, inArray } from 'drizzle-orm'
import { change, touch } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { coverageCheck } from '../../db/coverage-check.ts'
import { letters } from '../../db/schema/bookings.ts'
import { people } from '../../db/schema/people.ts'
import { coverageChecks, rosterChanges } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { SystemActor } from '../../domain/actor.ts'
import { newGaps, toldDays } from '../../domain/coverage-gaps.ts'
import { reachable, rosterLetter } from './roster-letter.ts'

/** Bookings and days that pass change how contacts end too: a proof is never older than this. */
const longestMs = 3_600_000

const dayMs = 86_400_000

/**
 * Makes the proof of coverage anew after each change of the roster, and every hour, and keeps it. Gaps that the one
 * before did not have, within the next days, are told to every coordinator with a mail address in one letter. Says
 * whether it looked. Safe to repeat, on any number of machines at once.
 */
export async function checkCoverage(deps: Deps, actor: SystemActor): Promise<boolean> {
  const now = deps.now()
  const [changed, [before]] = await Promise.all([
    deps.db.select().from(rosterChanges),
    deps.db.select().from(coverageChecks),
  ])
  const isOld = !before || now.getTime() - before.checkedAt.getTime() >= longestMs
  // A clock that was set back, as a replay does, makes what is kept a proof of another time.
  const isAhead = before && before.checkedAt > now
  if (changed.length === 0 && !isOld && !isAhead) return false

  // The changes are read before the roster: one that comes between is looked at, and looked at again.
  const { startsAt, endsAt, lines, spans } = await coverageCheck(deps)
  const fresh = newGaps(spans, before?.spans ?? [], startsAt + toldDays * dayMs)
  const told = fresh.length > 0 ? await promised(deps, fresh) : []
  const proof = { checkedAt: now, startsAt: new Date(startsAt), endsAt: new Date(endsAt), lines, spans }
  const keep = async (tx: Transaction) => {
    const [kept] = await tx.select().from(coverageChecks).for('update')
    // Somebody else has looked meanwhile; what they did not see waits for the next time.
    if (kept?.checkedAt.getTime() !== before?.checkedAt.getTime()) return false
    const ids = changed.map(({ id }) => id)
    if (ids.length > 0) {
      const taken = await tx.delete(rosterChanges).where(inArray(rosterChanges.id, ids)).returning()
      if (taken.length === 0) return false
    }
    await tx
      .insert(coverageChecks)
      .values(proof)
      .onConflictDoUpdate({ target: coverageChecks.id, set: proof })
    if (told.length > 0) await tx.insert(letters).values(told)
    return true
  }
  return told.length > 0 ? change(deps, actor, 'tell of gaps', keep) : touch(deps, keep)
}

/** One letter to each coordinator, about the time from the first gap to the last. */
async function promised(deps: Deps, gaps: readonly { startsAt: number; endsAt: number }[]) {
  const coordinators = await reachable(deps, eq(people.role, 'coordinator'))
  const about = {
    startsAt: new Date(Math.min(...gaps.map(({ startsAt }) => startsAt))),
    endsAt: new Date(Math.max(...gaps.map(({ endsAt }) => endsAt))),
  }
  return Promise.all(coordinators.map(one => rosterLetter(deps, one, 'coverageGap', about)))
}
