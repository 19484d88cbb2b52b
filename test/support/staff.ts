import { eq } from 'drizzle-orm'
import type { Invitation } from '../../src/actions/people/invite-person.ts'
import { letters } from '../../src/db/schema/bookings.ts'
import { partners, people } from '../../src/db/schema/people.ts'
import type { TestApp } from './app.ts'

/** The newest letter to staff, opened: what a person would find in the mail. */
export async function openedLetters(app: TestApp): Promise<{ kind: string; to: string; code: string }[]> {
  const found = await app.database.db.select().from(letters).orderBy(letters.dueAt)
  const opened = (row: string, column: string, sealed: string | null) =>
    sealed ? app.deps.keys.open(sealed, { table: 'letters', row, column }) : undefined
  return Promise.all(
    found.map(async ({ id, kind, toSealed, secretSealed }) => ({
      kind,
      to: (await opened(id, 'to_sealed', toSealed)) ?? '',
      code: (await opened(id, 'secret_sealed', secretSealed)) ?? '',
    })),
  )
}

/** A counselor who may be invited; each part may be said otherwise. */
export function newcomer(changes: Partial<Invitation> = {}): Invitation {
  return {
    name: '程心',
    mail: 'cheng@example.org',
    role: 'counselor',
    partner: 'police',
    languages: ['zh'],
    modes: ['phone'],
    ...changes,
  }
}

/** The row of a member of staff, by mail address. */
export async function personByMail(app: TestApp, mail: string) {
  const [found] = await app.database.db
    .select({ person: people, partner: partners.code })
    .from(people)
    .leftJoin(partners, eq(partners.id, people.partnerId))
    .where(eq(people.mail, mail))
  return found && { ...found.person, partner: found.partner }
}
