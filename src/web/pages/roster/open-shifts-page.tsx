import { Hono } from 'hono'
import * as z from 'zod'
import { openSeats } from '../../../actions/roster/open-seats.ts'
import { withdrawOpenShift } from '../../../actions/roster/withdraw-open-shift.ts'
import { toBase64Url } from '../../../domain/base64.ts'
import { dayAfter, isDay } from '../../../domain/days.ts'
import { plainWidth } from '../../../domain/plain-width.ts'
import { plannedIntervals, readTimeOfDay } from '../../../domain/planned-intervals.ts'
import { Problem } from '../../../domain/problem.ts'
import { localDay } from '../../../domain/time.ts'
import { openShiftsAhead } from '../../../reads/open-shifts.ts'
import { coordinator } from '../../doors.ts'
import { type AnyContext, type Env, textsFor } from '../../env.ts'
import { input, typedForm } from '../../input.ts'
import type { Mend } from '../form-parts.tsx'
import { OpenSeatsForm, type TypedSeats } from './open-shifts-form.tsx'
import { OpenShiftList } from './open-shifts-list.tsx'
import { RosterPage } from './roster-page.tsx'

const here = '/shifts/open'
const named = z.object({ id: z.uuid() })

/** The page on which coordinators open seats, and see who asks for cover and who took what. */
export const openShiftsPage = new Hono<Env>()
  .get(here, coordinator, async c => c.html(await page(c, {})))
  .post(here, coordinator, async c => {
    const { deps, actor } = c.var
    const typed = typedSeats(await typedForm(c))
    const { startsAt, endsAt, mends } = readTimes(c, typed)
    if (!startsAt || !endsAt) return c.html(await page(c, { typed, mends }), 422)
    try {
      const seats = /^\d{1,4}$/.test(typed.seats) ? Number(typed.seats) : Number.NaN
      const language = typed.language || undefined
      const requestKey = JSON.stringify(typed)
      await openSeats(deps, actor, { startsAt, endsAt, seats, language, requestKey })
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'invalid_input') throw error
      return c.html(await page(c, { typed, mends: mendsOfRefusal(c, error) }), 422)
    }
    return c.redirect(`${here}?done=opened`, 303)
  })
  .post(`${here}/:id/withdraw`, coordinator, input('param', named), async c => {
    const { id } = c.req.valid('param')
    try {
      await withdrawOpenShift(c.var.deps, c.var.actor, { openShiftId: id })
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'shift_gone') throw error
      const mends = [{ field: `open-${id}`, words: textsFor(c).problems.shift_gone }]
      return c.html(await page(c, { mends }), 409)
    }
    return c.redirect(`${here}?done=withdrawn`, 303)
  })

function typedSeats(form: Record<string, string | string[]>): TypedSeats {
  const text = (name: string) => String(form[name] ?? '').trim()
  return {
    day: text('day'),
    from: readTimeOfDay(text('from')),
    to: readTimeOfDay(text('to')),
    seats: plainWidth(text('seats')),
    language: text('language'),
    request: text('request').slice(0, 100),
  }
}

/** The instants that were typed, or what to mend in them. */
function readTimes(c: AnyContext, { day, from, to }: TypedSeats) {
  const texts = textsFor(c)
  const words = texts.roster.open
  const mends: Mend[] = []
  if (!isDay(day))
    mends.push({
      field: 'day',
      words: texts.staff.at(words.day, day ? texts.faults.not_a_day() : texts.faults.missing()),
    })
  const zone = isDay(day) ? c.var.deps.config.TIME_ZONE : 'UTC'
  const line = { from, to, nextDay: to <= from }
  const { intervals, faults } = plannedIntervals(isDay(day) ? day : '2026-01-01', [line], zone)
  for (const { field, code } of faults) {
    const sentence =
      code in texts.problems
        ? texts.problems[code as 'shift_in_clock_change']
        : texts.faults[code as 'missing']()
    mends.push({ field, words: texts.staff.at(words[field], sentence) })
  }
  return { ...(mends.length === 0 && intervals[0]), mends }
}

function mendsOfRefusal(c: AnyContext, { more }: Problem): Mend[] {
  const texts = textsFor(c)
  const words = texts.roster.open
  return (more.faults ?? []).map(({ field, code, limit }) => {
    if (field === 'startsAt') return { field: 'from', words: words.begun }
    const name = field === 'language' ? 'language' : 'seats'
    return { field: name, words: texts.staff.at(words[name], texts.faults[code](limit)) }
  })
}

async function page(c: AnyContext, { typed, mends = [] }: { typed?: TypedSeats; mends?: Mend[] }) {
  const { deps } = c.var
  const words = textsFor(c).roster.open
  const done = c.req.method === 'GET' ? c.req.query('done') : undefined
  const tomorrow = dayAfter(localDay(deps.now(), deps.config.TIME_ZONE), 1)
  const empty = typedSeats({ day: tomorrow, seats: '1', request: toBase64Url(deps.random(16)) })
  return (
    <RosterPage
      c={c}
      title={words.title}
      here={here}
      mends={mends}
      done={done === 'opened' || done === 'withdrawn' ? words.done[done] : undefined}
    >
      <p class="narrow">{words.lead}</p>
      <OpenShiftList c={c} open={await openShiftsAhead(deps)} mends={mends} />
      <OpenSeatsForm c={c} typed={typed ?? empty} mends={mends} />
    </RosterPage>
  )
}
