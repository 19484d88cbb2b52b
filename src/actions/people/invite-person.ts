import { eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { letters } from '../../db/schema/bookings.ts'
import { partners, people, signInCodes } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, SystemActor } from '../../domain/actor.ts'
import type { Mode, PageLocale, StaffRole } from '../../domain/codes.ts'
import { Problem } from '../../domain/problem.ts'
import { invitationCode } from '../../domain/staff-code.ts'
import { codeTag, staffLetter } from './staff-letter.ts'

const daysValid = 7

/** Who is to join: `partner` by code (a counselor needs one), `mail` already read by readMailAddress. */
export type Invitation = {
  name: string
  mail: string
  role: StaffRole
  partner?: string
  languages: string[]
  modes: Mode[]
  handle?: string
  locale?: PageLocale
  requestKey?: string
}

/** The new member of staff, and the one-time code that is shown once and mailed. */
export type Invited = { personId: string; code: string; endsAt: Date }

/**
 * Adds a member of staff and promises the letter with a one-time code that holds for seven days; the same
 * request key answers the same again. Refuses `mail_taken`, `handle_taken`, `request_reused`, and
 * `invalid_input` for a counselor without a partner, or a partner or language that does not exist.
 */
export async function invitePerson(
  deps: Deps,
  actor: CoordinatorActor | SystemActor,
  { locale = 'zh-Hans', requestKey, partner, ...person }: Invitation,
): Promise<Invited> {
  if (!person.languages.every(language => deps.config.LANGUAGES.includes(language)))
    throw new Problem('invalid_input', { faults: [{ field: 'languages', code: 'not_in_list' }] })
  const invitedAt = deps.now()
  const endsAt = new Date(invitedAt.getTime() + daysValid * 86_400_000)
  const tag = requestKey && (await deps.keys.tag('invitation-request', requestKey))
  const bytes = requestKey ? await deps.keys.derive('invitation-code', requestKey, 5) : deps.random(5)
  const code = invitationCode(bytes)
  const kept = await codeTag(deps, person.mail, code)
  const letter = await staffLetter(deps, { kind: 'invitation', locale, to: person.mail, code, endsAt })

  return change(deps, actor, 'invite person', async (tx, about) => {
    const before = tag && (await invitedBefore(tx, tag))
    if (before) {
      if (before.mail !== person.mail || before.role !== person.role) throw new Problem('request_reused')
      about(before.id)
      return { personId: before.id, code, endsAt: before.endsAt }
    }
    const partnerId = await partnerOf(tx, person.role, partner)
    const [made] = await tx
      .insert(people)
      .values({ ...person, partnerId, requestTag: tag, invitedAt })
      .returning({ id: people.id })
    const personId = made?.id as string
    about(personId)
    await tx
      .insert(signInCodes)
      .values({ personId, purpose: 'invitation', codeTag: kept, madeAt: invitedAt, endsAt })
    await tx.insert(letters).values({ ...letter, personId })
    return { personId, code, endsAt }
  })
}

async function invitedBefore(tx: Transaction, tag: string) {
  const [found] = await tx
    .select({ id: people.id, mail: people.mail, role: people.role, endsAt: signInCodes.endsAt })
    .from(people)
    .innerJoin(signInCodes, eq(signInCodes.personId, people.id))
    .where(eq(people.requestTag, tag))
    .orderBy(signInCodes.madeAt)
    .limit(1)
  return found
}

async function partnerOf(tx: Transaction, role: StaffRole, code: string | undefined) {
  if (code === undefined) {
    if (role !== 'counselor') return null
    throw new Problem('invalid_input', { faults: [{ field: 'partner', code: 'missing' }] })
  }
  const [found] = await tx.select().from(partners).where(eq(partners.code, code))
  if (!found || found.retiredAt)
    throw new Problem('invalid_input', { faults: [{ field: 'partner', code: 'not_in_list' }] })
  return found.id
}
