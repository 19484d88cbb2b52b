import { eq } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { partners, territories } from '../../db/schema/people.ts'
import { type Fault, Problem } from '../../domain/problem.ts'

/** What a contact may say about where it is from, and by whom it does not want to be answered (codes). */
export type Whereabouts = { territory?: string; withoutPartner?: string }

/** The same as a call keeps it; `invalid_input` for a place or a partner that there is not. */
export async function knownWhereabouts(tx: Transaction, { territory, withoutPartner }: Whereabouts) {
  const faults: Fault[] = []
  const [place] =
    territory === undefined
      ? [{ code: null }]
      : await tx.select({ code: territories.code }).from(territories).where(eq(territories.code, territory))
  const [partner] =
    withoutPartner === undefined
      ? [{ id: null }]
      : await tx.select({ id: partners.id }).from(partners).where(eq(partners.code, withoutPartner))
  if (!place) faults.push({ field: 'territory', code: 'not_in_list' })
  if (!partner) faults.push({ field: 'withoutPartner', code: 'not_in_list' })
  if (!place || !partner) throw new Problem('invalid_input', { faults })
  return { territory: place.code, withoutPartner: partner.id }
}
