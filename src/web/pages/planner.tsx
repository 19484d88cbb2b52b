import { Hono } from 'hono'
import { eachDay, weekOf } from '../../domain/days.ts'
import {
  type PlanAsked,
  poolingOf,
  poolingOfHours,
  seatPlan,
  seatsSaved,
  weekPlan,
} from '../../domain/seat-plan.ts'
import { localDay } from '../../domain/time.ts'
import { partnersOpen } from '../../reads/partners-open.ts'
import { type PlanBasis, planBasis, seatsOfWeek } from '../../reads/planner.ts'
import type { Texts } from '../../texts/texts.ts'
import { coordinator } from '../doors.ts'
import { type AnyContext, type Env, textsFor } from '../env.ts'
import { ErrorSummary, mendsOf } from './form-parts.tsx'
import { Frame } from './frame.tsx'
import { PlannerForm } from './planner-form.tsx'
import { type Found, PlannerFound } from './planner-found.tsx'
import { callsField, hours, readPlan, typedPlan, weekdayField, weekdays } from './planner-typed.ts'
import { StaffHeader } from './staff-header.tsx'

/** The coordinator's planner: from calls an hour and a target to seats by hour, against the roster of a week. */
export const plannerPage = new Hono<Env>().get('/planner', coordinator, async c => {
  const { deps, actor } = c.var
  const texts = textsFor(c)
  const basis = await planBasis(deps)
  const typed = typedPlan(c.req.query(), basis, localDay(deps.now(), deps.config.TIME_ZONE))
  const { asked, week, faults } = { week: '', ...readPlan(typed) }
  const mends = mendsOf(faults ?? [], texts).map(({ field, words }) => {
    const hour = hours.find(one => callsField(one) === field)
    const weekday = weekdays.find(one => weekdayField(one) === field)
    const { form, found } = texts.planner
    const where = hour === undefined ? weekday && found.weekdays[weekday - 1] : form.hour(hour)
    return { field, words: where ? texts.staff.at(where, words) : words }
  })
  const found = asked && (await foundFor(c, asked, week))
  return c.html(
    <Frame
      c={c}
      title={texts.planner.title}
      side="staff"
      wrong={mends.length > 0}
      header={<StaffHeader c={c} actor={actor} here="/planner" />}
    >
      <ErrorSummary texts={texts} mends={mends} />
      <h1>{texts.planner.title}</h1>
      <p class="narrow">{texts.planner.lead}</p>
      <PlannerForm {...{ typed, mends, texts }} basis={basisWords(basis, texts)} />
      {found && <PlannerFound {...{ found, texts }} locale={c.get('locale')} />}
    </Frame>,
    mends.length > 0 ? 400 : 200,
  )
})

async function foundFor(c: AnyContext, asked: PlanAsked, day: string): Promise<Found> {
  const [seats, partners] = await Promise.all([seatsOfWeek(c.var.deps, day), partnersOpen(c.var.deps)])
  const days = weekPlan(asked, seats)
  const most = Math.max(...days.map(({ needed }) => needed))
  // A partner without a seat would answer nobody.
  const sharing = Math.min(partners.length, most)
  return {
    plan: seatPlan(asked, seats),
    days,
    asked,
    week: weekOf(day).from,
    ...(sharing > 1 && {
      pooling: {
        seats: most,
        partners: sharing,
        found: poolingOf(most, sharing, asked),
        saved: seatsSaved(asked, sharing, eachDay(weekOf(day))),
      },
    }),
    ...(seats.some(({ ofPartners }) => ofPartners.length > 1) && { ofWeek: poolingOfHours(seats, asked) }),
  }
}

function basisWords({ callsByHour, calls, days }: PlanBasis, texts: Texts) {
  return callsByHour ? texts.planner.form.basis(calls, days) : texts.planner.form.example
}
