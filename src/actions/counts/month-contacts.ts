import { and, eq, ne, sql } from 'drizzle-orm'
import { acting, rows } from '../../db/connect.ts'
import { outcomes } from '../../db/schema/counts.ts'
import type { Deps } from '../../deps.ts'
import { modes } from '../../domain/codes.ts'
import type { DaySpan } from '../../domain/days.ts'
import { type CountedContact, codeLists, unknown } from '../../domain/release/contact-codes.ts'
import { type Place, releasedPlaces } from '../../domain/release/places.ts'
import { originPlace } from '../outcomes/mix-outcomes.ts'
import { textOrUnreadable, unreadable } from '../outcomes/text-or-unreadable.ts'

/**
 * The contacts of a month as they are counted, calls that only tested the line left out, and every code there is. A
 * contact's part is the place of its week among `weeks`, -1 where its week is none of them or not stated.
 */
export async function monthContacts(deps: Deps, month: DaySpan, weeks: readonly DaySpan[]) {
  const [found, tree, kinds] = await Promise.all([
    acting(deps.db, 'tick')
      .select()
      .from(outcomes)
      .where(and(eq(outcomes.month, month.from), ne(outcomes.kind, 'test')))
      .orderBy(outcomes.id),
    rows<Place>(deps.db, sql`select code, parent from territories`),
    rows<{ id: string; kind: string }>(deps.db, sql`select id, kind from partners`),
  ])
  const { places, placeOf } = releasedPlaces(tree)
  const kindOf = new Map(kinds.map(({ id, kind }) => [id, kind]))
  const contacts = await Promise.all(
    found.map(async (row): Promise<CountedContact> => {
      const [partner, mode] = await originOf(deps, row)
      return {
        part: weeks.findIndex(({ from }) => from === row.week),
        partner,
        codes: {
          problem: row.problems,
          riskAnswer: [row.riskAnswer],
          ageBand: [row.ageBand],
          ending: [row.ending],
          territory: [placeOf(row.territory)],
          mode: [mode],
          partnerKind: [(partner && kindOf.get(partner)) || unknown],
        },
      }
    }),
  )
  return { contacts, codes: codeLists(places) }
}

type Outcome = typeof outcomes.$inferSelect

async function originOf({ keys }: Deps, { id, originSealed }: Outcome): Promise<[string | null, string]> {
  const text = originSealed === null ? undefined : await textOrUnreadable(keys, originSealed, originPlace(id))
  if (text === undefined || text === unreadable) return [null, unknown]
  const [partner, mode] = JSON.parse(text) as [string | null, string]
  return [partner, ['hotline', ...modes].includes(mode) ? mode : unknown]
}
