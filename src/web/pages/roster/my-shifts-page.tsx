import { Hono } from 'hono'
import * as z from 'zod'
import { askCover } from '../../../actions/roster/ask-cover.ts'
import { makeCalendarFeed } from '../../../actions/roster/make-calendar-feed.ts'
import { revokeCalendarFeed } from '../../../actions/roster/revoke-calendar-feed.ts'
import { takeShift } from '../../../actions/roster/take-shift.ts'
import { withdrawOpenShift } from '../../../actions/roster/withdraw-open-shift.ts'
import { Problem } from '../../../domain/problem.ts'
import { calendarFeedSince } from '../../../reads/calendar-feed.ts'
import { myShifts } from '../../../reads/my-shifts.ts'
import { mySwaps } from '../../../reads/my-swaps.ts'
import { counselor } from '../../doors.ts'
import { type AnyContext, type Env, textsFor } from '../../env.ts'
import { input } from '../../input.ts'
import { ErrorSummary, type Mend } from '../form-parts.tsx'
import { Frame } from '../frame.tsx'
import { StaffHeader } from '../staff-header.tsx'
import { CalendarCard } from './calendar-card.tsx'
import { MyShiftList, TakeableList } from './my-shifts-list.tsx'
import { SwapsAsked } from './swaps-asked.tsx'

const here = '/my-shifts'
const named = z.object({ id: z.uuid() })
const refusals = ['shift_gone', 'shift_overlaps', 'cover_not_possible'] as const

/** A counselor's own shifts: finding cover for them, covering others', and taking open ones. */
export const myShiftsPage = new Hono<Env>()
  .get(here, counselor, async c => c.html(await page(c, [])))
  .post(`${here}/:id/cover`, counselor, input('param', named), c => {
    const { id } = c.req.valid('param')
    return orSay(c, `shift-${id}`, 'asked', () => askCover(c.var.deps, c.var.actor, { shiftId: id }))
  })
  .post(`${here}/open/:id/withdraw`, counselor, input('param', named), c => {
    const { id } = c.req.valid('param')
    return orSay(c, 'coming', 'kept', () => withdrawOpenShift(c.var.deps, c.var.actor, { openShiftId: id }))
  })
  .post(`${here}/open/:id/take`, counselor, input('param', named), c => {
    const { id } = c.req.valid('param')
    return orSay(c, `open-${id}`, 'taken', () => takeShift(c.var.deps, c.var.actor, { openShiftId: id }))
  })
  .post(`${here}/calendar`, counselor, async c => {
    const { deps, actor, locale } = c.var
    const { token } = await makeCalendarFeed(deps, actor, { locale })
    return c.html(await page(c, [], `${deps.config.PUBLIC_URL}/calendar/${token}.ics`))
  })
  .post(`${here}/calendar/end`, counselor, c =>
    orSay(c, 'calendar', 'ended', () => revokeCalendarFeed(c.var.deps, c.var.actor)),
  )

/** What was just done. */
type Done = keyof ReturnType<typeof textsFor>['roster']['mine']['done']

/** Does it and says so, or shows the page again with the sentence of the refusal, at its shift where that is still shown. */
export async function orSay(c: AnyContext, field: string, done: Done, work: () => Promise<void>) {
  try {
    await work()
  } catch (error) {
    const code = error instanceof Problem && refusals.find(one => one === error.code)
    if (!code) throw error
    return c.html(await page(c, [{ field, words: textsFor(c).problems[code] }]), 409)
  }
  return c.redirect(`${here}?done=${done}`, 303)
}

async function page(c: AnyContext, mends: Mend[], address?: string) {
  const texts = textsFor(c)
  const words = texts.roster.mine
  const { deps, actor } = c.var
  const [{ mine, asked, seats }, swaps, since] = await Promise.all([
    myShifts(deps, actor),
    mySwaps(deps, actor),
    calendarFeedSince(deps, actor),
  ])
  const what = c.req.method === 'GET' ? c.req.query('done') : undefined
  const shown = new Set([
    ...mine.map(({ id }) => `shift-${id}`),
    ...swaps.asked.map(({ id }) => `swap-${id}`),
    ...[...asked, ...seats].map(({ id }) => `open-${id}`),
  ])
  const placed = mends.map(mend => (shown.has(mend.field) ? mend : { ...mend, field: 'coming' }))
  return (
    <Frame
      c={c}
      title={words.title}
      side="staff"
      wrong={mends.length > 0}
      header={<StaffHeader c={c} actor={c.var.actor} here={here} />}
    >
      <ErrorSummary texts={texts} mends={placed} />
      {what && Object.hasOwn(words.done, what) && (
        <p class="notice" role="status">
          {words.done[what as Done]}
        </p>
      )}
      <h1>{words.title}</h1>
      {asked.length > 0 && (
        <TakeableList
          c={c}
          name="asked"
          title={words.asked}
          lead={words.askedLead}
          shifts={asked}
          mends={placed}
        />
      )}
      <SwapsAsked c={c} asked={swaps.asked} mends={placed} />
      <MyShiftList c={c} mine={mine} wished={swaps.wished} mends={placed} />
      <TakeableList
        c={c}
        name="seats"
        title={words.seats}
        lead={seats.length > 0 ? words.seatsLead : words.noSeats}
        shifts={seats}
        mends={placed}
      />
      <CalendarCard c={c} since={since} address={address} />
    </Frame>
  )
}
