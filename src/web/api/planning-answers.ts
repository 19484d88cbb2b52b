import * as z from 'zod'
import { outreachMedia, pageLocales } from '../../domain/codes.ts'
import { groupings } from '../../domain/count-periods.ts'
import type { Attribute } from '../../domain/release/contact-codes.ts'
import { attributes } from '../../domain/release/month-tables.ts'
import { refusals } from '../../domain/release/release-content.ts'
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

/** Counts as a workbook. */
export const workbook = {
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': z.string().meta({ format: 'binary' }),
}

const period = {
  period: z.string(),
  kind: z.enum(['week', 'month', 'quarter']),
  from: localDay,
  to: localDay,
  version: whole,
  state: z.enum(['released', 'refused']),
}
const code = z.string()
const attribute = z.enum(attributes as [Attribute, ...Attribute[]])

/** The periods that were released or refused, latest first. */
export const releases = z.object({ releases: z.array(z.object(period)) })

/** The tables of one period: drawn numbers within the stated error, exact ones where it says so. */
export const release = z.object({
  ...period,
  contacts: whole.nullable(),
  error: z.object({ most: whole, typical: whole }).nullable(),
  tables: z.array(
    z.object({
      name: attribute,
      exact: z.boolean(),
      rows: z.array(z.object({ code, count: whole })),
      total: whole,
    }),
  ),
  crossed: z.array(
    z.object({
      names: z.array(attribute),
      rows: z.array(z.object({ codes: z.array(code), count: whole })),
    }),
  ),
  leftOut: z.array(z.object({ what: z.enum(['weeks', 'crossed', 'partnerKind']), why: z.enum(refusals) })),
  unreadable: whole.nullable(),
  refused: z.enum(refusals).nullable(),
  narrow: whole.optional(),
  versions: z.array(z.object({ version: whole, reason: z.string().nullable() })),
  manifest: z.object({
    format: z.literal('heartline-release-1'),
    service: z.string(),
    period: z.string(),
    version: whole,
    reason: z.string().nullable(),
    state: z.enum(['released', 'refused']),
    sha256: z.string(),
    madeAt: at,
    previous: z.string().nullable(),
  }),
  signature: z.string(),
})
