import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import { auditLines } from '../db/schema/counts.ts'
import { people } from '../db/schema/people.ts'
import type { Deps } from '../deps.ts'
import { type Look, looks } from '../domain/looks.ts'

/** Who looked at what: the subject only by a short code or a period, never its content. */
export type Looked = { number: number; at: Date; who: string | null; look: Look; code: string }

/** So many on a page. */
export const looksShown = 100

/** The latest looks on record, newest first; with `before`, those older than that number. */
export async function lookedAt({ db }: Pick<Deps, 'db'>, before?: number): Promise<Looked[]> {
  const found = await db
    .select({
      number: auditLines.id,
      at: auditLines.at,
      who: people.name,
      look: auditLines.action,
      subject: auditLines.subject,
    })
    .from(auditLines)
    .leftJoin(people, eq(sql`${people.id}::text`, auditLines.actorId))
    .where(
      and(
        inArray(auditLines.action, [...looks]),
        before === undefined ? undefined : lt(auditLines.id, before),
      ),
    )
    .orderBy(desc(auditLines.id))
    .limit(looksShown)
  return found.map(({ number, at, who, look, subject }) => ({
    number,
    at,
    who,
    look: look as Look,
    code: subject === null ? '' : isId(subject) ? subject.slice(0, 6).toUpperCase() : subject,
  }))
}

function isId(subject: string) {
  return /^[0-9a-f]{8}-/.test(subject)
}
