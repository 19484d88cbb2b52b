import { Hono } from 'hono'
import * as z from 'zod'
import { answerSwap } from '../../actions/roster/answer-swap.ts'
import { askCover } from '../../actions/roster/ask-cover.ts'
import { askSwap } from '../../actions/roster/ask-swap.ts'
import { makeCalendarFeed } from '../../actions/roster/make-calendar-feed.ts'
import { oncePerRequest } from '../../actions/roster/once-per-request.ts'
import { revokeCalendarFeed } from '../../actions/roster/revoke-calendar-feed.ts'
import { takeShift } from '../../actions/roster/take-shift.ts'
import { withdrawOpenShift } from '../../actions/roster/withdraw-open-shift.ts'
import { Problem } from '../../domain/problem.ts'
import { isoWithOffset } from '../../domain/time.ts'
import { myShifts } from '../../reads/my-shifts.ts'
import { mySwaps, swappable } from '../../reads/my-swaps.ts'
import { described } from '../described.ts'
import { counselor } from '../doors.ts'
import type { AnyContext, Env } from '../env.ts'
import { input, requestKey } from '../input.ts'
import { pathId } from '../path-id.ts'
import { did } from './duty-answers.ts'
import { feedMade, mine, swappableFor } from './roster-answers.ts'

const here = '/api/v1/my-shifts'
const wanted = z.strictObject({ otherShiftId: z.uuid() })

/** A counselor's own shifts for programs: cover, open seats, swaps, the calendar. Nobody else is named. */
export const myShiftsApi = new Hono<Env>()
  .get(
    here,
    counselor,
    described('Lists one’s shifts from now on, what one could take, and wishes to swap.', { 200: mine }),
    async c => {
      const { deps, actor } = c.var
      const [{ mine, asked, seats }, { wished, asked: toSwap }] = await Promise.all([
        myShifts(deps, actor),
        mySwaps(deps, actor),
      ])
      const timed = timesIn(c)
      return c.json({
        shifts: mine.map(timed),
        asked: asked.map(timed),
        seats: seats.map(timed),
        swaps: {
          wished: wished.map(swap => ({ ...swap, other: timed(swap.other) })),
          asked: toSwap.map(({ id, mine, theirs }) => ({ id, mine: timed(mine), theirs: timed(theirs) })),
        },
      })
    },
  )
  .post(
    `${here}/:id/cover`,
    counselor,
    described('Asks others to cover one’s shift.', { 201: did('asked') }, { keyed: true }),
    async c => {
      const shiftId = pathId(c)
      await once(c, 'cover', shiftId, () => askCover(c.var.deps, c.var.actor, { shiftId }))
      return c.json({ asked: true }, 201)
    },
  )
  .post(
    `${here}/open/:id/take`,
    counselor,
    described('Takes an open seat, or covers a shift that one was asked for.', { 200: did('taken') }),
    async c => {
      await takeShift(c.var.deps, c.var.actor, { openShiftId: pathId(c) })
      return c.json({ taken: true })
    },
  )
  .post(
    `${here}/open/:id/withdraw`,
    counselor,
    described('Takes back one’s wish for cover.', { 200: did('withdrawn') }),
    async c => {
      await withdrawOpenShift(c.var.deps, c.var.actor, { openShiftId: pathId(c) })
      return c.json({ withdrawn: true })
    },
  )
  .get(
    `${here}/:id/swaps`,
    counselor,
    described('Lists others’ times for which one’s shift could be swapped.', { 200: swappableFor }),
    async c => {
      const found = await swappable(c.var.deps, c.var.actor, pathId(c))
      if (!found) throw new Problem('not_found')
      const timed = timesIn(c)
      return c.json({ mine: timed(found.mine), others: found.others.map(timed) })
    },
  )
  .post(
    `${here}/:id/swaps`,
    counselor,
    described('Wishes to swap one’s shift for another.', { 201: did('asked') }, { keyed: true }),
    input('json', wanted),
    async c => {
      const wish = { shiftId: pathId(c), ...c.req.valid('json') }
      await once(c, 'swap', wish, () => askSwap(c.var.deps, c.var.actor, wish))
      return c.json({ asked: true }, 201)
    },
  )
  .post(
    `${here}/swaps/:id/accept`,
    counselor,
    described('Accepts a wish to swap: both shifts change hands.', { 200: did('accepted') }),
    async c => {
      await answerSwap(c.var.deps, c.var.actor, { swapId: pathId(c), answer: 'accept' })
      return c.json({ accepted: true })
    },
  )
  .post(
    `${here}/swaps/:id/decline`,
    counselor,
    described('Declines a wish to swap.', { 200: did('declined') }),
    async c => {
      await answerSwap(c.var.deps, c.var.actor, { swapId: pathId(c), answer: 'decline' })
      return c.json({ declined: true })
    },
  )
  .post(
    `${here}/swaps/:id/withdraw`,
    counselor,
    described('Takes back one’s wish to swap.', { 200: did('withdrawn') }),
    async c => {
      await answerSwap(c.var.deps, c.var.actor, { swapId: pathId(c), answer: 'withdraw' })
      return c.json({ withdrawn: true })
    },
  )
  .post(
    `${here}/calendar`,
    counselor,
    described(
      'Makes the address at which a calendar reads one’s shifts; the one before it ends.',
      { 201: feedMade },
      { keyed: true },
    ),
    async c => {
      const { deps, actor, locale } = c.var
      const { token } = await makeCalendarFeed(deps, actor, { locale, requestKey: requestKey(c) })
      return c.json({ address: `${deps.config.PUBLIC_URL}/calendar/${token}.ics` }, 201)
    },
  )
  .delete(
    `${here}/calendar`,
    counselor,
    described('Ends the address of one’s calendar.', { 204: null }),
    async c => {
      await revokeCalendarFeed(c.var.deps, c.var.actor)
      return c.body(null, 204)
    },
  )

function once(c: AnyContext, what: string, content: unknown, work: () => Promise<void>) {
  const { deps, actor } = c.var
  return oncePerRequest(deps, { of: actor, what, key: requestKey(c), content }, async () => {
    await work()
    return {}
  })
}

function timesIn(c: AnyContext) {
  const clock = (at: Date) => isoWithOffset(at, c.var.deps.config.TIME_ZONE)
  return <T extends { startsAt: Date; endsAt: Date }>(one: T) => ({
    ...one,
    startsAt: clock(one.startsAt),
    endsAt: clock(one.endsAt),
  })
}
