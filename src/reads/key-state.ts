import type { Deps } from '../deps.ts'

/** How many daily keys there are, which day's goes next, and before which all are gone; undefined while out of reach. */
export async function keyState({ keys }: Pick<Deps, 'keys'>) {
  try {
    const ages = await keys.ages()
    return { count: ages.length, next: ages[0]?.day, goneBefore: await keys.goneBefore() }
  } catch {
    return undefined
  }
}
