import type { Deps } from '../../deps.ts'
import type { CoordinatorActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { type Invitation, invitePerson } from '../people/invite-person.ts'

/**
 * Invites many people, each with a letter, one after the other; those whose mail address is on the team already are left
 * as they are, so that the same list twice is harmless. Says how many were new. Refuses as `invitePerson` does.
 */
export async function importPeople(
  deps: Deps,
  actor: CoordinatorActor,
  invitations: readonly Invitation[],
): Promise<{ invited: number }> {
  let invited = 0
  for (const invitation of invitations)
    try {
      await invitePerson(deps, actor, invitation)
      invited++
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'mail_taken') throw error
    }
  return { invited }
}
