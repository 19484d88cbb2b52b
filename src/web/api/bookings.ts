import { Hono } from 'hono'
import * as z from 'zod'
import { cancelBooking } from '../../actions/bookings/cancel-booking.ts'
import { makeBooking } from '../../actions/bookings/make-booking.ts'
import { rescheduleBooking } from '../../actions/bookings/move-booking.ts'
import { ageBands, modes } from '../../domain/codes.ts'
import { readMailAddress } from '../../domain/mail-address.ts'
import { readPhoneNumber } from '../../domain/phone-number.ts'
import { type FaultCode, Problem } from '../../domain/problem.ts'
import { isoWithOffset } from '../../domain/time.ts'
import { bookingByCode } from '../../reads/booking-by-code.ts'
import { described } from '../described.ts'
import { open, operator } from '../doors.ts'
import type { Env } from '../env.ts'
import { input, requestKey } from '../input.ts'
import { sheddable } from '../shed.tsx'
import { instant, line } from '../text-fields.ts'
import { needWork, noteTaken } from '../work.tsx'
import { bookingCanceled, bookingMade, bookingMoved, bookingSeen } from './caller-answers.ts'
import { needListed } from './need-listed.ts'

/** A text that a reader understands, as that reader writes it. */
const readBy = (most: number, read: (typed: string) => string | undefined, otherwise: FaultCode) =>
  line(most).transform((typed, context) => {
    const understood = read(typed)
    if (understood === undefined) context.addIssue({ code: 'custom', message: otherwise })
    return understood as string
  })

/** The fields of a booking that need no look at the configuration; for forms as well. */
export const bookingFields = {
  startsAt: instant,
  mode: z.enum(modes),
  language: line(10),
  contact: z
    .strictObject({
      phone: readBy(60, readPhoneNumber, 'not_a_phone_number').optional(),
      mail: readBy(254, readMailAddress, 'not_an_address').optional(),
    })
    .optional(),
  note: line(500).optional(),
  ageBand: z.enum(ageBands).optional(),
  withoutPartner: line(60).optional(),
}

const wanted = z.strictObject(bookingFields)
const coded = z.strictObject({ returnCode: line(100) })
const moved = z.strictObject({ returnCode: line(100), startsAt: instant })

/** Making, looking at, canceling and moving a booking, for programs. */
export const bookingRoutes = new Hono<Env>()
  .post(
    '/api/v1/bookings',
    open,
    sheddable,
    described(
      'Books an open time; its return code stands in the answer, and nowhere else.',
      { 201: bookingMade },
      { keyed: true, priced: true },
    ),
    input('json', wanted),
    async c => {
      const { deps, actor, locale } = c.var
      const asked = c.req.valid('json')
      if (!deps.config.LANGUAGES.includes(asked.language))
        throw new Problem('invalid_input', { faults: [{ field: 'language', code: 'not_in_list' }] })
      await needWork(c)
      const made = await makeBooking(deps, actor, { ...asked, locale, requestKey: requestKey(c) })
      await noteTaken(c)
      return c.json(timed(made, deps.config.TIME_ZONE), 201)
    },
  )
  .post(
    '/api/v1/calls/booking',
    operator,
    described(
      'Books an open time for somebody on the telephone, one that is kept for it too; the return code is read out to them.',
      { 201: bookingMade },
      { keyed: true },
    ),
    input('json', wanted),
    async c => {
      const { deps, actor, locale } = c.var
      const asked = c.req.valid('json')
      needListed(deps, asked)
      const made = await makeBooking(deps, actor, { ...asked, locale, requestKey: requestKey(c) })
      return c.json(timed(made, deps.config.TIME_ZONE), 201)
    },
  )
  .post(
    '/api/v1/bookings/lookup',
    open,
    described('Looks at a booking by its return code.', { 200: bookingSeen }),
    input('json', coded),
    async c => {
      const { deps } = c.var
      const seen = await bookingByCode(deps, c.req.valid('json').returnCode)
      if (!seen) throw new Problem('return_code_unknown')
      const { keptUntil, deletedAt, forgottenBy, withoutPartner: _, ageBand: __, ...booking } = seen
      const zone = deps.config.TIME_ZONE
      return c.json({
        ...timed(booking, zone),
        contactKeptUntil: keptUntil ? isoWithOffset(keptUntil, zone) : null,
        contactDeletedAt: deletedAt ? isoWithOffset(deletedAt, zone) : null,
        forgottenBy: isoWithOffset(forgottenBy, zone),
      })
    },
  )
  .post(
    '/api/v1/bookings/cancel',
    open,
    described('Cancels a booking by its return code.', { 200: bookingCanceled }),
    input('json', coded),
    async c => {
      const { deps, actor } = c.var
      const { canceledAt } = await cancelBooking(deps, actor, c.req.valid('json'))
      return c.json({ state: 'canceled', canceledAt: isoWithOffset(canceledAt, deps.config.TIME_ZONE) })
    },
  )
  .post(
    '/api/v1/bookings/reschedule',
    open,
    sheddable,
    described('Moves a booking to another open time; the return code stays.', { 200: bookingMoved }),
    input('json', moved),
    async c => {
      const { deps, actor } = c.var
      const booking = await rescheduleBooking(deps, actor, c.req.valid('json'))
      return c.json(timed(booking, deps.config.TIME_ZONE))
    },
  )

function timed<B extends { startsAt: Date; endsAt: Date }>(booking: B, zone: string) {
  return {
    ...booking,
    startsAt: isoWithOffset(booking.startsAt, zone),
    endsAt: isoWithOffset(booking.endsAt, zone),
  }
}
