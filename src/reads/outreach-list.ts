import { and, desc, eq, gte, lt } from 'drizzle-orm'
import { outreachSessions } from '../db/schema/counts.ts'
import { partners, territories } from '../db/schema/people.ts'
import type { Deps } from '../deps.ts'
import { checkSpan } from '../domain/count-periods.ts'
import { type DaySpan, dayAfter } from '../domain/days.ts'
import { dayStart } from '../domain/time.ts'

/** One outreach session as it is shown: names next to codes where there are any. */
export type OutreachShown = {
  id: string
  code: string
  medium: string
  topic: string
  heldAt: Date
  audience: number
  territory: string | null
  territoryName: string | null
  partner: string | null
  partnerName: string | null
}

/** The outreach sessions held on these local days, both included, latest first. Refuses spans as `checkSpan` does. */
export async function outreachList(
  deps: Pick<Deps, 'db' | 'config'>,
  span: DaySpan,
): Promise<OutreachShown[]> {
  checkSpan(span)
  const zone = deps.config.TIME_ZONE
  return shown(deps)
    .where(
      and(
        gte(outreachSessions.heldAt, dayStart(span.from, zone)),
        lt(outreachSessions.heldAt, dayStart(dayAfter(span.to, 1), zone)),
      ),
    )
    .orderBy(desc(outreachSessions.heldAt), outreachSessions.code)
}

/** The outreach sessions recorded last, latest first. */
export async function latestOutreach(deps: Pick<Deps, 'db'>, most: number): Promise<OutreachShown[]> {
  return shown(deps).orderBy(desc(outreachSessions.heldAt), outreachSessions.code).limit(most)
}

/** The places and partners that an outreach session can be recorded for. */
export async function outreachChoices(deps: Pick<Deps, 'db'>) {
  const [places, senders] = await Promise.all([
    deps.db
      .select({ code: territories.code, name: territories.name })
      .from(territories)
      .orderBy(territories.name),
    deps.db.select({ code: partners.code, name: partners.name }).from(partners).orderBy(partners.name),
  ])
  return { territories: places, partners: senders }
}

function shown({ db }: Pick<Deps, 'db'>) {
  return db
    .select({
      id: outreachSessions.id,
      code: outreachSessions.code,
      medium: outreachSessions.medium,
      topic: outreachSessions.topic,
      heldAt: outreachSessions.heldAt,
      audience: outreachSessions.audience,
      territory: outreachSessions.territory,
      territoryName: territories.name,
      partner: partners.code,
      partnerName: partners.name,
    })
    .from(outreachSessions)
    .leftJoin(territories, eq(territories.code, outreachSessions.territory))
    .leftJoin(partners, eq(partners.id, outreachSessions.partnerId))
    .$dynamic()
}
