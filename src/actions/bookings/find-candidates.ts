import { nearestOpenTimes, openTimes as openTimesIn } from '../../db/open-times.ts'
import type { Deps } from '../../deps.ts'
import { bookingSearch, bookingWindow } from '../../domain/booking-window.ts'
import { inOrderOfChoice } from '../../domain/choose-counselor.ts'
import type { AgeBand, Mode } from '../../domain/codes.ts'
import { offeredOnWeb } from '../../domain/phone-only.ts'
import { Problem } from '../../domain/problem.ts'
import { freeCounselors, openTimes } from '../../domain/slots.ts'
import { isoWithOffset } from '../../domain/time.ts'
import { SharedTurns } from '../calls/shared-turns.ts'
import { lookAround, type Surroundings } from './look-around.ts'

/** A session somebody asks for; `withoutPartner` is a partner's code, `except` a booking that gives its time up. */
export type Asked = {
  startsAt: Date
  language: string
  mode: Mode
  withoutPartner?: string
  ageBand?: AgeBand
  except?: string
  /** Of this person only. */
  counselorId?: string
  /** Asked for on the telephone, for which some times are kept. */
  byPhone?: boolean
}

/** Who could hold a session, whom to ask first in front; refuses as `candidatesOf` does. */
export async function findCandidates(deps: Deps, asked: Asked): Promise<string[]> {
  return candidatesOf(deps, asked, await lookAround(deps, asked))
}

/**
 * Who of those around could hold a session, whom to ask first in front. Throws `slot_too_soon` inside the notice,
 * `slot_not_open` where no start of the grid lies in a shift of somebody who fits, and `slot_taken` when all who do are
 * taken, or kept for the telephone.
 */
export function candidatesOf(
  { config, now }: Pick<Deps, 'config' | 'now'>,
  { startsAt, language, mode, withoutPartner, ageBand, counselorId, byPhone }: Asked,
  { pool, load }: Surroundings,
): string[] {
  const at = now()
  const { first, last } = bookingWindow(config, at)
  if (startsAt < first) throw new Problem('slot_too_soon')
  if (startsAt > last) throw new Problem('slot_not_open')

  const wish = { language, mode, withoutPartner, ageBand, counselorId }
  const search = bookingSearch(config, at, startsAt, new Date(startsAt.getTime() + 1), wish)
  if (openTimes({ ...pool, busy: [] }, search).length === 0) throw new Problem('slot_not_open')

  const interval = {
    startsAt: startsAt.getTime(),
    endsAt: startsAt.getTime() + config.SESSION_MINUTES * 60_000,
  }
  const offered = byPhone ? () => true : offeredOnWeb(pool, config)
  const free = freeCounselors(pool, interval, wish).filter(id => offered(id, interval.startsAt))
  if (free.length === 0) throw new Problem('slot_taken')
  return inOrderOfChoice(free.map(id => ({ id, sessionsThatWeek: 0, ...load.get(id) })))
}

/** Runs work that may find the time taken, and gives its `slot_taken` the open times closest to the one asked for. */
export async function orNearest<T>(deps: Deps, asked: Asked, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'slot_taken') throw error
    const { language, mode, withoutPartner, ageBand, counselorId, byPhone } = asked
    const wish = { language, mode, withoutPartner, ageBand, counselorId, byPhone }
    // Where many want one evening, most of them lose at once: one look serves all who ask meanwhile.
    const open = await nearestOpenTimes(deps, asked.startsAt, mostOffered, wish, search =>
      looksOf(deps, JSON.stringify(search), () => openTimesIn(deps, search)),
    )
    const zone = deps.config.TIME_ZONE
    throw new Problem('slot_taken', {
      openTimes: open.map(time => ({
        startsAt: isoWithOffset(time.startsAt, zone),
        endsAt: isoWithOffset(time.endsAt, zone),
      })),
    })
  }
}

type OpenTimes = Awaited<ReturnType<typeof openTimesIn>>

const mostOffered = 5

const looks = new WeakMap<Deps, Map<string, SharedTurns<OpenTimes>>>()

/** Per `deps`, so that requests on Workers never wait on another's. */
async function looksOf(deps: Deps, what: string, look: () => Promise<OpenTimes>): Promise<OpenTimes> {
  const known = looks.get(deps) ?? new Map<string, SharedTurns<OpenTimes>>()
  looks.set(deps, known)
  const turns = known.get(what) ?? new SharedTurns(look)
  known.set(what, turns)
  try {
    return await turns.next()
  } finally {
    if (turns.idle) known.delete(what)
  }
}
