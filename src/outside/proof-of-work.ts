import type { Payload } from 'altcha-lib'
import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'

/** What a puzzle is for: the one form that it pays for, and until when (epoch milliseconds). */
export type Puzzle = { for: string; until: number; rounds: number }

/** Two hex digits to find: 256 tries on average, of as many rounds each as the puzzle asks. */
const keyPrefix = '00'

/** A signed puzzle as JSON, for the browser to solve with altcha's solver. */
export async function newPuzzle(secret: string, { for: form, until, rounds }: Puzzle): Promise<string> {
  const challenge = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: rounds,
    keyPrefix,
    deriveKey,
    hmacSignatureSecret: secret,
    data: { for: form, until },
  })
  return JSON.stringify(challenge)
}

/** Whether a text is the solution of a puzzle of ours, for this form, and still in time; any text may be asked about. */
export async function isSolved(secret: string, solved: string, form: string, now: number): Promise<boolean> {
  const payload = read(solved)
  const { for: paid, until } = payload?.challenge?.parameters?.data ?? {}
  if (!payload || paid !== form || typeof until !== 'number' || until < now) return false
  const { verified } = await verifySolution({ ...payload, deriveKey, hmacSignatureSecret: secret }).catch(
    () => ({ verified: false }),
  )
  return verified
}

function read(solved: string): Payload | undefined {
  if (solved.length === 0 || solved.length > 4_000) return undefined
  try {
    const payload: unknown = JSON.parse(atob(solved))
    return typeof payload === 'object' && payload !== null ? (payload as Payload) : undefined
  } catch {
    return undefined
  }
}
