import { eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import type { Transaction } from '../../db/connect.ts'
import { outreachSessions } from '../../db/schema/counts.ts'
import { partners, territories } from '../../db/schema/people.ts'
import { tally } from '../../db/tally.ts'
import type { Deps } from '../../deps.ts'
import type { CoordinatorActor, SystemActor } from '../../domain/actor.ts'
import type { OutreachMedium } from '../../domain/codes.ts'
import { outreachCode } from '../../domain/outreach-code.ts'
import { Problem } from '../../domain/problem.ts'

/** More people than any audience has had; what is above is a slip of the keyboard. */
export const largestAudience = 100_000_000

/** What there is to say of an outreach session; `heldAt` is now when absent, a code is made when absent. */
export type OutreachGiven = {
  medium: OutreachMedium
  topic: string
  audience: number
  heldAt?: Date
  code?: string
  territory?: string
  /** Code of the partner that held it. */
  partner?: string
  requestKey?: string
}

/** An outreach session as it was recorded. */
export type OutreachSession = typeof outreachSessions.$inferSelect

/**
 * Records one livestream, TV hour, chat group or lecture, and counts it and its audience at the time it was held.
 * The same `requestKey` answers what it recorded first. Refuses `outreach_code_taken`, `request_reused`, and
 * `invalid_input` for an unknown territory or partner.
 */
export async function recordOutreach(
  deps: Deps,
  actor: CoordinatorActor | SystemActor,
  given: OutreachGiven,
): Promise<OutreachSession> {
  // Of eight million codes two meet within a few thousand sessions: nobody chose it, so another is drawn.
  for (let draws = 1; ; draws++) {
    try {
      return await recordOnce(deps, actor, given)
    } catch (error) {
      const drawn =
        error instanceof Problem && error.code === 'outreach_code_taken' && given.code === undefined
      if (!drawn || draws === 5) throw error
    }
  }
}

async function recordOnce(
  deps: Deps,
  actor: CoordinatorActor | SystemActor,
  given: OutreachGiven,
): Promise<OutreachSession> {
  const { requestKey } = given
  const requestTag = requestKey === undefined ? null : await deps.keys.tag('outreach-request', requestKey)
  return change(deps, actor, 'record outreach', async (tx, about) => {
    const recordedAt = deps.now()
    const partnerId = await partnerNamed(tx, given.partner)
    await knowTerritory(tx, given.territory)
    const { medium, topic, audience, territory = null, heldAt = recordedAt } = given
    const session = {
      medium,
      topic,
      audience,
      territory,
      heldAt,
      partnerId,
      requestTag,
      recordedAt,
      recordedBy: actor.kind === 'coordinator' ? actor.personId : null,
      code: given.code ?? outreachCode(deps.random(5)),
    }
    // A repeated request runs into its own tag here, also when both arrive at once.
    const [made] = await tx
      .insert(outreachSessions)
      .values(session)
      .onConflictDoNothing({ target: outreachSessions.requestTag })
      .returning()
    if (!made) return sameAsBefore(tx, requestTag ?? '', given, partnerId)
    about(made.id)
    await tally(tx, [
      { at: heldAt, measure: 'outreach_session', partnerId },
      { at: heldAt, measure: 'audience', partnerId, amount: audience },
    ])
    return made
  })
}

async function sameAsBefore(
  tx: Transaction,
  requestTag: string,
  given: OutreachGiven,
  partnerId: string | null,
): Promise<OutreachSession> {
  const [before] = await tx.select().from(outreachSessions).where(eq(outreachSessions.requestTag, requestTag))
  if (!before) throw new Problem('request_reused')
  const same =
    before.medium === given.medium &&
    before.topic === given.topic &&
    before.audience === given.audience &&
    before.territory === (given.territory ?? null) &&
    before.partnerId === partnerId &&
    (given.code === undefined || given.code === before.code) &&
    (given.heldAt === undefined || given.heldAt.getTime() === before.heldAt.getTime())
  if (!same) throw new Problem('request_reused')
  return before
}

async function partnerNamed(tx: Transaction, code: string | undefined): Promise<string | null> {
  if (code === undefined) return null
  const [found] = await tx.select({ id: partners.id }).from(partners).where(eq(partners.code, code))
  if (!found) throw new Problem('invalid_input', { faults: [{ field: 'partner', code: 'not_in_list' }] })
  return found.id
}

async function knowTerritory(tx: Transaction, code: string | undefined) {
  if (code === undefined) return
  const [found] = await tx.select().from(territories).where(eq(territories.code, code))
  if (!found) throw new Problem('invalid_input', { faults: [{ field: 'territory', code: 'not_in_list' }] })
}
