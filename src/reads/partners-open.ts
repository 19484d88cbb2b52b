import { sql } from 'drizzle-orm'
import { rows } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { PartnerKind } from '../domain/codes.ts'

/** A partner as a caller may leave it out: its code, its kind, its name. */
export type OpenPartner = { code: string; kind: PartnerKind; name: string }

/** The partners that send counselors today, by name. */
export function partnersOpen({ db }: Pick<Deps, 'db'>): Promise<OpenPartner[]> {
  return rows<OpenPartner>(
    db,
    sql`select code, kind, name from partners where retired_at is null order by name, code`,
  )
}
