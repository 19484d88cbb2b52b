import { lt } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { spentChallenges } from '../../db/schema/credentials.ts'
import type { Deps } from '../../deps.ts'
import { fromBase64Url, toBase64Url } from '../../domain/base64.ts'

const validMinutes = 5

/** What a passkey is asked for, and by whom; somebody who signs in is nobody yet. */
export type Asking = { purpose: 'register' | 'prove'; personId: string } | { purpose: 'sign-in' }

/**
 * A challenge for a passkey, in base64url, good for five minutes, for this purpose and person. It is signed and not
 * kept, so that nobody can fill the database by asking; only one that was answered is kept, so that it works once.
 */
export async function newChallenge(
  { keys, now, random }: Pick<Deps, 'keys' | 'now' | 'random'>,
  asking: Asking,
): Promise<string> {
  const body = `${now().getTime().toString(36)}.${toBase64Url(random(16))}`
  return toBase64Url(new TextEncoder().encode(`${body}.${await keys.tag(purposeOf(asking), body)}`))
}

/** Whether this is a challenge of ours for this purpose and person, and not too old. */
export async function isLiveChallenge(
  { keys, now }: Pick<Deps, 'keys' | 'now'>,
  asking: Asking,
  challenge: string,
): Promise<boolean> {
  const bytes = fromBase64Url(challenge)
  const parts = /^(([0-9a-z]{1,11})\.[\w-]{22})\.([0-9a-f]{64})$/.exec(
    bytes ? new TextDecoder().decode(bytes) : '',
  )
  if (!parts) return false
  const [, body = '', issued = '', tag] = parts
  const age = now().getTime() - Number.parseInt(issued, 36)
  // Tags are compared by the tag of the tag: its time to differ tells nothing of the one that was wanted.
  const [given, right] = await Promise.all(
    [tag ?? '', await keys.tag(purposeOf(asking), body)].map(one => keys.tag('compare', one)),
  )
  return given === right && age >= 0 && age <= validMinutes * 60_000
}

/** Spends a challenge in the transaction of what it was answered for; false when it was spent before. */
export async function spendChallenge(
  { keys, now }: Pick<Deps, 'keys' | 'now'>,
  tx: Transaction,
  challenge: string,
): Promise<boolean> {
  const challengeTag = await keys.tag('challenge', challenge)
  const endsAt = new Date(now().getTime() + validMinutes * 60_000)
  await tx.delete(spentChallenges).where(lt(spentChallenges.endsAt, now()))
  const spent = await tx
    .insert(spentChallenges)
    .values({ challengeTag, endsAt })
    .onConflictDoNothing()
    .returning({ challengeTag: spentChallenges.challengeTag })
  return spent.length === 1
}

function purposeOf(asking: Asking) {
  return 'personId' in asking ? `passkey-${asking.purpose} ${asking.personId}` : `passkey-${asking.purpose}`
}
