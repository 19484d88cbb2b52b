import { Hono } from 'hono'
import { cancelBooking } from '../../actions/bookings/cancel-booking.ts'
import { rescheduleBooking } from '../../actions/bookings/move-booking.ts'
import type { CallerActor } from '../../domain/actor.ts'
import { parseInstant } from '../../domain/instants.ts'
import type { Wish } from '../../domain/slots.ts'
import { type BookingSeen, bookingByCode } from '../../reads/booking-by-code.ts'
import { nearestOpenTimes } from '../../reads/open-times.ts'
import { open } from '../doors.ts'
import { type AnyContext, type Env, textsFor } from '../env.ts'
import { readFormToken } from '../form-token.ts'
import { typedForm } from '../input.ts'
import { problemOf } from '../refuse.ts'
import { openDays } from './book/open-days.ts'
import { goOf } from './book/steps.ts'
import { AskMove } from './booking-move.tsx'
import { AskCancel, AskCode, type Mine, Seen } from './booking-seen.tsx'

type Typed = { code: string; token: string; startsAt: string; go: string; from: string; shown: string }

/** Looking at a booking, moving and canceling it. The return code travels in forms alone, never in an address. */
export const bookingPages = new Hono<Env>()
  .get('/:locale{(?:zh|hant|en)}/booking', open, c => c.html(<AskCode c={c} code="" />))
  .post('/:locale{(?:zh|hant|en)}/booking', open, async c => {
    const form = await typedForm(c)
    const text = (name: string) => [form[name] ?? ''].flat().at(-1) ?? ''
    const names = ['code', 'token', 'startsAt', 'go', 'from', 'shown'] as const
    const typed = Object.fromEntries(names.map(name => [name, text(name)])) as Typed
    const { booking } = textsFor(c)
    if (typed.code.trim() === '') return c.html(<AskCode c={c} code="" wrong={booking.ask.empty} />, 422)
    const seen = await bookingByCode(c.var.deps, typed.code)
    if (!seen) return c.html(<AskCode c={c} code={typed.code} wrong={booking.ask.unknown} />, 404)
    const mine: Mine = { c, code: typed.code, seen }
    const go = goOf(typed.go)
    if (go.kind === 'day') return move(mine, { ...typed, shown: go.day, from: '' })
    if (go.kind === 'days') return move(mine, { ...typed, shown: '', from: go.day })
    switch (typed.go) {
      case 'cancel':
        return c.html(await AskCancel(mine))
      case 'cancel-yes':
        return cancel(mine, c.var.actor, typed)
      case 'move':
        return move(mine, typed)
      case 'move-there':
        return moveThere(mine, c.var.actor, typed)
    }
    return c.html(<Seen {...mine} near={await nearestInstead(mine)} />)
  })

/** While its own time may begin late and can still be moved: the three open ones closest to it. */
async function nearestInstead({ c, seen }: Mine) {
  if (!seen.mayBeginLate || seen.state !== 'coming') return []
  return nearestOpenTimes(c.get('deps'), seen.startsAt, 3, wishIn(seen))
}

function wishIn({ mode, language, withoutPartner, ageBand }: BookingSeen): Wish {
  return { mode, language, withoutPartner, ageBand }
}

async function cancel(mine: Mine, actor: CallerActor, { code, token }: Typed) {
  const { c } = mine
  const deps = c.get('deps')
  const { booking, book } = textsFor(c)
  if (!(await isFresh(c, token))) return c.html(await AskCancel({ ...mine, kindly: book.expired }))
  try {
    await cancelBooking(deps, actor, { returnCode: code })
  } catch (error) {
    // Twice pressed is once canceled, and no fault.
    if (problemOf(error).code !== 'already_canceled') return refused(mine, error)
  }
  const seen = (await bookingByCode(deps, code)) ?? mine.seen
  return c.html(<Seen {...mine} seen={seen} said={booking.canceled} />)
}

async function move(
  mine: Mine,
  { from, shown, startsAt }: Typed,
  fault?: { missing?: true; kindly?: string },
) {
  const { c, seen } = mine
  const wish = wishIn(seen)
  const chosen = startsAt || seen.startsAt.toISOString()
  const deps = c.get('deps')
  const open = await openDays(deps, wish, { from: from || undefined, shown: shown || undefined, chosen })
  const at = fault?.kindly ? parseInstant(startsAt) : undefined
  const near = at && (await nearestOpenTimes(deps, at, 5, wish))
  const page = await AskMove({ ...mine, open, near, startsAt, ...fault })
  return c.html(page, fault?.missing ? 422 : fault ? 409 : 200)
}

async function moveThere(mine: Mine, actor: CallerActor, typed: Typed) {
  const { c } = mine
  const { booking, book } = textsFor(c)
  const startsAt = parseInstant(typed.startsAt)
  if (!startsAt) return move(mine, typed, { missing: true })
  if (!(await isFresh(c, typed.token))) return move(mine, typed, { kindly: book.expired })
  try {
    await rescheduleBooking(c.get('deps'), actor, { returnCode: typed.code, startsAt })
  } catch (error) {
    const { code } = problemOf(error)
    if (code === 'slot_taken' || code === 'slot_not_open')
      return move(mine, typed, { kindly: book.when.taken })
    if (code === 'slot_too_soon') return move(mine, typed, { kindly: book.when.soon })
    return refused(mine, error)
  }
  const seen = (await bookingByCode(c.get('deps'), typed.code)) ?? mine.seen
  return c.html(<Seen {...mine} seen={seen} said={booking.moved} />)
}

/** What cannot be changed any more is shown as it stands, with the reason. */
async function refused(mine: Mine, error: unknown) {
  const { code } = problemOf(error)
  if (code !== 'already_canceled' && code !== 'booking_over') throw error
  const { c } = mine
  const seen = (await bookingByCode(c.get('deps'), mine.code)) ?? mine.seen
  return c.html(<Seen {...mine} seen={seen} said={textsFor(c).problems[code]} />, 409)
}

async function isFresh(c: AnyContext, token: string) {
  const read = await readFormToken(c.get('deps'), 'booking', token)
  return read !== undefined && !read.expired
}
