import { asc } from 'drizzle-orm'
import { territories } from '../db/schema/people.ts'
import type { Deps } from '../deps.ts'

/** A place of the tree, with how deep it lies below the root (0). */
export type Place = { code: string; name: string; depth: number }

/** All places, each below the one that it belongs to; what hangs on nothing stands at the root. */
export async function territoryTree({ db }: Pick<Deps, 'db'>): Promise<Place[]> {
  const found = await db.select().from(territories).orderBy(asc(territories.code))
  const known = new Set(found.map(({ code }) => code))
  const below = Map.groupBy(found, ({ parent }) => (parent && known.has(parent) ? parent : ''))
  const walk = (parent: string, depth: number): Place[] =>
    (below.get(parent) ?? []).flatMap(({ code, name }) => [{ code, name, depth }, ...walk(code, depth + 1)])
  return walk('', 0)
}
