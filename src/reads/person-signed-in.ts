import { and, eq, gt, isNull } from 'drizzle-orm'
import { people, signIns } from '../db/schema/people.ts'
import type { Deps } from '../deps.ts'
import type { StaffActor } from '../domain/actor.ts'
import { staffActorOf } from './person-by-handle.ts'

/** A sign-in that is alive: when it was last seen, when its person last proved to be there, and whether all doors open. */
export type LiveSignIn = { id: string; seenAt: Date; provenAt: Date | null; admitted: boolean }

/**
 * The member of staff behind a sign-in that is alive, and the sign-in: neither ended, expired, unseen for
 * IDLE_MINUTES, nor of a retired person.
 */
export async function personSignedIn(
  deps: Pick<Deps, 'db' | 'now' | 'config'>,
  tokenTag: string,
): Promise<{ actor: StaffActor; signIn: LiveSignIn } | undefined> {
  const now = deps.now()
  const [found] = await deps.db
    .select({
      personId: people.id,
      role: people.role,
      partnerId: people.partnerId,
      name: people.name,
      id: signIns.id,
      seenAt: signIns.seenAt,
      provenAt: signIns.provenAt,
      admittedAt: signIns.admittedAt,
    })
    .from(signIns)
    .innerJoin(people, eq(people.id, signIns.personId))
    .where(
      and(
        eq(signIns.tokenTag, tokenTag),
        isNull(signIns.endedAt),
        gt(signIns.endsAt, now),
        gt(signIns.seenAt, new Date(now.getTime() - deps.config.IDLE_MINUTES * 60_000)),
        isNull(people.retiredAt),
      ),
    )
  const actor = found && staffActorOf(found)
  if (!actor) return undefined
  const { id, seenAt, provenAt, admittedAt } = found
  return { actor, signIn: { id, seenAt, provenAt, admitted: admittedAt !== null } }
}
