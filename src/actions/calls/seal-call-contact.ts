import type { Deps } from '../../deps.ts'
import { dayAfter } from '../../domain/days.ts'
import { callbackDays } from '../../domain/retention.ts'
import { localDay } from '../../domain/time.ts'

/** A number to call back is kept at most so many local days after the promise, as the table of retention says. */
export const callbackContactDays = callbackDays

/** A number to call back, sealed for this row, with the day on which its key is destroyed. */
export async function sealedCallContact(
  { keys, now, config }: Pick<Deps, 'keys' | 'now' | 'config'>,
  callId: string,
  phone: string,
) {
  const forgetOn = dayAfter(localDay(now(), config.TIME_ZONE), callbackContactDays)
  const contactSealed = await keys.seal(JSON.stringify({ phone }), forgetOn, placeOf(callId))
  return { contactSealed, forgetOn }
}

/** The number again; undefined when there is none, or its key is gone. */
export async function openedCallContact(
  { keys }: Pick<Deps, 'keys'>,
  { id, contactSealed }: { id: string; contactSealed: string | null },
): Promise<{ phone: string } | undefined> {
  const text = contactSealed ? await keys.open(contactSealed, placeOf(id)) : undefined
  return text === undefined ? undefined : (JSON.parse(text) as { phone: string })
}

function placeOf(row: string) {
  return { table: 'calls', row, column: 'contact_sealed' }
}
