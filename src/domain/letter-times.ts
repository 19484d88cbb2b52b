const minute = 60_000
const hour = 60 * minute

/**
 * When to remind of a time: a day before; two hours before, when it was booked later than that; not at all when that
 * has passed too.
 */
export function reminderAt(startsAt: Date, bookedAt: Date): Date | undefined {
  return [24, 2]
    .map(hours => new Date(startsAt.getTime() - hours * hour))
    .find(at => at.getTime() > bookedAt.getTime())
}

/** When to try a letter again after that many failures: 1, 2, 4 … minutes later, at most 6 hours. */
export function retryAt(now: Date, failedTries: number): Date {
  return new Date(now.getTime() + Math.min(minute * 2 ** (failedTries - 1), 6 * hour))
}
