import type { letters } from '../../db/schema/bookings.ts'
import type { Deps } from '../../deps.ts'
import type { PageLocale } from '../../domain/codes.ts'
import { dayAfter } from '../../domain/days.ts'
import { randomId } from '../../domain/random-id.ts'
import { localDay } from '../../domain/time.ts'

/** A letter to a member of staff: one that carries a one-time code, or one that tells of a recovery. */
export type StaffLetter = {
  kind: 'invitation' | 'signInCode' | 'recovered'
  locale: PageLocale
  to: string
  code?: string
  endsAt: Date
}

/**
 * The row of `letters` for it: due now, address and code sealed until the eighth day from today, so that
 * neither stays readable for longer than an invitation holds.
 */
export async function staffLetter(
  { keys, now, random, config }: Deps,
  { kind, locale, to, code, endsAt }: StaffLetter,
): Promise<typeof letters.$inferInsert> {
  const id = randomId(random(16))
  const until = dayAfter(localDay(now(), config.TIME_ZONE), 8)
  const sealed = (text: string, column: string) =>
    keys.seal(text, until, { table: 'letters', row: id, column })
  return {
    id,
    kind,
    locale,
    endsAt,
    toSealed: await sealed(to, 'to_sealed'),
    secretSealed: code === undefined ? null : await sealed(code, 'secret_sealed'),
    messageId: `<${id}@${config.MAIL_FROM.split('@')[1]}>`,
    dueAt: now(),
  }
}

/** What is kept of a one-time code: a keyed hash that holds for this mail address only. */
export function codeTag({ keys }: Pick<Deps, 'keys'>, mail: string, code: string): Promise<string> {
  return keys.tag('staff-code', `${mail.toLowerCase()} ${code}`)
}
