import { sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { letters } from '../../db/schema/bookings.ts'
import { people, signInCodes } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { CallerActor } from '../../domain/actor.ts'
import type { PageLocale } from '../../domain/codes.ts'
import { signInCode } from '../../domain/staff-code.ts'
import { codeTag, staffLetter } from './staff-letter.ts'

const minutesValid = 10
const mostInAWhile = 5
const whileMinutes = 15

/**
 * Promises a letter with a six-digit code, good for ten minutes, to the member of staff with this address;
 * earlier codes no longer hold. Whether there is such a person shows neither in the answer nor in the work
 * done: the same statements run, on no row. At most five letters in a quarter of an hour.
 */
export async function requestSignInCode(
  deps: Deps,
  actor: CallerActor,
  { mail, locale }: { mail: string; locale: PageLocale },
): Promise<void> {
  const now = deps.now()
  const code = signInCode(deps.random(8))
  const endsAt = new Date(now.getTime() + minutesValid * 60_000)
  const since = new Date(now.getTime() - whileMinutes * 60_000)
  const kept = await codeTag(deps, mail, code)
  const letter = await staffLetter(deps, { kind: 'signInCode', locale, to: mail, code, endsAt })

  await change(deps, actor, 'request sign-in code', async tx => {
    const who = sql`
      select p.id from ${people} p
      where lower(p.mail) = lower(${mail}) and p.retired_at is null and (
        select count(*) from ${signInCodes} earlier
        where earlier.person_id = p.id and earlier.purpose = 'sign_in'
          and earlier.made_at > ${since.toISOString()}::timestamptz
      ) < ${mostInAWhile}
      for no key update`
    await tx.execute(sql`
      with who as (${who}),
      older as (
        update ${signInCodes} c set used_at = ${now.toISOString()}::timestamptz
        from who where c.person_id = who.id and c.purpose = 'sign_in' and c.used_at is null
      ),
      promised as (
        insert into ${letters} (id, kind, locale, person_id, ends_at, to_sealed, secret_sealed, message_id, due_at)
        select ${letter.id}::uuid, ${letter.kind}, ${letter.locale}, who.id, ${endsAt.toISOString()}::timestamptz,
          ${letter.toSealed}, ${letter.secretSealed}, ${letter.messageId}, ${now.toISOString()}::timestamptz
        from who
      )
      insert into ${signInCodes} (person_id, purpose, code_tag, made_at, ends_at)
      select who.id, 'sign_in', ${kept}, ${now.toISOString()}::timestamptz, ${endsAt.toISOString()}::timestamptz
      from who`)
  })
}
