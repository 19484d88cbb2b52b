import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { checkSpan, type Grouping } from '../domain/count-periods.ts'
import { type DaySpan, eachDay } from '../domain/days.ts'
import type { Measure } from '../domain/measures.ts'
import { localDay } from '../domain/time.ts'
import { type Asked, type Counted, countedBy, counting } from './counted.ts'

/** Operations counts of one day, hour of the day, partner, or of the whole period. Waits in seconds. */
export type OperationsRow = {
  /** '2020-02-03', '00' to '23', a partner's code or 'none', or 'total'. */
  key: string
  callsReceived: number
  callsAnswered: number
  callsAbandoned: number
  /** Answered of received, 0 to 1, four digits; null when there is nothing to divide, and for partners. */
  answerRate: number | null
  medianWaitSeconds: number | null
  p90WaitSeconds: number | null
  callbacksPromised: number
  bookingsMade: number
  sessionsHeld: number
  peopleHelped: number
  outreachSessions: number
  audience: number
  callbacksKept: number
  bookingsCanceled: number
}

/** What is asked: local days, both included, and how to cut them. */
export type OperationsAsked = Asked

/**
 * Operations counts, exact and live. By day every day of the period has its row, by hour each of the 24 hours of the day
 * over the whole period, by partner each partner and 'none' for what nobody has taken yet.
 * Refuses `invalid_input` for a period that ends before it starts or is longer than three years.
 */
export async function operationsCounts(
  deps: Pick<Deps, 'db' | 'config'>,
  asked: OperationsAsked,
): Promise<OperationsRow[]> {
  checkSpan(asked)
  const [counted, { keys, more }] = await Promise.all([countedBy(deps, asked), keysFor(deps, asked)])
  const { by } = asked
  const row = ({ id, key }: Key) => rowOf(key, counted.get(id), by)
  return [...keys.map(row), ...more.filter(({ id }) => counted.has(id)).map(row)]
}

/** The rows of one period as one: sums of everything that can be summed; what cannot is null. */
export function addUp(counted: readonly OperationsRow[]) {
  const sums = { ...nothing, key: 'total' }
  for (const row of counted) for (const figure of summed) sums[figure] += row[figure]
  return sums
}

/** The local days on which the first and the last thing was counted; undefined when nothing ever was. */
export async function countedSpan(deps: Pick<Deps, 'db' | 'config'>): Promise<DaySpan | undefined> {
  const [found] = await rows<{ first: Date | null; last: Date | null }>(
    counting(deps),
    sql`select min(at) as first, max(at) as last from tallies`,
  )
  if (!found?.first || !found.last) return undefined
  const zone = deps.config.TIME_ZONE
  return { from: localDay(found.first, zone), to: localDay(found.last, zone) }
}

/** What each partner is called, by its code. */
export async function partnerNames(deps: Pick<Deps, 'db'>): Promise<Map<string, string>> {
  const named = await rows<{ code: string; name: string }>(
    counting(deps),
    sql`select code, name from partners`,
  )
  return new Map(named.map(({ code, name }) => [code, name]))
}

/** The figures that add up between rows. */
export const summed = [
  'callsReceived',
  'callsAnswered',
  'callsAbandoned',
  'callbacksPromised',
  'callbacksKept',
  'bookingsMade',
  'bookingsCanceled',
  'sessionsHeld',
  'peopleHelped',
  'outreachSessions',
  'audience',
] as const satisfies (keyof OperationsRow)[]

const nothing: OperationsRow = {
  key: '',
  callsReceived: 0,
  callsAnswered: 0,
  callsAbandoned: 0,
  answerRate: null,
  medianWaitSeconds: null,
  p90WaitSeconds: null,
  callbacksPromised: 0,
  bookingsMade: 0,
  sessionsHeld: 0,
  peopleHelped: 0,
  outreachSessions: 0,
  audience: 0,
  callbacksKept: 0,
  bookingsCanceled: 0,
}

const measureOf: Record<(typeof summed)[number], Measure> = {
  callsReceived: 'call_received',
  callsAnswered: 'call_answered',
  callsAbandoned: 'call_abandoned',
  callbacksPromised: 'callback_promised',
  callbacksKept: 'callback_kept',
  bookingsMade: 'booking_made',
  bookingsCanceled: 'booking_canceled',
  sessionsHeld: 'session_held',
  peopleHelped: 'people_helped',
  outreachSessions: 'outreach_session',
  audience: 'audience',
}

function rowOf(key: string, counted: Counted | undefined, by: Grouping): OperationsRow {
  const row = { ...nothing, key }
  if (!counted) return row
  for (const figure of summed) row[figure] = counted.amounts[measureOf[figure]] ?? 0
  // No partner has received a call before somebody answered it, so this means nothing for partners.
  row.answerRate = by === 'partner' ? null : fourDigits(row.callsAnswered, row.callsReceived)
  row.medianWaitSeconds = counted.half
  row.p90WaitSeconds = counted.most
  return row
}

/** In whole numbers as far as it goes: 1 of 20,000 is 0.0001, which no binary fraction in between may turn to 0. */
function fourDigits(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((part * 20_000 + whole) / (2 * whole)) / 10_000
}

/** What a row is called, and what it is counted under. */
type Key = { id: string; key: string }

/** The keys that have a row in any case, in order, and those that have one only where something was counted. */
async function keysFor(
  deps: Pick<Deps, 'db'>,
  { from, to, by }: OperationsAsked,
): Promise<{ keys: Key[]; more: Key[] }> {
  if (by !== 'partner') return { keys: plainKeys({ from, to, by }).map(key => ({ id: key, key })), more: [] }
  const partners = await rows<Key & { retired: boolean }>(
    counting(deps),
    sql`select id::text, code as key, retired_at is not null as retired from partners order by code`,
  )
  const active = partners.filter(({ retired }) => !retired)
  return {
    keys: [...active, { id: 'none', key: 'none' }],
    more: partners.filter(({ retired }) => retired),
  }
}

function plainKeys({ from, to, by }: OperationsAsked): string[] {
  if (by === 'day') return eachDay({ from, to })
  if (by === 'hour') return Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))
  return ['total']
}
