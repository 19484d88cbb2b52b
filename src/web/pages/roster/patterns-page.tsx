import { Hono } from 'hono'
import * as z from 'zod'
import { addDayOff } from '../../../actions/roster/add-day-off.ts'
import { addPattern } from '../../../actions/roster/add-pattern.ts'
import { endPattern } from '../../../actions/roster/end-pattern.ts'
import { removeDayOff } from '../../../actions/roster/remove-day-off.ts'
import { type Fault, Problem } from '../../../domain/problem.ts'
import { localDay } from '../../../domain/time.ts'
import { patterns } from '../../../reads/patterns.ts'
import { staffList } from '../../../reads/staff-list.ts'
import { coordinator } from '../../doors.ts'
import { type AnyContext, type Env, textsFor } from '../../env.ts'
import { faultsOf, input, typedForm } from '../../input.ts'
import { line } from '../../text-fields.ts'
import type { Mend } from '../form-parts.tsx'
import { DaysOff, type TypedDayOff } from './days-off.tsx'
import { PatternForm } from './patterns-form.tsx'
import { PatternList } from './patterns-list.tsx'
import { patternMends, readPattern, type TypedPattern, typedPattern } from './patterns-typed.ts'
import { RosterPage } from './roster-page.tsx'

const here = '/shifts/patterns'
const named = z.object({ id: z.uuid() })
const dayOffGiven = z.object({
  whose: z.union([z.literal(''), z.uuid()], 'not_in_list'),
  day: z.string(),
  dayName: z.union([z.literal(''), line(40)]),
})

/** The page of weekly patterns, days off and holidays. */
export const patternsPage = new Hono<Env>()
  .get(here, coordinator, async c => c.html(await page(c, {})))
  .post(here, coordinator, async c => {
    const { deps, actor } = c.var
    const typed = typedPattern(await typedForm(c))
    const { pattern, lineOf } = readPattern(typed)
    const again = async (faults: readonly Fault[], status: 409 | 422) =>
      c.html(await page(c, { typed, mends: patternMends(faults, lineOf, textsFor(c)) }), status)
    if (!z.uuid().safeParse(pattern.counselorId).success)
      return again([{ field: 'counselor', code: 'missing' }], 422)
    try {
      const count = await addPattern(deps, actor, pattern)
      return c.redirect(`${here}?done=added&count=${count}`, 303)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (error.code === 'person_retired') return again([{ field: 'counselor', code: 'not_in_list' }], 409)
      if (error.code !== 'invalid_input') throw error
      return again(error.more.faults ?? [], 422)
    }
  })
  .post(`${here}/:id/end`, coordinator, input('param', named), async c => {
    const { kept } = await endPattern(c.var.deps, c.var.actor, { patternId: c.req.valid('param').id })
    return c.redirect(`${here}?done=ended&kept=${kept}`, 303)
  })
  .post('/shifts/days-off', coordinator, async c => {
    const form = await typedForm(c)
    const text = (name: string) => String(form[name] ?? '').trim()
    const typed: TypedDayOff = { whose: text('whose'), day: text('day'), dayName: text('dayName') }
    const again = async (faults: readonly Fault[]) =>
      c.html(await page(c, { dayOff: typed, mends: patternMends(faults, [], textsFor(c)) }), 422)
    const read = dayOffGiven.safeParse(typed)
    if (!read.success) return again(faultsOf(read.error))
    const { whose, day, dayName } = read.data
    try {
      const off = { counselorId: whose || undefined, day, name: dayName || undefined }
      const { kept } = await addDayOff(c.var.deps, c.var.actor, off)
      return c.redirect(`${here}?done=off&kept=${kept}`, 303)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (error.code === 'person_retired') return again([{ field: 'whose', code: 'not_in_list' }])
      if (error.code !== 'invalid_input') throw error
      return again(
        (error.more.faults ?? []).map(fault =>
          fault.field === 'counselorId' ? { ...fault, field: 'whose' } : fault,
        ),
      )
    }
  })
  .post('/shifts/days-off/:id/remove', coordinator, input('param', named), async c => {
    await removeDayOff(c.var.deps, c.var.actor, { dayOffId: c.req.valid('param').id })
    return c.redirect(`${here}?done=removed`, 303)
  })

async function page(
  c: AnyContext,
  { typed, dayOff, mends = [] }: { typed?: TypedPattern; dayOff?: TypedDayOff; mends?: Mend[] },
) {
  const { deps } = c.var
  const words = textsFor(c).roster.patterns
  const [found, people] = await Promise.all([patterns(deps), staffList(deps)])
  const counselors = people.filter(({ role, state }) => role === 'counselor' && state !== 'retired')
  const today = localDay(deps.now(), deps.config.TIME_ZONE)
  return (
    <RosterPage c={c} title={words.title} here={here} mends={mends} done={doneWords(c)}>
      <p class="narrow">{words.lead}</p>
      <PatternList c={c} patterns={found} />
      <PatternForm
        c={c}
        typed={typed ?? typedPattern({ fromDay: today })}
        counselors={counselors}
        mends={mends}
      />
      <DaysOff
        c={c}
        daysOff={found.daysOff}
        counselors={counselors}
        typed={dayOff ?? { whose: '', day: '', dayName: '' }}
        mends={mends}
      />
    </RosterPage>
  )
}

/** What was just done, from the address; numbers in it only ever become words. */
function doneWords(c: AnyContext): string | undefined {
  const { done } = textsFor(c).roster.patterns
  const number = (name: string) => Math.min(9_999, Number.parseInt(c.req.query(name) ?? '', 10) || 0)
  const what = c.req.method === 'GET' ? c.req.query('done') : undefined
  if (what === 'added') return done.added(number('count'))
  if (what !== 'ended' && what !== 'off' && what !== 'removed') return undefined
  return [done[what], number('kept') > 0 && done.kept(number('kept'))].filter(Boolean).join(' ')
}
