import { and, eq, lte } from 'drizzle-orm'
import { touch } from '../../db/change.ts'
import { signIns } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'

const apartMs = 60_000

/** Notes that a sign-in is in use, at most once a minute; the idle end counts from there. */
export async function seeSignIn(
  deps: Pick<Deps, 'db' | 'now'>,
  { tokenTag, seenAt }: { tokenTag: string; seenAt: Date },
): Promise<void> {
  const now = deps.now()
  if (now.getTime() - seenAt.getTime() < apartMs) return
  await touch(deps, tx =>
    tx
      .update(signIns)
      .set({ seenAt: now })
      .where(and(eq(signIns.tokenTag, tokenTag), lte(signIns.seenAt, seenAt))),
  )
}
