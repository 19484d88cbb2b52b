import { sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { partners, people, territories } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { SystemActor } from '../../domain/actor.ts'
import { demoPartners, demoPeople, demoTerritories } from './demo-people.ts'

/** Puts the demo's partners, territories and people in place; doing it again changes nothing. */
export async function seedPeople(
  deps: Pick<Deps, 'db' | 'now' | 'changes'>,
  actor: SystemActor,
): Promise<void> {
  await change(deps, actor, 'seed people', async tx => {
    await tx.insert(partners).values(demoPartners).onConflictDoNothing()
    await tx.insert(territories).values(demoTerritories).onConflictDoNothing()
    await tx
      .insert(people)
      .values(
        demoPeople.map(({ partner, ...person }) => ({
          ...person,
          partnerId: partner ? sql`(select id from ${partners} where code = ${partner})` : null,
          invitedAt: deps.now(),
        })),
      )
      .onConflictDoNothing()
  })
}
