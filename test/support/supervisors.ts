import { people } from '../../src/db/schema/people.ts'
import type { TestApp } from './app.ts'

/** Takes one more supervisor on, by handle, with a mail address of their own. */
export async function anotherSupervisor(app: TestApp, handle: string): Promise<void> {
  await app.database.db.insert(people).values({
    role: 'supervisor',
    handle,
    name: handle,
    mail: `${handle}@example.org`,
    languages: ['zh'],
    modes: [],
    invitedAt: app.clock.now,
  })
}
