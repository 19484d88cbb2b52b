import { asc, eq, sql } from 'drizzle-orm'
import { duties } from '../db/schema/duty.ts'
import { partners, people, signIns } from '../db/schema/people.ts'
import type { Deps } from '../deps.ts'

/** Where a member of staff stands: never signed in yet, here, or gone. */
export type StaffState = 'invited' | 'active' | 'retired'

/** One member of staff, as coordinators see them. */
export type StaffRow = {
  id: string
  handle: string | null
  name: string
  role: string
  mail: string | null
  languages: string[]
  modes: string[]
  partner: { code: string; name: string } | null
  state: StaffState
  onDuty: boolean
}

/** All members of staff by partner and name, those who left included. */
export async function staffList(deps: Pick<Deps, 'db'>): Promise<StaffRow[]> {
  const found = await deps.db
    .select({
      person: people,
      partner: { code: partners.code, name: partners.name },
      cameIn: sql<boolean>`exists (select 1 from ${signIns} where ${signIns.personId} = ${people.id})`,
      onDuty: sql<boolean>`exists (
        select 1 from ${duties} where ${duties.counselorId} = ${people.id} and ${duties.endedAt} is null)`,
    })
    .from(people)
    .leftJoin(partners, eq(partners.id, people.partnerId))
    // Those of no partner, the coordinators, come first.
    .orderBy(
      sql`${partners.name} asc nulls first`,
      asc(people.role),
      sql`length(${people.handle})`,
      asc(people.handle),
      asc(people.name),
      asc(people.id),
    )
  return found.map(({ person, partner, cameIn, onDuty }) => ({
    id: person.id,
    handle: person.handle,
    name: person.name,
    role: person.role,
    mail: person.mail,
    languages: person.languages,
    modes: person.modes,
    partner,
    state: person.retiredAt ? 'retired' : person.mail && !cameIn ? 'invited' : 'active',
    onDuty,
  }))
}

/** The partners that send people now, by name. */
export async function partnerNames(deps: Pick<Deps, 'db'>): Promise<{ code: string; name: string }[]> {
  return deps.db
    .select({ code: partners.code, name: partners.name })
    .from(partners)
    .where(sql`${partners.retiredAt} is null`)
    .orderBy(asc(partners.name))
}
