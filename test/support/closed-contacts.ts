import { sealedOutcome } from '../../src/actions/outcomes/seal-outcome.ts'
import { calls } from '../../src/db/schema/calls.ts'
import { closings } from '../../src/db/schema/counts.ts'
import { completeOutcome, type GivenOutcome } from '../../src/domain/outcome.ts'
import { randomId } from '../../src/domain/random-id.ts'
import type { TestApp } from './app.ts'

/**
 * Calls as they stand once they were closed, a minute apart, taken by counselors in turn: each outcome sealed on its
 * closing. Returns the closings' ids, made of `random`.
 */
export async function closedContacts(
  { deps, clock, database, person }: TestApp,
  outcomes: readonly GivenOutcome[],
  random = deps.random,
): Promise<string[]> {
  const counselors = await Promise.all([1, 2, 3, 4].map(number => person(`counselor-${number}`)))
  const closed = []
  for (const [place, outcome] of outcomes.entries()) {
    clock.wind(60)
    const at = deps.now()
    const call = {
      id: crypto.randomUUID(),
      arrivedAt: at,
      queuedAt: at,
      answeredAt: at,
      endedAt: at,
      closedAt: at,
    }
    const id = randomId(random(16))
    const sealed = await sealedOutcome(deps, id, completeOutcome(outcome))
    closed.push({
      call: { ...call, counselorId: counselors[place % 4]?.personId, counted: false },
      closing: { id, callId: call.id, closedAt: at, ...sealed },
    })
  }
  await database.db
    .insert(calls)
    .values(closed.map(({ call }) => ({ ...call, channel: 'phone', language: 'zh', state: 'closed' })))
  await database.db.insert(closings).values(closed.map(({ closing }) => closing))
  return closed.map(({ closing }) => closing.id)
}
