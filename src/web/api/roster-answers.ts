import * as z from 'zod'
import { endings } from '../../domain/coverage-proof.ts'
import { contactClasses } from '../../domain/routing-terms.ts'
import { at, id, localDay, whole } from './answer-parts.ts'

// For /openapi.json alone: a test holds real answers against them.

/** Weekly patterns that hold now or later, and days on which none does. */
export const patternsListed = z.object({
  patterns: z.array(
    z.object({
      id,
      counselorId: id,
      name: z.string(),
      weekday: whole,
      from: z.string(),
      to: z.string(),
      fromDay: localDay,
      untilDay: localDay.nullable(),
    }),
  ),
  daysOff: z.array(
    z.object({ id, day: localDay, name: z.string().nullable(), counselor: z.string().nullable() }),
  ),
})

/** How many shifts a new pattern planned. */
export const patternAdded = z.object({ planned: whole })

/** How many shifts stay because somebody has booked a time in them. */
export const kept = z.object({ kept: whole })

/** Seats needed, hour by hour of the week. */
export const seatsListed = z.object({
  seats: z.array(z.object({ language: z.string(), weekday: whole, hour: whole, seats: whole })),
})

const times = { startsAt: at, endsAt: at }

/** Open seats and wishes for cover that are ahead. */
export const openListed = z.object({
  openShifts: z.array(
    z.object({
      id,
      ...times,
      language: z.string().nullable(),
      coverFor: z.string().nullable(),
      takenBy: z.string().nullable(),
    }),
  ),
})

/** How many seats were opened. */
export const seatsOpened = z.object({ seats: whole })

const takeable = z.object({ id, ...times, language: z.string().nullable(), overlaps: z.boolean() })

/** A counselor's own shifts, what could be taken, and wishes to swap. */
export const mine = z.object({
  shifts: z.array(z.object({ id, ...times, openShiftId: id.nullable() })),
  asked: z.array(takeable),
  seats: z.array(takeable),
  swaps: z.object({
    wished: z.array(z.object({ id, shiftId: id, other: z.object(times) })),
    asked: z.array(z.object({ id, mine: z.object(times), theirs: z.object(times) })),
  }),
})

/** For which times a shift could be swapped; nobody is named. */
export const swappableFor = z.object({
  mine: z.object(times),
  others: z.array(z.object({ id, ...times })),
})

/** A calendar's address, shown this once. */
export const feedMade = z.object({ address: z.url() })

/** A list as judged, line by line. */
export const listJudged = z.object({
  new: whole,
  there: whole,
  wrong: whole,
  lines: z.array(
    z.object({ line: whole, verdict: z.enum(['new', 'there', 'wrong']), faults: z.array(z.string()) }),
  ),
})

/** How many were taken over. */
export const listTaken = z.object({ taken: whole })

/** The latest proof of coverage. */
export const coverageChecked = z.object({
  checkedAt: at,
  from: at,
  to: at,
  lines: z.array(z.string()),
  spans: z.array(
    z.object({ ...times, language: z.string(), class: z.enum(contactClasses), ends: z.enum(endings) }),
  ),
})
