import { and, eq, isNull, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { letters } from '../../db/schema/bookings.ts'
import { people, signInCodes, signIns } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { SystemActor } from '../../domain/actor.ts'
import type { PageLocale } from '../../domain/codes.ts'
import { Problem } from '../../domain/problem.ts'
import { invitationCode } from '../../domain/staff-code.ts'
import { dropWaysIn } from '../credentials/ways-in.ts'
import { codeTag, staffLetter } from './staff-letter.ts'

const daysValid = 7

/**
 * Invites a member of staff anew who has lost every way in: passkeys, app and recovery codes no longer hold, all
 * sign-ins end, and a new one-time code is promised by letter and returned. Refuses `not_found`.
 */
export async function readmitPerson(
  deps: Deps,
  actor: SystemActor,
  { mail, locale }: { mail: string; locale: PageLocale },
): Promise<{ name: string; code: string; endsAt: Date }> {
  const now = deps.now()
  const endsAt = new Date(now.getTime() + daysValid * 86_400_000)
  const code = invitationCode(deps.random(5))
  const kept = await codeTag(deps, mail, code)
  const letter = await staffLetter(deps, { kind: 'invitation', locale, to: mail, code, endsAt })
  return change(deps, actor, 'readmit person', async (tx, about) => {
    const [person] = await tx
      .select({ id: people.id, name: people.name })
      .from(people)
      .where(and(sql`lower(${people.mail}) = lower(${mail})`, isNull(people.retiredAt)))
      .for('no key update')
    if (!person) throw new Problem('not_found')
    about(person.id)
    await dropWaysIn(tx, person.id)
    await tx
      .update(signIns)
      .set({ endedAt: now })
      .where(and(eq(signIns.personId, person.id), isNull(signIns.endedAt)))
    await tx
      .update(signInCodes)
      .set({ usedAt: now })
      .where(and(eq(signInCodes.personId, person.id), isNull(signInCodes.usedAt)))
    await tx
      .insert(signInCodes)
      .values({ personId: person.id, purpose: 'invitation', codeTag: kept, madeAt: now, endsAt })
    await tx.insert(letters).values({ ...letter, personId: person.id })
    return { name: person.name, code, endsAt }
  })
}
