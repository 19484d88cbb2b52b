import { Hono } from 'hono'
import * as z from 'zod'
import { addDayOff } from '../../actions/roster/add-day-off.ts'
import { addPattern } from '../../actions/roster/add-pattern.ts'
import { endPattern } from '../../actions/roster/end-pattern.ts'
import { oncePerRequest } from '../../actions/roster/once-per-request.ts'
import { removeDayOff } from '../../actions/roster/remove-day-off.ts'
import { setSeats } from '../../actions/roster/set-seats.ts'
import { mostSeats } from '../../domain/seats-required.ts'
import { isoWithOffset } from '../../domain/time.ts'
import { coverageKept } from '../../reads/coverage-kept.ts'
import { patterns } from '../../reads/patterns.ts'
import { seatsTable } from '../../reads/seats-table.ts'
import { described } from '../described.ts'
import { coordinator } from '../doors.ts'
import type { Env } from '../env.ts'
import { input, requestKey } from '../input.ts'
import { pathId } from '../path-id.ts'
import { day, line } from '../text-fields.ts'
import { coverageChecked, kept, patternAdded, patternsListed, seatsListed } from './roster-answers.ts'

const weekday = z.int().min(1).max(7)
const wanted = z.strictObject({
  counselorId: z.uuid(),
  weekdays: z.array(weekday).min(1).max(7),
  stretches: z
    .array(z.strictObject({ from: line(5), to: line(5) }))
    .min(1)
    .max(10),
  fromDay: day,
  untilDay: day.optional(),
})
const off = z.strictObject({ counselorId: z.uuid().optional(), day, name: line(40).optional() })
const said = z.strictObject({
  seats: z
    .array(
      z.strictObject({
        language: line(10),
        weekday: weekday.optional(),
        hour: z.int().min(0).max(23),
        seats: z.int().min(0).max(mostSeats),
      }),
    )
    .max(2_000),
})

/** The roster for programs of coordinators: weekly patterns, days off, needed seats, the proof of coverage. */
export const rosterApi = new Hono<Env>()
  .get(
    '/api/v1/patterns',
    coordinator,
    described('Lists the weekly patterns that hold now or later, and days off.', { 200: patternsListed }),
    async c => {
      const { stretches, daysOff } = await patterns(c.var.deps)
      return c.json({
        patterns: stretches.map(
          ({ id, counselorId, name, weekday, fromTime, toTime, fromDay, untilDay }) => ({
            id,
            counselorId,
            name,
            weekday,
            from: fromTime,
            to: toTime,
            fromDay,
            untilDay,
          }),
        ),
        daysOff,
      })
    },
  )
  .post(
    '/api/v1/patterns',
    coordinator,
    described(
      'Adds stretches (wall times) to the week of a counselor and plans the coming 28 days.',
      { 201: patternAdded },
      { keyed: true },
    ),
    input('json', wanted),
    async c => {
      const { deps, actor } = c.var
      const content = c.req.valid('json')
      const asked = { of: actor, what: 'pattern', key: requestKey(c), content }
      const answer = await oncePerRequest(deps, asked, async () => ({
        planned: await addPattern(deps, actor, content),
      }))
      return c.json(answer, 201)
    },
  )
  .delete(
    '/api/v1/patterns/:id',
    coordinator,
    described('Ends a weekly pattern and takes back the shifts that followed from it.', { 200: kept }),
    async c => c.json(await endPattern(c.var.deps, c.var.actor, { patternId: pathId(c) })),
  )
  .post(
    '/api/v1/days-off',
    coordinator,
    described(
      'Says that on a day no weekly pattern holds: of a counselor or, without one, of everybody.',
      { 201: kept },
      { keyed: true },
    ),
    input('json', off),
    async c => {
      const { deps, actor } = c.var
      const content = c.req.valid('json')
      const asked = { of: actor, what: 'day off', key: requestKey(c), content }
      return c.json(await oncePerRequest(deps, asked, () => addDayOff(deps, actor, content)), 201)
    },
  )
  .delete(
    '/api/v1/days-off/:id',
    coordinator,
    described('Lets weekly patterns hold again on that day, and plans what follows.', { 204: null }),
    async c => {
      await removeDayOff(c.var.deps, c.var.actor, { dayOffId: pathId(c) })
      return c.body(null, 204)
    },
  )
  .get(
    '/api/v1/seats',
    coordinator,
    described('Tells the seats that each hour of the week needs in each language.', { 200: seatsListed }),
    async c => c.json({ seats: await seatsTable(c.var.deps) }),
  )
  .put(
    '/api/v1/seats',
    coordinator,
    described('Says what hours need; without a weekday of all, and what is not named stays.', {
      200: seatsListed,
    }),
    input('json', said),
    async c => {
      const { deps, actor } = c.var
      await setSeats(deps, actor, c.req.valid('json').seats)
      return c.json({ seats: await seatsTable(deps) })
    },
  )
  .get(
    '/api/v1/coverage',
    coordinator,
    described('Tells how every contact of the next 14 days would end, by language and class.', {
      200: coverageChecked,
    }),
    async c => {
      const { deps } = c.var
      const clock = (at: number | Date) => isoWithOffset(new Date(at), deps.config.TIME_ZONE)
      const { checkedAt, startsAt, endsAt, lines, spans } = await coverageKept(deps)
      return c.json({
        checkedAt: clock(checkedAt),
        from: clock(startsAt),
        to: clock(endsAt),
        lines,
        spans: spans.map(span => ({ ...span, startsAt: clock(span.startsAt), endsAt: clock(span.endsAt) })),
      })
    },
  )
