import { unknown } from './contact-codes.ts'

/** A place of the tree that a city is divided into. */
export type Place = { code: string; parent: string | null }

/**
 * The places that releases tell apart, and the one that a territory lies in: the children of a single root, else the
 * roots. A station is far too small to be counted for itself.
 */
export function releasedPlaces(tree: readonly Place[]): {
  places: string[]
  placeOf: (territory: string | null) => string
} {
  const roots = tree.filter(({ parent }) => parent === null)
  const only = roots.length === 1 ? tree.filter(({ parent }) => parent === roots[0]?.code) : []
  const places = (only.length > 0 ? only : roots).map(({ code }) => code).sort()
  const parentOf = new Map(tree.map(({ code, parent }) => [code, parent]))
  return {
    places,
    placeOf: territory => {
      const seen = new Set<string>()
      for (let at = territory; at !== null && !seen.has(at); at = parentOf.get(at) ?? null) {
        if (places.includes(at)) return at
        seen.add(at)
      }
      return unknown
    },
  }
}
