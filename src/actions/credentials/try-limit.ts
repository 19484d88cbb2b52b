import { eq, lt } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { wrongTries } from '../../db/schema/credentials.ts'
import type { Deps } from '../../deps.ts'
import { Problem } from '../../domain/problem.ts'
import { afterWrongTry, waitsUntil } from '../../domain/wrong-tries.ts'

const keptMs = 48 * 3_600_000

/** How a limited try ended: with what was found, or with the refusal to throw once the transaction has kept it. */
export type Tried<T> = { found: T; refusal?: undefined } | { found?: undefined; refusal: Problem }

/**
 * Lets one try at a time at one subject, and the more wrong ones in a row the later: `try_later` while it has to wait,
 * which counts nothing. `work` finds what was right, or says why not; a right try forgets the wrong ones. Where there
 * is no such person the same happens, so that waiting tells nothing.
 */
export async function limitedTry<T>(
  { keys, now }: Pick<Deps, 'keys' | 'now'>,
  tx: Transaction,
  subject: string,
  work: () => Promise<T | Problem>,
): Promise<Tried<T>> {
  const subjectTag = await keys.tag('wrong-tries', subject)
  const mine = eq(wrongTries.subjectTag, subjectTag)
  await tx.insert(wrongTries).values({ subjectTag, failed: 0, lastAt: now() }).onConflictDoNothing()
  const [row] = await tx.select().from(wrongTries).where(mine).for('update')
  const before = row ?? { failed: 0, lastAt: now() }
  const until = waitsUntil(before, now())
  if (until) return { refusal: new Problem('try_later', { until }) }
  const found = await work()
  if (found instanceof Problem) {
    await tx.update(wrongTries).set(afterWrongTry(before, now())).where(mine)
    await tx.delete(wrongTries).where(lt(wrongTries.lastAt, new Date(now().getTime() - keptMs)))
    return { refusal: found }
  }
  await tx.delete(wrongTries).where(mine)
  return { found }
}
