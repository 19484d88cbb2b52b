import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import { people, signIns } from '../db/schema/people.ts'
import { reading } from '../db/wording.ts'
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
  const seenAfter = new Date(now.getTime() - deps.config.IDLE_MINUTES * 60_000)
  const [found] = await rows<Found>(deps.db, alive({ tokenTag, now, seenAfter }))
  const actor = found && staffActorOf(found)
  if (!actor) return undefined
  const { id, seenAt, provenAt, admittedAt } = found
  return { actor, signIn: { id, seenAt, provenAt, admitted: admittedAt !== null } }
}

type Found = {
  personId: string
  role: string
  partnerId: string | null
  name: string
  id: string
  seenAt: Date
  provenAt: Date | null
  admittedAt: Date | null
}

const alive = reading<{ tokenTag: string; now: Date; seenAfter: Date }>(
  value => sql`
    select p.id as "personId", p.role, p.partner_id as "partnerId", p.name,
      s.id, s.seen_at as "seenAt", s.proven_at as "provenAt", s.admitted_at as "admittedAt"
    from ${signIns} s join ${people} p on p.id = s.person_id and p.retired_at is null
    where s.token_tag = ${value('tokenTag')} and s.ended_at is null
      and s.ends_at > ${value('now')} and s.seen_at > ${value('seenAfter')}`,
)
