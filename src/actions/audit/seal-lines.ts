import { desc, inArray, isNull, sql } from 'drizzle-orm'
import { advisoryKeys } from '../../db/advisory-keys.ts'
import { touch } from '../../db/change.ts'
import { rows, type Transaction } from '../../db/connect.ts'
import { auditSeals } from '../../db/schema/audit.ts'
import { auditLines } from '../../db/schema/counts.ts'
import type { Deps } from '../../deps.ts'
import { digestOf, linkText } from '../../domain/audit-chain.ts'

/** At most so many lines to a link: a night of a replay still ends within a statement's time. */
const mostLines = 2_000

/**
 * Chains the lines of the access log that stand alone yet, and says how many. Lines are written unchained, so that two
 * changes never wait for each other; from a minute after, none can be changed or taken out unseen. Safe on several
 * machines at once. It is nobody's deed, and leaves no line of its own.
 */
export async function sealLines(deps: Deps): Promise<number> {
  let sealed = 0
  for (;;) {
    const done = await touch(deps, tx => sealNext(deps, tx))
    sealed += done
    if (done < mostLines) return sealed
  }
}

async function sealNext({ keys, now }: Deps, tx: Transaction): Promise<number> {
  await rows(tx, sql`select pg_advisory_xact_lock(${advisoryKeys.audit})`)
  const lines = await tx
    .select()
    .from(auditLines)
    .where(isNull(auditLines.seal))
    .orderBy(auditLines.id)
    .limit(mostLines)
  if (lines.length === 0) return 0
  const [head] = await tx.select().from(auditSeals).orderBy(desc(auditSeals.number)).limit(1)
  const number = (head?.number ?? 0) + 1
  const link = { number, lines: lines.length, digest: await digestOf(lines), sealedAt: now() }
  const tag = await keys.tag('audit-chain', linkText({ ...link, previous: head?.tag ?? '' }))
  const firstAt = new Date(Math.min(...lines.map(({ at }) => at.getTime())))
  await tx.insert(auditSeals).values({ ...link, firstAt, tag })
  await tx
    .update(auditLines)
    .set({ seal: number })
    .where(
      inArray(
        auditLines.id,
        lines.map(({ id }) => id),
      ),
    )
  return lines.length
}
