import { sql } from 'drizzle-orm'
import { shifts } from '../../src/db/schema/duty.ts'
import { people } from '../../src/db/schema/people.ts'
import type { TestApp } from './app.ts'

/** Puts a demo person on shift from one instant to another, without asking anybody. */
export async function onShift(app: TestApp, handle: string, from: string, to: string): Promise<void> {
  await app.database.db.insert(shifts).values({
    counselorId: sql`(select id from ${people} where handle = ${handle})`,
    startsAt: new Date(from),
    endsAt: new Date(to),
    plannedAt: app.deps.now(),
  })
}
