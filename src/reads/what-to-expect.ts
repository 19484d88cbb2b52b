import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { MinuteRange } from '../domain/waiting.ts'
import { lineNow } from './line-now.ts'

/** What somebody who would call now can expect, as far as it is known. */
export type Expectation = {
  /** Somebody is on duty: a planned shift that nobody has taken up answers no call. */
  openNow: boolean
  /** When the next person comes, by the roster; null when it is open now, or nothing more is planned. */
  nextOpening: Date | null
  /** Contacts that wait for a counselor. */
  waiting: number
  minutes: MinuteRange | null
}

/**
 * How things stand on the line now for a language, the first of the service unless said otherwise: open or when next,
 * how many wait, an honest range of minutes.
 */
export async function whatToExpect(
  deps: Pick<Deps, 'db' | 'now' | 'config'>,
  language: string = deps.config.LANGUAGES[0] as string,
): Promise<Expectation> {
  const counted = await rows<{ language: string; waiting: number; kept: number }>(
    deps.db,
    sql`select language, count(*) as waiting, count(*) filter (where unanswered_at is null) as kept
        from calls where state in ('waiting', 'offered') group by language`,
  )
  const ahead = Object.fromEntries(counted.map(({ language, kept }) => [language, kept]))
  const { someoneIsThere, nobodyBefore, minutes } = await lineNow(deps, language, ahead)
  return {
    openNow: someoneIsThere,
    nextOpening: someoneIsThere ? null : nobodyBefore,
    waiting: counted.reduce((sum, { waiting }) => sum + waiting, 0),
    minutes,
  }
}
