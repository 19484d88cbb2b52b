import type { Deps } from '../deps.ts'
import { checkedDays, type ProofSpan, proofOf, type Ways } from '../domain/coverage-proof.ts'
import type { Interval } from '../domain/intervals.ts'
import { routingRulesOf } from '../domain/routing-settings.ts'
import { plannedPeople } from './planned-people.ts'

/** A promise to call back is kept within so many days, or its number is forgotten (`callbackContactDays`). */
const callbackDays = 4

const day = 86_400_000

/** What was checked: the stretch, the lines (all reach the same people once they have widened), and how contacts end. */
export type CoverageCheck = Interval & { lines: string[]; spans: ProofSpan[] }

/** How each contact of the next 14 days would end, by language and class, minute for minute in as few spans as there are. */
export async function coverageCheck(deps: Pick<Deps, 'db' | 'now' | 'config'>): Promise<CoverageCheck> {
  const { config } = deps
  const minute = 60_000
  const startsAt = Math.floor(deps.now().getTime() / minute) * minute
  const stretch = { startsAt, endsAt: startsAt + checkedDays * day }
  const ways = waysOf(deps)
  const planned = await plannedPeople(deps, { startsAt, endsAt: stretch.endsAt + ways.callbackMs })
  const spans = proofOf(stretch, planned, config.LANGUAGES, routingRulesOf(config), ways)
  return { ...stretch, lines: Object.keys(config.LINES), spans }
}

/** What ends a contact here besides a person. */
export function waysOf({ config }: Pick<Deps, 'config'>): Ways {
  return { callbackMs: callbackDays * day, numberIsNamed: config.PROVINCE_NUMBER !== undefined }
}
