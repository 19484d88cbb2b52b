import { eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { recoveryCodes } from '../../db/schema/credentials.ts'
import type { Deps } from '../../deps.ts'
import type { StaffActor } from '../../domain/actor.ts'
import { RECOVERY_CODE_BYTES, RECOVERY_CODES, recoveryCode } from '../../domain/recovery-code.ts'
import { holdWaysIn } from './ways-in.ts'

/** Makes ten recovery codes, shown once; all earlier ones no longer hold. */
export async function makeRecoveryCodes(deps: Deps, actor: StaffActor): Promise<string[]> {
  return change(deps, actor, 'make recovery codes', async (tx, about) => {
    about(actor.personId)
    await holdWaysIn(tx, actor.personId)
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, actor.personId))
    return freshRecoveryCodes(deps, tx, actor.personId)
  })
}

/** Ten recovery codes for somebody who has none yet, shown once; none when there are some already. */
export async function firstRecoveryCodes(deps: Deps, tx: Transaction, personId: string): Promise<string[]> {
  const has = await tx.$count(recoveryCodes, eq(recoveryCodes.personId, personId))
  return has > 0 ? [] : freshRecoveryCodes(deps, tx, personId)
}

/** What is kept of a recovery code: a keyed hash that holds for this person only. */
export function recoveryCodeTag({ keys }: Pick<Deps, 'keys'>, personId: string, code: string) {
  return keys.tag('recovery-code', `${personId} ${code}`)
}

async function freshRecoveryCodes(deps: Deps, tx: Transaction, personId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCode(deps.random(RECOVERY_CODE_BYTES)))
  const tags = await Promise.all(codes.map(code => recoveryCodeTag(deps, personId, code)))
  const madeAt = deps.now()
  await tx.insert(recoveryCodes).values(tags.map(codeTag => ({ codeTag, personId, madeAt })))
  return codes
}
