import { eq } from 'drizzle-orm'
import { bookings } from '../../db/schema/bookings.ts'
import type { Deps } from '../../deps.ts'
import { Problem } from '../../domain/problem.ts'
import { readReturnCode } from '../../domain/return-code.ts'

/**
 * The counselor whom a return code names, so that nobody must tell everything again; null without a code,
 * `return_code_unknown` for one that we do not know, or no longer.
 */
export async function namedCounselor(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  typed: string | undefined,
): Promise<string | null> {
  if (typed === undefined) return null
  const code = readReturnCode(typed)
  const tag = code && (await keys.tag('return-code', code))
  const [found] = tag
    ? await db.select({ id: bookings.counselorId }).from(bookings).where(eq(bookings.returnCodeTag, tag))
    : []
  if (!found) throw new Problem('return_code_unknown')
  return found.id
}
