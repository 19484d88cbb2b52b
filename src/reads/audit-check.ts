import { and, asc, eq, gt, isNull, lt } from 'drizzle-orm'
import { auditSeals } from '../db/schema/audit.ts'
import { auditLines } from '../db/schema/counts.ts'
import type { Deps } from '../deps.ts'
import { digestOf, linkText } from '../domain/audit-chain.ts'

/**
 * What is wrong at a link: its lines are no longer what they were, the link itself was changed, it is gone, or lines
 * stand unchained for longer than a tick can be late.
 */
export type AuditFault = {
  link: number
  fault: 'lines_changed' | 'link_changed' | 'link_missing' | 'not_chained'
}

/** `forgotten` are links whose lines went after their time, as promised; `head` is worth writing down elsewhere. */
export type AuditCheck = {
  links: number
  lines: number
  forgotten: number
  unchained: number
  head: { number: number; tag: string } | undefined
  faults: AuditFault[]
}

const page = 200
const latestMs = 60 * 60_000
/** Lines are forgotten by their day, links by none: near the edge a link may have lost some of its lines already. */
const edgeMs = 2 * 86_400_000

/** Recomputes the whole chain of the access log. `keptSince` is the instant before which lines have been forgotten. */
export async function checkAudit(
  deps: Pick<Deps, 'db' | 'keys' | 'now'>,
  keptSince: Date,
): Promise<AuditCheck> {
  const { db, keys, now } = deps
  const found: AuditCheck = { links: 0, lines: 0, forgotten: 0, unchained: 0, head: undefined, faults: [] }
  for (;;) {
    const after = found.head?.number ?? 0
    const links = await db
      .select()
      .from(auditSeals)
      .where(gt(auditSeals.number, after))
      .orderBy(asc(auditSeals.number))
      .limit(page)
    for (const link of links) {
      const expected = (found.head?.number ?? 0) + 1
      if (link.number !== expected) found.faults.push({ link: expected, fault: 'link_missing' })
      const tag = await keys.tag('audit-chain', linkText({ ...link, previous: found.head?.tag ?? '' }))
      if (tag !== link.tag) found.faults.push({ link: link.number, fault: 'link_changed' })
      found.links += 1
      found.head = { number: link.number, tag: link.tag }
      if (link.firstAt.getTime() < keptSince.getTime() + edgeMs) {
        found.forgotten += 1
        continue
      }
      const lines = await db.select().from(auditLines).where(eq(auditLines.seal, link.number))
      found.lines += lines.length
      if (lines.length !== link.lines || (await digestOf(lines)) !== link.digest)
        found.faults.push({ link: link.number, fault: 'lines_changed' })
    }
    if (links.length < page) break
  }
  const alone = isNull(auditLines.seal)
  found.unchained = await db.$count(auditLines, alone)
  const late = and(alone, lt(auditLines.at, new Date(now().getTime() - latestMs)))
  if ((await db.$count(auditLines, late)) > 0)
    found.faults.push({ link: (found.head?.number ?? 0) + 1, fault: 'not_chained' })
  return found
}

/** The tag of one link, to hold against one that was written down; undefined when there is no such link. */
export async function auditTag({ db }: Pick<Deps, 'db'>, number: number): Promise<string | undefined> {
  if (!Number.isSafeInteger(number)) return undefined
  const [link] = await db
    .select({ tag: auditSeals.tag })
    .from(auditSeals)
    .where(eq(auditSeals.number, number))
  return link?.tag
}
