import { Hono } from 'hono'
import * as z from 'zod'
import { cancelShift } from '../../actions/shifts/cancel-shift.ts'
import { planShift } from '../../actions/shifts/plan-shift.ts'
import { dayAfter, daysBetween, weekOf } from '../../domain/days.ts'
import { Problem } from '../../domain/problem.ts'
import { dayStart, isoWithOffset, localDay } from '../../domain/time.ts'
import { type ShiftRow, shiftsBetween } from '../../reads/shifts-between.ts'
import { described } from '../described.ts'
import { coordinator } from '../doors.ts'
import type { Env } from '../env.ts'
import { input, requestKey } from '../input.ts'
import { day, instant, line } from '../text-fields.ts'
import { shiftPlanned, shifts } from './planning-answers.ts'

const mostDays = 366

const wanted = z.strictObject({ counselor: line(100), startsAt: instant, endsAt: instant })
const period = z.strictObject({ from: day.optional(), to: day.optional() })
const named = z.strictObject({ id: z.uuid() })

/** Planned shifts: one by one for programs; `from` and `to` are local days, inclusive, this week by default. */
export const shiftsApi = new Hono<Env>()
  .post(
    '/api/v1/shifts',
    coordinator,
    described('Plans a shift of a counselor, given by id or handle.', { 201: shiftPlanned }, { keyed: true }),
    input('json', wanted),
    async c => {
      const { deps, actor } = c.var
      const { counselor, startsAt, endsAt } = c.req.valid('json')
      const who = z.uuid().safeParse(counselor).success ? { counselorId: counselor } : { handle: counselor }
      const key = requestKey(c)
      const shift = await planShift(deps, actor, { ...who, startsAt, endsAt, requestKey: key })
      const zone = deps.config.TIME_ZONE
      return c.json(
        {
          id: shift.id,
          counselor,
          counselorId: shift.counselorId,
          startsAt: isoWithOffset(shift.startsAt, zone),
          endsAt: isoWithOffset(shift.endsAt, zone),
        },
        201,
      )
    },
  )
  .get(
    '/api/v1/shifts',
    coordinator,
    described('Lists the shifts of some local days, both included; without days, this week.', {
      200: shifts,
    }),
    input('query', period),
    async c => {
      const { deps } = c.var
      const zone = deps.config.TIME_ZONE
      const week = weekOf(localDay(deps.now(), zone))
      const asked = c.req.valid('query')
      const from = asked.from ?? (asked.to ? weekOf(asked.to).from : week.from)
      const to = asked.to ?? dayAfter(from, 6)
      if (to < from)
        throw new Problem('invalid_input', { faults: [{ field: 'to', code: 'ends_before_start' }] })
      if (daysBetween(from, to) >= mostDays)
        throw new Problem('invalid_input', {
          faults: [{ field: 'to', code: 'span_too_long', limit: mostDays }],
        })
      const found = await shiftsBetween(deps, dayStart(from, zone), dayStart(dayAfter(to, 1), zone))
      return c.json({ from, to, shifts: found.map(shift => shiftJson(shift, zone)) })
    },
  )
  .delete(
    '/api/v1/shifts/:id',
    coordinator,
    described('Cancels a shift that no booking relies on.', { 204: null }),
    input('param', named),
    async c => {
      await cancelShift(c.var.deps, c.var.actor, { shiftId: c.req.valid('param').id })
      return c.body(null, 204)
    },
  )

function shiftJson({ id, counselorId, handle, name, partner, startsAt, endsAt }: ShiftRow, zone: string) {
  return {
    id,
    counselor: handle ?? counselorId,
    counselorId,
    name,
    partner: partner?.code ?? null,
    startsAt: isoWithOffset(startsAt, zone),
    endsAt: isoWithOffset(endsAt, zone),
  }
}
