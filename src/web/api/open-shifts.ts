import { Hono } from 'hono'
import * as z from 'zod'
import { oncePerRequest } from '../../actions/roster/once-per-request.ts'
import { mostOpenSeats, openSeats } from '../../actions/roster/open-seats.ts'
import { withdrawOpenShift } from '../../actions/roster/withdraw-open-shift.ts'
import { toBase64Url } from '../../domain/base64.ts'
import { Problem } from '../../domain/problem.ts'
import { isoWithOffset } from '../../domain/time.ts'
import { openShiftsAhead } from '../../reads/open-shifts.ts'
import { described } from '../described.ts'
import { coordinator } from '../doors.ts'
import type { Env } from '../env.ts'
import { input, requestKey } from '../input.ts'
import { judged, takenOver } from '../pages/roster/import-judged.ts'
import { pathId } from '../path-id.ts'
import { instant, line } from '../text-fields.ts'
import { listJudged, listTaken, openListed, seatsOpened } from './roster-answers.ts'

const wanted = z.strictObject({
  startsAt: instant,
  endsAt: instant,
  seats: z.int().min(1).max(mostOpenSeats).default(1),
  language: line(10).optional(),
})
const list = z.strictObject({ kind: z.enum(['people', 'shifts']), csv: z.string().min(1).max(60_000) })

/** Open shifts and lists for programs of coordinators; a list is looked at first, and taken over whole or not at all. */
export const openShiftsApi = new Hono<Env>()
  .get(
    '/api/v1/open-shifts',
    coordinator,
    described('Lists open seats and wishes for cover that are ahead, taken ones included.', {
      200: openListed,
    }),
    async c => {
      const { deps } = c.var
      const clock = (at: Date) => isoWithOffset(at, deps.config.TIME_ZONE)
      const found = await openShiftsAhead(deps)
      return c.json({
        openShifts: found.map(open => ({
          ...open,
          startsAt: clock(open.startsAt),
          endsAt: clock(open.endsAt),
        })),
      })
    },
  )
  .post(
    '/api/v1/open-shifts',
    coordinator,
    described('Opens seats that counselors take themselves.', { 201: seatsOpened }, { keyed: true }),
    input('json', wanted),
    async c => {
      const { deps, actor } = c.var
      const content = c.req.valid('json')
      const key = requestKey(c)
      const asked = { of: actor, what: 'open shift', key, content }
      const answer = await oncePerRequest(deps, asked, async () => {
        const own = key === undefined ? toBase64Url(deps.random(16)) : `api ${actor.personId} ${key}`
        await openSeats(deps, actor, { ...content, requestKey: own })
        return { seats: content.seats }
      })
      return c.json(answer, 201)
    },
  )
  .delete(
    '/api/v1/open-shifts/:id',
    coordinator,
    described('Takes back an open seat or a wish for cover that nobody has taken.', { 204: null }),
    async c => {
      await withdrawOpenShift(c.var.deps, c.var.actor, { openShiftId: pathId(c) })
      return c.body(null, 204)
    },
  )
  .post(
    '/api/v1/import/preview',
    coordinator,
    described('Judges a list of people or shifts line by line, and changes nothing.', { 200: listJudged }),
    input('json', list),
    async c => {
      const { kind, csv } = c.req.valid('json')
      const rows = await rowsOf(c, kind, csv)
      const lines = rows.map(({ line, faults, isThere }) => ({
        line,
        verdict: faults.length > 0 ? ('wrong' as const) : isThere ? ('there' as const) : ('new' as const),
        faults,
      }))
      const count = (verdict: string) => lines.filter(line => line.verdict === verdict).length
      return c.json({ new: count('new'), there: count('there'), wrong: count('wrong'), lines })
    },
  )
  .post(
    '/api/v1/import',
    coordinator,
    described(
      'Takes over a list of people or shifts; with a fault in any line nothing, and twice is harmless.',
      { 201: listTaken },
      { keyed: true },
    ),
    input('json', list),
    async c => {
      const { deps, actor } = c.var
      const content = c.req.valid('json')
      const asked = { of: actor, what: 'import', key: requestKey(c), content }
      const answer = await oncePerRequest(deps, asked, async () => {
        const preview = await judged(c, content.kind, content.csv)
        if (typeof preview === 'string') throw unreadable
        const wrong = preview.rows.flatMap(({ line, faults }) => (faults.length > 0 ? [line] : []))
        if (wrong.length > 0)
          throw new Problem('invalid_input', {
            faults: wrong.map(line => ({ field: `csv.${line}`, code: 'does_not_belong' })),
          })
        return { taken: await takenOver(c, preview) }
      })
      return c.json(answer, 201)
    },
  )

const unreadable = new Problem('invalid_input', { faults: [{ field: 'csv', code: 'does_not_belong' }] })

async function rowsOf(c: Parameters<typeof judged>[0], kind: 'people' | 'shifts', csv: string) {
  const preview = await judged(c, kind, csv)
  if (typeof preview === 'string') throw unreadable
  return preview.rows
}
