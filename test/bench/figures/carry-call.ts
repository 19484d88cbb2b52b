import { sql } from 'drizzle-orm'
import { acceptOffer } from '../../../src/actions/calls/accept-offer.ts'
import { dispatch } from '../../../src/actions/calls/dispatch.ts'
import { receiveCall } from '../../../src/actions/calls/receive-call.ts'
import { closeCall } from '../../../src/actions/outcomes/close-call.ts'
import { rows } from '../../../src/db/connect.ts'
import type { CounselorActor } from '../../../src/domain/actor.ts'
import type { GivenOutcome } from '../../../src/domain/outcome.ts'
import type { Installation } from '../installation.ts'

/** The line that calls come in on. */
export const line = { kind: 'line', line: 'main' } as const

/** A whole outcome. */
export const outcome: GivenOutcome = { ending: 'completed', riskAnswer: 'low', problems: ['mood'] }

let references = 0

/** A name for a call that no other call has. */
export const newReference = () => `bench-call-${++references}`

/** Carries one call from its arrival to its close, as exchange and counselor would; looking for the offer counts in. */
export async function carryCall(installed: Installation, people: Map<string, CounselorActor>): Promise<void> {
  const { deps } = installed
  const { callId } = await receiveCall(deps, line, {
    reference: newReference(),
    language: 'zh',
    from: '13900001111',
  })
  const { offerId, counselor } = await offerOf(installed, people, callId)
  await acceptOffer(deps, counselor, { offerId })
  await closeCall(deps, counselor, { callId, outcome })
}

/** The live offer of a call and whose it is; waits for it where everybody was busy. */
export async function offerOf({ deps }: Installation, people: Map<string, CounselorActor>, callId: string) {
  for (let tries = 0; tries < 200; tries++) {
    const [found] = await rows<{ id: string; counselor: string }>(
      deps.db,
      sql`
      select id, counselor_id as counselor from offers where call_id = ${callId} and state = 'pending'`,
    )
    const counselor = found && people.get(found.counselor)
    if (found && counselor) return { offerId: found.id, counselor }
    await dispatch(deps)
  }
  throw new Error('Nobody was offered the call.')
}

/** Counselors by id. */
export function byId(counselors: readonly CounselorActor[]): Map<string, CounselorActor> {
  return new Map(counselors.map(counselor => [counselor.personId, counselor]))
}
