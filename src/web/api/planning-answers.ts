import * as z from 'zod'
import { outreachMedia, pageLocales } from '../../domain/codes.ts'
import { groupings } from '../../domain/count-periods.ts'
import { at, id, localDay, whole } from './answer-parts.ts'

// For /openapi.json alone: a test holds real answers against them.

const shift = z.object({ id, counselor: z.string(), counselorId: id, startsAt: at, endsAt: at })

/** A planned shift. */
export const shiftPlanned = shift

/** The shifts of some local days. */
export const shifts = z.object({
  from: localDay,
  to: localDay,
  shifts: z.array(shift.extend({ name: z.string(), partner: z.string().nullable() })),
})

/** All members of staff. */
export const people = z.object({
  people: z.array(
    z.object({
      id,
      handle: z.string().nullable(),
      name: z.string(),
      role: z.string(),
      mail: z.string().nullable(),
      languages: z.array(z.string()),
      modes: z.array(z.string()),
      partner: z.object({ code: z.string(), name: z.string() }).nullable(),
      state: z.enum(['invited', 'active', 'retired']),
      onDuty: z.boolean(),
    }),
  ),
})

/** A new member of staff and the one-time code. */
export const personInvited = z.object({ personId: id, code: z.string(), endsAt: at })

const outreach = z.object({
  id,
  code: z.string(),
  medium: z.enum(outreachMedia),
  topic: z.string(),
  audience: whole,
  territory: z.string().nullable(),
  heldAt: at,
})

/** An outreach session. */
export const outreachRecorded = z.object({ outreach })

/** The outreach sessions of some local days, latest first. */
export const outreachHeld = z.object({
  outreach: z.array(
    outreach.extend({
      territoryName: z.string().nullable(),
      partner: z.string().nullable(),
      partnerName: z.string().nullable(),
    }),
  ),
})

/** Counts as a table for spreadsheets. */
export const countsTable = { 'text/csv': z.string() }

/** Counts of operations by key, and the sentence of a report in each language. */
export const operations = z.object({
  from: localDay,
  to: localDay,
  by: z.enum(groupings),
  rows: z.array(
    z.object({
      key: z.string(),
      callsReceived: whole,
      callsAnswered: whole,
      callsAbandoned: whole,
      answerRate: z.number().nullable(),
      medianWaitSeconds: z.number().nullable(),
      p90WaitSeconds: z.number().nullable(),
      callbacksPromised: whole,
      callbacksKept: whole,
      bookingsMade: whole,
      bookingsCanceled: whole,
      sessionsHeld: whole,
      peopleHelped: whole,
      outreachSessions: whole,
      audience: whole,
    }),
  ),
  summary: z.record(z.enum(pageLocales), z.string()),
})

const period = { period: z.string(), from: localDay, to: localDay }

/** The periods that are released, latest first. */
export const releases = z.object({ releases: z.array(z.object(period)) })

/** The tables of one period; a count is null where it is withheld. */
export const release = z.object({
  ...period,
  tables: z.array(
    z.object({
      name: z.enum(['problem', 'riskAnswer', 'ageBand', 'territory', 'ending']),
      rows: z.array(z.object({ code: z.string(), count: whole.nullable() })),
      total: whole.nullable(),
    }),
  ),
})
