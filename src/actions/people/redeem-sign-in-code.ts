import { and, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { people, signInCodes } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { CallerActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import { readStaffCode } from '../../domain/staff-code.ts'
import { codeTag } from './staff-letter.ts'

const mostFailedTries = 5

/**
 * Uses up a one-time code, an invitation or one to sign in with, and says whose it was. Refuses
 * `sign_in_code_wrong` for anything else; the fifth wrong try ends every code of that person.
 */
export async function redeemSignInCode(
  deps: Deps,
  actor: CallerActor,
  { mail, code: typed }: { mail: string; code: string },
): Promise<{ personId: string }> {
  const kept = await codeTag(deps, mail, readStaffCode(typed) ?? '')
  // A wrong try must be kept, so the refusal is thrown after the transaction.
  const personId = await change(deps, actor, 'try sign-in code', async (tx, about) => {
    const now = deps.now()
    const live = await tx
      .select({ id: signInCodes.id, personId: people.id, codeTag: signInCodes.codeTag })
      .from(signInCodes)
      .innerJoin(people, eq(people.id, signInCodes.personId))
      .where(
        and(
          sql`lower(${people.mail}) = lower(${mail})`,
          isNull(people.retiredAt),
          isNull(signInCodes.usedAt),
          gt(signInCodes.endsAt, now),
          lt(signInCodes.failedTries, mostFailedTries),
        ),
      )
      .orderBy(signInCodes.id)
      .for('update', { of: signInCodes })
    const right = live.find(code => code.codeTag === kept)
    if (live[0]) about(live[0].personId)
    const all = inArray(
      signInCodes.id,
      live.map(code => code.id),
    )
    await tx
      .update(signInCodes)
      .set(right ? { usedAt: now } : { failedTries: sql`${signInCodes.failedTries} + 1` })
      .where(all)
    return right?.personId
  })
  if (personId === undefined) throw new Problem('sign_in_code_wrong')
  return { personId }
}
