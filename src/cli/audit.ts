import { parseArgs } from 'node:util'
import { sealLines } from '../actions/audit/seal-lines.ts'
import { cutoffOf } from '../domain/retention.ts'
import { say } from '../node/say.ts'
import { auditTag, checkAudit } from '../reads/audit-check.ts'
import { type Command, cliTexts } from './command.ts'
import { withOpened } from './opened.ts'

/**
 * Recomputes the whole chain of the access log, chains what stands alone yet, and says what is wrong with it, or its
 * head: kept elsewhere, a head also shows that nothing was cut off at the end. Answers 1 where something is wrong.
 */
export const run: Command = async (args, locale) => {
  const { values } = parseArgs({ args, options: { head: { type: 'string' } } })
  const texts = cliTexts(locale)
  return withOpened(async ({ deps }) => {
    const keptSince = cutoffOf(deps.now(), { unit: 'months', count: deps.config.ACCESS_LOG_MONTHS })
    const before = await checkAudit(deps, keptSince)
    const [number, tag] = values.head?.split(':') ?? []
    const known = values.head === undefined || (await auditTag(deps, Number(number))) === tag
    for (const { link, fault } of before.faults) say(texts.auditFaults[fault](link))
    if (!known) say(texts.auditHeadGone(values.head as string))
    if (before.faults.length > 0 || !known) return 1
    // Only after the check: what stood unchained for too long must be seen, not mended in passing.
    await sealLines(deps)
    const { links, lines, forgotten, head } = await checkAudit(deps, keptSince)
    say(texts.auditWell(lines, links, forgotten))
    if (head) say(texts.auditHead(`${head.number}:${head.tag}`))
    return 0
  })
}
