import { Hono } from 'hono'
import * as z from 'zod'
import { cancelShift } from '../../actions/shifts/cancel-shift.ts'
import { planShifts } from '../../actions/shifts/plan-shifts.ts'
import { toBase64Url } from '../../domain/base64.ts'
import { isDay, weekOf } from '../../domain/days.ts'
import { Problem } from '../../domain/problem.ts'
import { localDay } from '../../domain/time.ts'
import { coverageKept } from '../../reads/coverage-kept.ts'
import { staffList } from '../../reads/staff-list.ts'
import { today } from '../../reads/today.ts'
import { uncoveredSoon } from '../../reads/uncovered-soon.ts'
import { weekRoster } from '../../reads/week-roster.ts'
import { coordinator } from '../doors.ts'
import { type AnyContext, type Env, textsFor } from '../env.ts'
import { input, typedForm } from '../input.ts'
import { CoverageProof } from './explain-proof.tsx'
import { ErrorSummary, type Mend } from './form-parts.tsx'
import { Frame } from './frame.tsx'
import { RosterLinks } from './roster/roster-links.tsx'
import { UncoveredSoon } from './roster/uncovered-soon.tsx'
import { RosterDays } from './shifts-days.tsx'
import { PlanForm } from './shifts-plan.tsx'
import { TodayBlock } from './shifts-today.tsx'
import { emptyPlan, mendOfRefusal, readPlan, type TypedPlan, typedPlan } from './shifts-typed.ts'
import { WeekOverview } from './shifts-week.tsx'
import { StaffHeader } from './staff-header.tsx'

const named = z.object({ id: z.uuid() })

/** The coordinators' first page: today, the week's roster, planning and canceling shifts. */
export const shiftsPages = new Hono<Env>()
  .get('/shifts', coordinator, async c => c.html(await page(c, { week: c.req.query('week') ?? '' })))
  .post('/shifts', coordinator, async c => {
    const { deps, actor } = c.var
    const texts = textsFor(c)
    const typed = typedPlan(await typedForm(c))
    const again = async (mends: Mend[], status: 409 | 422) =>
      c.html(await page(c, { week: typed.week, typed, mends }), status)
    const { plan, mends } = readPlan(typed, deps.config.TIME_ZONE, texts)
    if (!plan) return again(mends, 422)
    try {
      // The same press twice is one plan; a form mended and sent again is another.
      const requestKey = JSON.stringify(typed)
      await planShifts(deps, actor, { ...plan, requestKey }).catch(error => {
        // Planned with this very form before, and canceled since: planning it anew is meant.
        if (!(error instanceof Problem) || error.code !== 'request_reused') throw error
        return planShifts(deps, actor, plan)
      })
    } catch (error) {
      const mend = error instanceof Problem && mendOfRefusal(error, plan, texts)
      if (!mend) throw error
      return again([mend], 409)
    }
    return c.redirect(`/shifts?week=${typed.day}&done=planned`, 303)
  })
  .post('/shifts/:id/cancel', coordinator, input('param', named), async c => {
    const { deps, actor } = c.var
    const { id } = c.req.valid('param')
    const week = String((await typedForm(c)).week ?? '')
    try {
      await cancelShift(deps, actor, { shiftId: id })
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'shift_has_bookings') throw error
      const mend = { field: `shift-${id}`, words: textsFor(c).problems.shift_has_bookings }
      return c.html(await page(c, { week, mends: [mend] }), 409)
    }
    return c.redirect(`/shifts?${isDay(week) ? `week=${week}&` : ''}done=canceled`, 303)
  })

async function page(
  c: AnyContext,
  { week, typed, mends = [] }: { week: string; typed?: TypedPlan; mends?: Mend[] },
) {
  const { deps } = c.var
  const texts = textsFor(c)
  const now = localDay(deps.now(), deps.config.TIME_ZONE)
  const shown = isDay(week) ? week : now
  const [roster, day, people, uncovered, check] = await Promise.all([
    weekRoster(deps, shown),
    today(deps),
    staffList(deps),
    uncoveredSoon(deps),
    coverageKept(deps),
  ])
  const counselors = people.filter(({ role, state }) => role === 'counselor' && state !== 'retired')
  const firstDay = weekOf(shown).from === weekOf(now).from ? now : weekOf(shown).from
  const plan = typed ?? emptyPlan(firstDay, toBase64Url(deps.random(16)))
  const done = c.req.method === 'GET' ? c.req.query('done') : undefined
  return (
    <Frame
      c={c}
      title={texts.shifts.title}
      side="staff"
      wrong={mends.length > 0}
      header={<StaffHeader c={c} actor={c.var.actor} here="/shifts" />}
    >
      <ErrorSummary texts={texts} mends={mends} />
      {(done === 'planned' || done === 'canceled') && (
        <p class="notice" role="status">
          {texts.shifts.done[done]}
        </p>
      )}
      <h1>{texts.shifts.title}</h1>
      <RosterLinks c={c} here="/shifts" />
      <UncoveredSoon c={c} spans={uncovered} />
      <TodayBlock c={c} today={day} />
      <WeekOverview c={c} roster={roster} />
      <PlanForm c={c} typed={plan} counselors={counselors} mends={mends} />
      <RosterDays c={c} roster={roster} mends={mends} />
      <CoverageProof c={c} check={check} />
    </Frame>
  )
}
