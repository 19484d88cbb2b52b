import { Hono } from 'hono'
import * as z from 'zod'
import type { Deps } from '../../deps.ts'
import { ageBands, modes } from '../../domain/codes.ts'
import { dayAfter, isDay } from '../../domain/days.ts'
import { parseInstant } from '../../domain/instants.ts'
import { type FaultCode, Problem } from '../../domain/problem.ts'
import { dayStart, isoWithOffset } from '../../domain/time.ts'
import { openTimes } from '../../reads/open-times.ts'
import { described } from '../described.ts'
import { open, operator } from '../doors.ts'
import type { AnyContext, Env } from '../env.ts'
import { input } from '../input.ts'
import { sheddable } from '../shed.tsx'
import { line } from '../text-fields.ts'
import { slots } from './caller-answers.ts'

const mostDays = 62
const msPerDay = 86_400_000

const instantOrDay = line(40).meta({
  description: 'An instant, or a local day, which is included.',
  anyOf: [{ format: 'date-time' }, { format: 'date' }],
})

const wanted = z.object({
  from: instantOrDay.optional(),
  to: instantOrDay.optional(),
  language: line(10).optional(),
  mode: z.enum(modes).optional(),
  withoutPartner: line(60).optional(),
  ageBand: z.enum(ageBands).optional(),
})

/**
 * `GET /api/v1/slots?from&to&language&mode&withoutPartner&ageBand`: the open times of the pool, never of a named person.
 * `from` and `to` are instants, or local days, both included; without them, the next seven days.
 */
export const slotRoutes = new Hono<Env>()
  .get(
    '/api/v1/slots',
    open,
    sheddable,
    described('Lists open times of the whole pool, never of a named person; without days, the next seven.', {
      200: slots,
    }),
    input('query', wanted),
    c => answer(c, c.req.valid('query'), false),
  )
  .get(
    '/api/v1/calls/slots',
    operator,
    described('Lists open times for somebody on the telephone, those that are kept for it included.', {
      200: slots,
    }),
    input('query', wanted),
    c => answer(c, c.req.valid('query'), true),
  )

async function answer(c: AnyContext, asked: z.output<typeof wanted>, byPhone: boolean) {
  const deps: Deps = c.get('deps')
  const { from: typedFrom, to: typedTo, ...wish } = asked
  const zone = deps.config.TIME_ZONE
  if (wish.language && !deps.config.LANGUAGES.includes(wish.language)) throw fault('language', 'not_in_list')
  const from = typedFrom === undefined ? deps.now() : instantOr('from', typedFrom, zone, 0)
  const to =
    typedTo === undefined ? new Date(from.getTime() + 7 * msPerDay) : instantOr('to', typedTo, zone, 1)
  if (to <= from) throw fault('to', 'ends_before_start')
  // An hour more, for days that a clock change lengthens.
  if (to.getTime() - from.getTime() > mostDays * msPerDay + 3_600_000)
    throw fault('to', 'span_too_long', mostDays)
  const found = await openTimes(deps, { ...wish, from, to, byPhone })
  return c.json({
    slots: found.map(({ startsAt, endsAt, modes, languages }) => ({
      startsAt: isoWithOffset(startsAt, zone),
      endsAt: isoWithOffset(endsAt, zone),
      modes,
      languages,
    })),
  })
}

/** The instant that was typed, or the start of the day that was, so many days later. */
function instantOr(field: string, typed: string, zone: string, daysLater: number) {
  const wholeDay: boolean = isDay(typed)
  if (wholeDay) return dayStart(dayAfter(typed, daysLater), zone)
  // An unencoded plus sign arrives as a space.
  const at = parseInstant(typed.replace(/ (?=\d\d:\d\d$)/, '+'))
  if (!at) throw fault(field, /[T:]/.test(typed) ? 'not_an_instant' : 'not_a_day')
  return at
}

function fault(field: string, code: FaultCode, limit?: number) {
  return new Problem('invalid_input', { faults: [{ field, code, limit }] })
}
