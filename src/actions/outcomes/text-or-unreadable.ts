import { type Keys, KeysLost, type Place } from '../../outside/keys.ts'

/** Stands for a text that was changed, or that no version of this program has sealed. */
export const unreadable = Symbol('unreadable')

/**
 * What was sealed; undefined when its key is gone, `unreadable` when the text itself is at fault. Throws when it is the
 * keys that cannot be reached: then nothing may be given up.
 */
export async function textOrUnreadable(
  keys: Keys,
  sealed: string,
  place: Place,
): Promise<string | typeof unreadable | undefined> {
  try {
    return await keys.open(sealed, place)
  } catch (error) {
    if (!(error instanceof KeysLost) && (await canOpen(keys))) return unreadable
    throw error
  }
}

/** Whether the keys open at all: tried on a text of our own, under a key that exists already. */
async function canOpen(keys: Keys): Promise<boolean> {
  const place = { table: 'closings', row: 'none', column: 'outcome_sealed' }
  try {
    const day = (await keys.ages('counts')).at(-1)?.day
    return day !== undefined && (await keys.open(await keys.seal('', day, place), place)) === ''
  } catch {
    return false
  }
}
