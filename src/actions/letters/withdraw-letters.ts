import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { letters } from '../../db/schema/bookings.ts'

/** Takes back the letters of a booking that have not gone yet: what they tell of no longer holds. */
export async function withdrawLetters(tx: Transaction, bookingId: string, withdrawnAt: Date): Promise<void> {
  await tx
    .update(letters)
    .set({ withdrawnAt, toSealed: '' })
    .where(
      and(
        eq(letters.bookingId, bookingId),
        isNull(letters.sentAt),
        isNull(letters.withdrawnAt),
        isNull(letters.refusedAt),
      ),
    )
}
