/** How many wrong tries in a row cost no waiting. */
export const FREE_TRIES = 5

const longestMinutes = 60
const forgottenAfterMs = 24 * 3_600_000

/** Wrong tries in a row, and when the last one was. */
export type WrongTries = { failed: number; lastAt: Date }

/**
 * Until when the next try has to wait; undefined when it need not. From the fifth wrong one on a minute, then twice as
 * long each time, never over an hour: nobody is kept out for longer, and guessing six digits, three of them right at a
 * time, takes 38 years on average.
 */
export function waitsUntil({ failed, lastAt }: WrongTries, now: Date): Date | undefined {
  if (failed < FREE_TRIES) return undefined
  const minutes = Math.min(2 ** Math.min(failed - FREE_TRIES, 10), longestMinutes)
  const until = new Date(lastAt.getTime() + minutes * 60_000)
  return until > now ? until : undefined
}

/** The count after one more wrong try; what lies a day back is forgotten. */
export function afterWrongTry({ failed, lastAt }: WrongTries, now: Date): WrongTries {
  const isOld = now.getTime() - lastAt.getTime() > forgottenAfterMs
  return { failed: isOld ? 1 : failed + 1, lastAt: now }
}
