import { bookings } from '../../src/db/schema/bookings.ts'
import type { TestApp } from './app.ts'

let number = 0

/** Puts a booking of a counselor in place, as if a caller had made it; returns its id. */
export async function booked(
  app: TestApp,
  handle: string,
  startsAt: Date,
  changes: Partial<typeof bookings.$inferInsert> = {},
): Promise<string> {
  const { personId } = await app.person(handle, 'counselor')
  const [made] = await app.database.db
    .insert(bookings)
    .values({
      counselorId: personId,
      startsAt,
      endsAt: new Date(startsAt.getTime() + 30 * 60_000),
      mode: 'text',
      language: 'zh',
      locale: 'zh-Hans',
      returnCodeTag: `booked-${++number}`,
      forgetOn: '2026-12-24',
      madeAt: app.clock.now,
      ...changes,
    })
    .returning()
  return made?.id ?? ''
}
