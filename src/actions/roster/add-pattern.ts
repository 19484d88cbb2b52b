import { change } from '../../db/change.ts'
import { weeklyPatterns } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor } from '../../domain/actor.ts'
import { type Day, isDay } from '../../domain/days.ts'
import { type Fault, Problem } from '../../domain/problem.ts'
import { instantOf } from '../../domain/time.ts'
import { lockCounselor } from '../shifts/counselor-of.ts'
import { planFromPatterns } from './plan-from-patterns.ts'

/** Stretches (wall times HH:mm) on weekdays (Monday 1), from one day until another, or for good. */
export type NewPattern = {
  counselorId: string
  weekdays: number[]
  stretches: { from: string; to: string }[]
  fromDay: Day
  untilDay?: Day
}

/**
 * Adds stretches to a counselor's week and plans the coming 28 days from them; says how many shifts were new. The same
 * stretch twice is one. Refuses `person_retired`, and `invalid_input` at `weekdays`, `stretches`, `stretches.N.from`,
 * `stretches.N.to`, `fromDay`, `untilDay` or `counselorId`.
 */
export async function addPattern(deps: Deps, actor: CoordinatorActor, pattern: NewPattern): Promise<number> {
  const faults = faultsIn(pattern)
  if (faults.length > 0) throw new Problem('invalid_input', { faults })
  const { weekdays, stretches, fromDay, untilDay } = pattern
  await change(deps, actor, 'add pattern', async (tx, about) => {
    const counselorId = await lockCounselor(tx, pattern, 'counselorId')
    about(counselorId)
    const rows = weekdays.flatMap(weekday =>
      stretches.map(({ from, to }) => ({
        counselorId,
        weekday,
        fromTime: from,
        toTime: to,
        fromDay,
        untilDay: untilDay ?? null,
        madeAt: deps.now(),
        madeBy: actor.personId,
      })),
    )
    await tx.insert(weeklyPatterns).values(rows).onConflictDoNothing()
  })
  return planFromPatterns(deps, actor, { counselorId: pattern.counselorId })
}

function faultsIn({ weekdays, stretches, fromDay, untilDay }: NewPattern): Fault[] {
  const faults: Fault[] = []
  if (weekdays.length === 0) faults.push({ field: 'weekdays', code: 'missing' })
  if (!weekdays.every(weekday => Number.isInteger(weekday) && weekday >= 1 && weekday <= 7))
    faults.push({ field: 'weekdays', code: 'not_in_list' })
  if (stretches.length === 0) faults.push({ field: 'stretches', code: 'missing' })
  for (const [index, stretch] of stretches.entries())
    for (const end of ['from', 'to'] as const) {
      const code = stretch[end] === '' ? 'missing' : isTime(stretch[end]) ? undefined : 'not_a_time'
      if (code) faults.push({ field: `stretches.${index}.${end}`, code })
    }
  if (!isDay(fromDay)) faults.push({ field: 'fromDay', code: fromDay === '' ? 'missing' : 'not_a_day' })
  if (untilDay !== undefined && !isDay(untilDay)) faults.push({ field: 'untilDay', code: 'not_a_day' })
  else if (untilDay !== undefined && untilDay < fromDay)
    faults.push({ field: 'untilDay', code: 'ends_before_start' })
  return faults
}

function isTime(text: string) {
  return instantOf('2026-01-01', text, 'UTC').fault === undefined
}
