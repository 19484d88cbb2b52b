import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, SystemActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'
import type { CounselorName } from './counselor-of.ts'
import { planShifts, type Shift } from './plan-shifts.ts'

/**
 * Plans one shift of a counselor, named by id or handle. Refuses `shift_overlaps`, `person_retired`,
 * `shift_ends_before_it_starts` (with fault `endsAt`), `request_reused`.
 */
export async function planShift(
  deps: Deps,
  actor: CoordinatorActor | SystemActor,
  { startsAt, endsAt, ...rest }: CounselorName & { startsAt: Date; endsAt: Date; requestKey?: string },
): Promise<Shift> {
  if (endsAt <= startsAt)
    throw new Problem('shift_ends_before_it_starts', {
      faults: [{ field: 'endsAt', code: 'ends_before_start' }],
    })
  const [shift] = await planShifts(deps, actor, { ...rest, intervals: [{ startsAt, endsAt }] }).catch(
    error => {
      // Here nobody numbered any intervals.
      throw error instanceof Problem && error.code === 'shift_overlaps'
        ? new Problem('shift_overlaps', { faults: [{ field: 'startsAt', code: 'does_not_belong' }] })
        : error
    },
  )
  return shift as Shift
}
