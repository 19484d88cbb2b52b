import { Hono } from 'hono'
import { makeBooking } from '../../../actions/bookings/make-booking.ts'
import type { CoordinatorActor, OperatorActor } from '../../../domain/actor.ts'
import { operator } from '../../doors.ts'
import type { AnyContext, Env } from '../../env.ts'
import { bookAtDesk, showDesk } from '../for-caller/answers.tsx'
import type { Desk } from '../for-caller/desk.ts'

/** The operator's page for booking a time for somebody on the telephone; those kept for it are open here. */
export const operatorBookingPages = new Hono<Env>()
  .get('/calls/booking', operator, c => showDesk(c, c.var.actor, desk(c, c.var.actor)))
  .post('/calls/booking', operator, c => bookAtDesk(c, c.var.actor, desk(c, c.var.actor)))

function desk(c: AnyContext, actor: OperatorActor | CoordinatorActor): Desk {
  return {
    action: '/calls/booking',
    back: '/calls',
    book: wanted => makeBooking(c.get('deps'), actor, wanted),
  }
}
