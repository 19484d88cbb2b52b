import { Problem } from '../domain/problem.ts'
import type { AnyContext } from './env.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The `:id` of the path; whatever cannot be one is `not_found`, and never reaches the database. */
export function pathId(c: AnyContext): string {
  const id = c.req.param('id') ?? ''
  if (!uuid.test(id)) throw new Problem('not_found')
  return id
}

/** The `:period` of the path, as releases are named (`2026-10`, `2026-W45`, `2026-Q3`); anything else is `not_found`. */
export function pathPeriod(c: AnyContext): string {
  const period = c.req.param('period') ?? ''
  if (!/^[\w-]{1,20}$/.test(period)) throw new Problem('not_found')
  return period
}
