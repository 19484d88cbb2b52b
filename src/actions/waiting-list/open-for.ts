import { type BookableTime, openTimes } from '../../db/open-times.ts'
import type { waitingEntries } from '../../db/schema/waiting.ts'
import type { Deps } from '../../deps.ts'
import type { Mode } from '../../domain/codes.ts'

/** What an entry of the waiting list asks for. */
export type Wanted = Pick<
  typeof waitingEntries.$inferSelect,
  'mode' | 'language' | 'ofMinor' | 'startsAt' | 'endsAt'
>

/** The starts, in epoch milliseconds, of open times that suit each of these wishes; equal wishes are looked up once. */
export async function openFor(
  deps: Pick<Deps, 'db' | 'now' | 'config'>,
  wishes: readonly Wanted[],
): Promise<(wish: Wanted) => number[]> {
  const groups = Map.groupBy(wishes, kindOf)
  const open = new Map<string, BookableTime[]>()
  for (const [kind, [first, ...others]] of groups) {
    if (!first) continue
    const all = [first, ...others]
    const from = new Date(Math.min(...all.map(({ startsAt }) => startsAt.getTime())))
    const to = new Date(Math.max(...all.map(({ endsAt }) => endsAt.getTime())))
    const { mode, language, ofMinor } = first
    const ageBand = ofMinor ? 'age_14_17' : 'unknown'
    open.set(kind, await openTimes(deps, { mode: mode as Mode, language, ageBand, from, to }))
  }
  return wish =>
    (open.get(kindOf(wish)) ?? [])
      .filter(({ startsAt }) => startsAt >= wish.startsAt && startsAt < wish.endsAt)
      .map(({ startsAt }) => startsAt.getTime())
}

function kindOf({ mode, language, ofMinor }: Wanted) {
  return `${mode} ${language} ${ofMinor}`
}
