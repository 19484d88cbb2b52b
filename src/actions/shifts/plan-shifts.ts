import { eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { shifts } from '../../db/schema/duty.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, SystemActor } from '../../domain/actor.ts'
import type { PlannedInterval } from '../../domain/planned-intervals.ts'
import { Problem } from '../../domain/problem.ts'
import { type CounselorName, lockCounselor } from './counselor-of.ts'

/** Several shifts of one counselor; with a request key, the same request made twice plans them once. */
export type Plan = CounselorName & { intervals: PlannedInterval[]; requestKey?: string }

/** A shift as planned. */
export type Shift = { id: string; counselorId: string; startsAt: Date; endsAt: Date }

/**
 * Plans shifts of one counselor, all or none. Refuses `shift_overlaps` and `shift_ends_before_it_starts`
 * with the interval as fault `intervals.N`, `person_retired`, and `request_reused` for a key that stood for
 * something else.
 */
export async function planShifts(
  deps: Deps,
  actor: CoordinatorActor | SystemActor,
  plan: Plan,
): Promise<Shift[]> {
  let line = 0
  const tags = await Promise.all(plan.intervals.map((_, index) => requestTag(deps, plan.requestKey, index)))
  try {
    return await change(deps, actor, 'plan shifts', async (tx, about) => {
      const counselorId = await lockCounselor(tx, plan)
      about(counselorId)
      const planned: Shift[] = []
      for (const [index, { startsAt, endsAt }] of plan.intervals.entries()) {
        line = index
        const wanted = { counselorId, startsAt, endsAt }
        planned.push(
          (await plannedBefore(tx, tags[index], wanted)) ??
            (await insertShift(tx, {
              ...wanted,
              plannedAt: deps.now(),
              plannedBy: actor.kind === 'coordinator' ? actor.personId : null,
              requestTag: tags[index],
            })),
        )
      }
      return planned
    })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const isOfTheInterval = error.code === 'shift_overlaps' || error.code === 'shift_ends_before_it_starts'
    if (!isOfTheInterval) throw error
    throw new Problem(error.code, { faults: [{ field: `intervals.${line}`, code: 'does_not_belong' }] })
  }
}

async function requestTag(deps: Deps, key: string | undefined, index: number) {
  return key === undefined ? undefined : deps.keys.tag('shift-request', index === 0 ? key : `${key} ${index}`)
}

async function insertShift(tx: Transaction, values: typeof shifts.$inferInsert): Promise<Shift> {
  const [made] = await tx.insert(shifts).values(values).returning()
  return made as Shift
}

async function plannedBefore(
  tx: Transaction,
  tag: string | undefined,
  wanted: Omit<Shift, 'id'>,
): Promise<Shift | undefined> {
  if (tag === undefined) return undefined
  const [found] = await tx.select().from(shifts).where(eq(shifts.requestTag, tag))
  if (!found) return undefined
  const isSame =
    found.counselorId === wanted.counselorId &&
    found.startsAt.getTime() === wanted.startsAt.getTime() &&
    found.endsAt.getTime() === wanted.endsAt.getTime()
  if (!isSame || found.canceledAt) throw new Problem('request_reused')
  return found
}
