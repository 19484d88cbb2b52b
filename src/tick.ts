import { sealLines } from './actions/audit/seal-lines.ts'
import { makeWay } from './actions/bookings/make-way.ts'
import { dispatch } from './actions/calls/dispatch.ts'
import { rollLedger } from './actions/calls/roll-ledger.ts'
import { settleStale } from './actions/calls/settle-stale.ts'
import { releaseCounts } from './actions/counts/release-counts.ts'
import { rollUpDays } from './actions/counts/roll-up-days.ts'
import { sendLetters } from './actions/letters/send-letters.ts'
import { flushOutcomes } from './actions/outcomes/flush-outcomes.ts'
import { mixOutcomes } from './actions/outcomes/mix-outcomes.ts'
import { forget } from './actions/retention/forget.ts'
import { askForCovers } from './actions/roster/ask-around.ts'
import { checkCoverage } from './actions/roster/check-coverage.ts'
import { planFromPatterns } from './actions/roster/plan-from-patterns.ts'
import { remindOfShifts } from './actions/roster/remind-of-shifts.ts'
import { warnOfUncovered } from './actions/roster/warn-of-uncovered.ts'
import { offerOpenTimes } from './actions/waiting-list/offer-open-times.ts'
import { replayIsRunning } from './db/replay-lock.ts'
import type { Deps } from './deps.ts'
import type { SystemActor } from './domain/actor.ts'
import { dayAfter } from './domain/days.ts'
import { dayStart, localDay } from './domain/time.ts'
import { oldestUnflushed } from './reads/oldest-unflushed.ts'

/** When each step may run again, in epoch milliseconds; kept by whoever ticks, one for as long as it runs. */
export type Paces = Map<string, number>

/**
 * One thing that time brings. A daily step runs once each local day, one with minutes once in so many of them;
 * `'again'`, or a fault, means in a minute.
 */
export type Step = {
  name: string
  daily: boolean
  minutes?: number
  /** Belongs to forgetting: a restored database needs it before anybody may look into it. */
  forgets?: true
  run: (deps: Deps, actor: SystemActor) => Promise<unknown>
}

const system: SystemActor = { kind: 'system' }
const minute = 60_000

/** What callers wait for: nothing slow may stand before it, so whoever ticks live runs it on its own. */
export const urgent: Step[] = [
  { name: 'dispatch', daily: false, run: dispatch },
  { name: 'settle stale calls', daily: false, run: settleStale },
  { name: 'roll the ledger', daily: false, run: rollLedger },
  { name: 'make way for sessions', daily: false, run: makeWay },
]

/** What may take its time: letters, whose server may be slow, and the work of the night. */
export const unhurried: Step[] = [
  { name: 'plan from patterns', daily: true, run: (deps, actor) => planFromPatterns(deps, actor) },
  { name: 'ask for covers', daily: false, minutes: 5, run: askForCovers },
  { name: 'warn of uncovered hours', daily: false, minutes: 60, run: warnOfUncovered },
  { name: 'check coverage', daily: false, run: checkCoverage },
  { name: 'remind of shifts', daily: false, minutes: 5, run: remindOfShifts },
  { name: 'offer open times', daily: false, minutes: 1, run: offerOpenTimes },
  { name: 'chain access log', daily: false, minutes: 1, run: sealLines },
  { name: 'send letters', daily: false, run: sendLetters },
  {
    name: 'prepare keys',
    daily: true,
    forgets: true,
    run: deps => deps.keys.prepare(today(deps), keyDays(deps.config)),
  },
  { name: 'roll up days', daily: true, run: rollUpDays },
  { name: 'flush outcomes', daily: true, forgets: true, run: flushOutcomes },
  { name: 'mix outcomes', daily: true, forgets: true, run: mixOutcomes },
  { name: 'release counts', daily: true, run: releaseCounts },
  { name: 'forget', daily: true, forgets: true, run: forget },
  { name: 'destroy keys', daily: true, forgets: true, run: destroyKeys },
]

/** Everything that is due to be forgotten, in its order. */
export const forgetting: Step[] = unhurried.filter(({ forgets }) => forgets)

/** Does all that time brings, once, in order. Without `paces`, the daily steps run too, whatever ran before. */
export function tick(deps: Deps, paces: Paces = new Map()): Promise<void> {
  return take([...urgent, ...unhurried], deps, paces)
}

/**
 * Takes steps in order, those whose time has come: each safe to repeat, on any number of machines at once, and none
 * keeps the next from running. A step that fails is logged at most once a minute.
 */
export async function take(steps: Step[], deps: Deps, paces: Paces): Promise<void> {
  for (const { name, daily, minutes, run } of steps) {
    const now = deps.now().getTime()
    if (now < (paces.get(name) ?? 0)) continue
    try {
      const answer = await run(deps, system)
      if (daily) paces.set(name, answer === 'again' ? now + minute : endOfToday(deps))
      else if (minutes) paces.set(name, now + minutes * minute)
    } catch (error) {
      if (daily || minutes) paces.set(name, now + minute)
      if (now < (paces.get(`${name} fault`) ?? 0)) continue
      paces.set(`${name} fault`, now + minute)
      deps.log({ event: 'fault', step: name, name: error instanceof Error ? error.name : 'unknown' })
    }
  }
}

/**
 * Takes steps for whoever has the wall clock. While a replay plays another time into the same database nothing is
 * done: to this clock every offer of that time would have run out, and everything be long due to be forgotten.
 */
export async function takeLive(steps: Step[], deps: Deps, paces: Paces): Promise<void> {
  const replaying = await replayIsRunning(deps.db).catch(() => false)
  if (!replaying) await take(steps, deps, paces)
}

/** For how many days ahead keys must exist: as far as a booking and all that follows it can reach, and some more. */
export function keyDays(config: Pick<Deps['config'], 'BOOKING_DAYS' | 'CONTACT_HOURS' | 'KEEP_DAYS'>) {
  return Math.max(70, config.BOOKING_DAYS + Math.ceil(config.CONTACT_HOURS / 24) + config.KEEP_DAYS + 4)
}

/** Outcomes that could not be flushed keep the keys that open them; what callers left goes on its day all the same. */
async function destroyKeys(deps: Deps): Promise<'again' | undefined> {
  await deps.keys.destroyBefore(today(deps))
  const oldest = await oldestUnflushed(deps)
  const waits = oldest !== undefined && oldest < today(deps)
  await deps.keys.destroyBefore(waits ? oldest : today(deps), 'counts')
  return waits ? 'again' : undefined
}

function today(deps: Deps) {
  return localDay(deps.now(), deps.config.TIME_ZONE)
}

function endOfToday(deps: Deps) {
  return dayStart(dayAfter(today(deps), 1), deps.config.TIME_ZONE).getTime()
}
