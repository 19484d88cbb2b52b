import { and, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { letters } from '../../db/schema/bookings.ts'
import { people, signInCodes, signIns } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { CallerActor } from '../../domain/actor.ts'
import type { PageLocale } from '../../domain/codes.ts'
import { Problem } from '../../domain/problem.ts'
import { readRecoveryCode } from '../../domain/recovery-code.ts'
import { readStaffCode } from '../../domain/staff-code.ts'
import { recoveryCodeTag } from '../credentials/recovery-codes.ts'
import { limitedTry } from '../credentials/try-limit.ts'
import { useRecoveryCode, waysIn } from '../credentials/ways-in.ts'
import { codeTag, staffLetter } from './staff-letter.ts'

const mostFailedTries = 5
const letterDays = 7

/** What somebody types who comes in by mail; `recovery` is one of their recovery codes. */
export type TypedCode = { mail: string; code: string; recovery?: string; locale?: PageLocale }

/** Whose code it was. `recovered` when they had a way in already and came back with a recovery code. */
export type Redeemed = { personId: string; recovered: boolean }

/**
 * Uses up a one-time code, an invitation or one by mail. Whoever has a passkey or an authenticator app needs a recovery
 * code too, so that a stolen letter opens nothing: `recovery_code_needed` uses nothing up. A recovery ends all sign-ins
 * of that person and promises a letter that says so. Refuses `sign_in_code_wrong`, `recovery_code_wrong` and
 * `try_later`; the fifth wrong try ends every code of that person.
 */
export async function redeemSignInCode(
  deps: Deps,
  actor: CallerActor,
  { mail, code: typed, recovery, locale = 'zh-Hans' }: TypedCode,
): Promise<Redeemed> {
  const kept = await codeTag(deps, mail, readStaffCode(typed) ?? '')
  const endsAt = new Date(deps.now().getTime() + letterDays * 86_400_000)
  const letter = await staffLetter(deps, { kind: 'recovered', locale, to: mail, endsAt })
  // A wrong try must be kept, so the refusal is thrown after the transaction.
  const tried = await change(deps, actor, 'try sign-in code', async (tx, about) =>
    limitedTry(deps, tx, `code ${mail.toLowerCase()}`, async (): Promise<Redeemed | 'needed' | Problem> => {
      const now = deps.now()
      const live = await liveCodes(tx, mail, now)
      const right = live.find(code => code.codeTag === kept)
      if (live[0]) about(live[0].personId)
      if (!right) return countWrong(tx, live, 'sign_in_code_wrong')
      const { personId } = right
      const hasWayIn = (await waysIn(tx, personId)) > 0
      if (hasWayIn) {
        if (!recovery?.trim()) return 'needed'
        const tag = await recoveryCodeTag(deps, personId, readRecoveryCode(recovery) ?? '')
        if (!(await useRecoveryCode(tx, personId, tag, now)))
          return countWrong(tx, live, 'recovery_code_wrong')
        await tx
          .update(signIns)
          .set({ endedAt: now })
          .where(and(eq(signIns.personId, personId), isNull(signIns.endedAt)))
        await tx.insert(letters).values({ ...letter, personId })
      }
      await tx.update(signInCodes).set({ usedAt: now }).where(oneOf(live))
      return { personId, recovered: hasWayIn }
    }),
  )
  if (tried.refusal) throw tried.refusal
  if (tried.found === 'needed') throw new Problem('recovery_code_needed')
  return tried.found
}

type LiveCode = { id: string; personId: string; codeTag: string }

function liveCodes(tx: Transaction, mail: string, now: Date): Promise<LiveCode[]> {
  return tx
    .select({ id: signInCodes.id, personId: people.id, codeTag: signInCodes.codeTag })
    .from(signInCodes)
    .innerJoin(people, eq(people.id, signInCodes.personId))
    .where(
      and(
        sql`lower(${people.mail}) = lower(${mail})`,
        isNull(people.retiredAt),
        isNull(signInCodes.usedAt),
        gt(signInCodes.endsAt, now),
        lt(signInCodes.failedTries, mostFailedTries),
      ),
    )
    .orderBy(signInCodes.id)
    .for('update', { of: signInCodes })
}

async function countWrong(
  tx: Transaction,
  live: LiveCode[],
  code: 'sign_in_code_wrong' | 'recovery_code_wrong',
): Promise<Problem> {
  await tx
    .update(signInCodes)
    .set({ failedTries: sql`${signInCodes.failedTries} + 1` })
    .where(oneOf(live))
  return new Problem(code)
}

function oneOf(live: LiveCode[]) {
  return inArray(
    signInCodes.id,
    live.map(code => code.id),
  )
}
