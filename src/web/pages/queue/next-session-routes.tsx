import { Hono } from 'hono'
import { bookNextSession } from '../../../actions/bookings/book-next-session.ts'
import type { CounselorActor } from '../../../domain/actor.ts'
import { Problem } from '../../../domain/problem.ts'
import { contactInHand, type HeldContact } from '../../../reads/contact-in-hand.ts'
import { counselor } from '../../doors.ts'
import type { AnyContext, Env } from '../../env.ts'
import { pathId } from '../../path-id.ts'
import { bookAtDesk, showDesk } from '../for-caller/answers.tsx'
import type { Desk } from '../for-caller/desk.ts'

/** The counselor's page for booking a next session for the caller they are talking to, or have just talked to. */
export const nextSessionPages = new Hono<Env>()
  .get('/queue/calls/:id/next', counselor, c => atDesk(c, c.var.actor, { callId: pathId(c) }, showDesk))
  .post('/queue/calls/:id/next', counselor, c => atDesk(c, c.var.actor, { callId: pathId(c) }, bookAtDesk))
  .get('/queue/sessions/:id/next', counselor, c => atDesk(c, c.var.actor, { bookingId: pathId(c) }, showDesk))
  .post('/queue/sessions/:id/next', counselor, c =>
    atDesk(c, c.var.actor, { bookingId: pathId(c) }, bookAtDesk),
  )

/** Not theirs, not begun, or closed: back to the queue, which says so. */
async function atDesk(
  c: AnyContext,
  actor: CounselorActor,
  of: HeldContact,
  answer: (c: AnyContext, actor: CounselorActor, desk: Desk) => Response | Promise<Response>,
) {
  const deps = c.get('deps')
  const held = await contactInHand(deps, actor, of)
  if (!held) return c.redirect('/queue?said=not_found', 303)
  const { withoutPartner, ...known } = held
  try {
    return await answer(c, actor, {
      action: of.callId ? `/queue/calls/${of.callId}/next` : `/queue/sessions/${of.bookingId}/next`,
      back: '/queue',
      mine: { personId: actor.personId, withoutPartner },
      known,
      book: (wanted, { who }) => bookNextSession(deps, actor, { ...wanted, of, withMe: who === 'me' }),
    })
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found')
      return c.redirect('/queue?said=not_found', 303)
    throw error
  }
}
