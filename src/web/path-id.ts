import { Problem } from '../domain/problem.ts'
import type { AnyContext } from './env.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The `:id` of the path; whatever cannot be one is `not_found`, and never reaches the database. */
export function pathId(c: AnyContext): string {
  const id = c.req.param('id') ?? ''
  if (!uuid.test(id)) throw new Problem('not_found')
  return id
}
