import { and, asc, desc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import { authenticatorApps, passkeys, recoveryCodes } from '../db/schema/credentials.ts'
import { people, signIns } from '../db/schema/people.ts'
import type { Deps } from '../deps.ts'
import type { DeviceWord } from '../domain/device-word.ts'

/** A passkey as its person sees it; `synced` when it is kept in an account rather than in one device. */
export type MyPasskey = { id: string; name: string; madeAt: Date; usedAt: Date | null; synced: boolean }

/** One of one's own sign-ins that are alive. */
export type MySignIn = { id: string; device: DeviceWord; madeAt: Date; seenAt: Date }

/** How a person gets in, and where they are signed in. */
export type MyAccount = {
  mail: string | null
  passkeys: MyPasskey[]
  appSince: Date | null
  recoveryCodesLeft: number
  signIns: MySignIn[]
}

/** One's own ways in and sign-ins, oldest passkey first, newest sign-in first. */
export async function myAccount(
  { db, now, config }: Pick<Deps, 'db' | 'now' | 'config'>,
  personId: string,
): Promise<MyAccount> {
  const at = now()
  const [[person], kept, [app], left, alive] = await Promise.all([
    db.select({ mail: people.mail }).from(people).where(eq(people.id, personId)),
    db
      .select()
      .from(passkeys)
      .where(eq(passkeys.personId, personId))
      .orderBy(asc(passkeys.madeAt), passkeys.id),
    db
      .select({ since: authenticatorApps.confirmedAt })
      .from(authenticatorApps)
      .where(and(eq(authenticatorApps.personId, personId), isNotNull(authenticatorApps.confirmedAt))),
    db.$count(recoveryCodes, and(eq(recoveryCodes.personId, personId), isNull(recoveryCodes.usedAt))),
    db
      .select()
      .from(signIns)
      .where(
        and(
          eq(signIns.personId, personId),
          isNull(signIns.endedAt),
          gt(signIns.endsAt, at),
          gt(signIns.seenAt, new Date(at.getTime() - config.IDLE_MINUTES * 60_000)),
        ),
      )
      .orderBy(desc(signIns.madeAt), signIns.id),
  ])
  return {
    mail: person?.mail ?? null,
    passkeys: kept.map(({ id, name, madeAt, usedAt, backedUp }) => ({
      id,
      name,
      madeAt,
      usedAt,
      synced: backedUp,
    })),
    appSince: app?.since ?? null,
    recoveryCodesLeft: left,
    signIns: alive.map(({ id, device, madeAt, seenAt }) => ({
      id,
      device: device as DeviceWord,
      madeAt,
      seenAt,
    })),
  }
}
