import { type Attacker, attackersOf, hiddenFrom, isOpen, mostError, narrowest } from './cell-limits.ts'
import { guarded } from './contact-codes.ts'
import { attributes, type CellName, type MonthTables, type Move } from './month-tables.ts'

/**
 * A number that would tell too much: to whom, how wide it stays at least, and how wide it had to:
 * `narrowest`, or fewer where fewer contacts of others could be in it at all.
 */
export type NarrowCell = { name: CellName; attacker: Attacker; width: number; needed: number }

/**
 * The auditor: every number that might be pinned down too narrowly, by everybody or by one partner who knows its own
 * contacts, from everything that was ever released of a month (`versions`, each with the cells of `truth`, NaN where it has none). None of them
 * does any harm when it returns [].
 *
 * It proves safety rather than trying attacks. For each number and each attacker it looks for other months, made from the
 * true one by giving contacts that the attacker does not know other codes, that would explain all that was released just
 * as well. As long as two of them differ in that number by enough, no attack of any kind can tell them apart. Where
 * it finds none it says so, although there may be some: it errs on the side of refusing. `pause` is called every few
 * milliseconds.
 */
export async function auditMonth(
  truth: MonthTables,
  versions: readonly ArrayLike<number>[],
  pause: () => Promise<void> = async () => {},
): Promise<NarrowCell[]> {
  const cells = truth.guardedCells()
  const least = new Int32Array(truth.counts.length).fill(0)
  const most = new Int32Array(truth.counts.length).fill(2 ** 30)
  for (const { cell } of cells)
    for (const released of versions) {
      if (Number.isNaN(released[cell])) continue
      const [low, high] = [released[cell]! - mostError, released[cell]! + mostError]
      // A version from before a correction may exclude what is true now; then it tells nothing of now.
      if (truth.counts[cell]! < low || truth.counts[cell]! > high) continue
      least[cell] = Math.max(least[cell]!, low)
      most[cell] = Math.min(most[cell]!, high)
    }
  const narrow: NarrowCell[] = []
  for (const attacker of attackersOf(truth)) {
    const others = hiddenFrom(truth, attacker)
    const hidden = [...truth.partners.keys()].filter(
      contact =>
        attacker === null || (truth.partners[contact] !== null && truth.partners[contact] !== attacker),
    )
    const room = { truth: truth.copy(), least, most, hidden }
    await settle(room, cells, pause)
    for (const [place, { name }] of cells.entries()) {
      if (place % 20 === 0) await pause()
      const wanted = Math.min(narrowest, others(name))
      const up = reach(room, name, 'in', wanted)
      const width = up < wanted ? up + reach(room, name, 'out', wanted - up) : up
      if (width < wanted) narrow.push({ name, attacker, width, needed: wanted })
    }
  }
  return narrow
}

/**
 * Brings the contacts that the attacker does not know as near as they go to the middle of what was released, so that
 * there is room on both sides. The month stays one that explains everything released.
 */
async function settle(room: Room, cells: readonly { cell: number }[], pause: () => Promise<void>) {
  const { truth, least, most, hidden } = room
  const released = new Set(cells.map(({ cell }) => cell))
  const strain = (cell: number) =>
    released.has(cell) ? Math.abs(2 * truth.counts[cell]! - least[cell]! - most[cell]!) : 0
  for (let sweep = 0; sweep < 3; sweep++)
    for (const contact of hidden) {
      if (contact % 20 === 0) await pause()
      for (const attribute of guarded.keys())
        for (const from of [...truth.codes[contact]![attribute]!])
          for (let to = 0; to < truth.sizes[attribute]!; to++) {
            const list = truth.codes[contact]![attribute]!
            if (!list.includes(from) || list.includes(to)) continue
            const move = { contact, attribute, from, to }
            const touched: number[] = []
            truth.move(move, touched)
            const after = touched.reduce((sum, cell) => sum + strain(cell) ** 2, 0)
            undo(truth, move)
            const before = touched.reduce((sum, cell) => sum + strain(cell) ** 2, 0)
            if (after < before) attempt(room, [move])
          }
    }
}

/** After so many others tried in vain, a contact counts as one that cannot be moved. */
const mostTries = 60

type Room = { truth: MonthTables; least: Int32Array; most: Int32Array; hidden: readonly number[] }

/** How many contacts can be moved into a cell, or out of it, without contradicting anything released; undone after. */
function reach(room: Room, name: CellName, way: 'in' | 'out', wanted: number): number {
  const { truth } = room
  const done: Move[] = []
  let moved = 0
  for (const contact of room.hidden) {
    if (moved >= wanted) break
    if (name.week >= 0 && truth.parts[contact] !== name.week) continue
    const ways = waysFor(truth, contact, name, way)
    const found = ways.find(moves => attempt(room, moves)) ?? evenedOut(room, name, ways)
    if (!found) continue
    done.push(...found)
    moved += 1
  }
  for (const move of done.reverse()) undo(truth, move)
  return moved
}

/** One of the ways, together with a contact outside the cell that makes up for it in the sums that both are in. */
function evenedOut(room: Room, name: CellName, ways: readonly Move[][]): Move[] | undefined {
  const { truth } = room
  let tries = mostTries
  for (const moves of ways)
    for (const { contact, attribute, from, to } of moves)
      for (const other of room.hidden) {
        if (other === contact || isInCell(truth, other, name)) continue
        const back = { contact: other, attribute, from: to, to: from }
        const list = truth.codes[other]![attribute]!
        if (!list.includes(back.from) || list.includes(back.to)) continue
        if (tries-- === 0) return undefined
        if (attempt(room, [...moves, back])) {
          if (!isInCell(truth, other, name)) return [...moves, back]
          for (const move of [back, ...[...moves].reverse()]) undo(truth, move)
        }
      }
  return undefined
}

function isInCell(truth: MonthTables, contact: number, { week, first, second }: CellName): boolean {
  if (week >= 0 && truth.parts[contact] !== week) return false
  return [first, ...(second ? [second] : [])].every(([attribute, code]) =>
    truth.codes[contact]![attributes.indexOf(attribute)]!.includes(
      truth.shape.codes[attribute].indexOf(code),
    ),
  )
}

function attempt({ truth, least, most }: Room, moves: readonly Move[]): boolean {
  const touched: number[] = []
  for (const move of moves) truth.move(move, touched)
  const fits = touched.every(
    cell => truth.counts[cell]! >= least[cell]! && truth.counts[cell]! <= most[cell]!,
  )
  if (!fits) for (const move of [...moves].reverse()) undo(truth, move)
  return fits
}

function undo(truth: MonthTables, { contact, attribute, from, to }: Move): void {
  truth.move({ contact, attribute, from: to, to: from }, [])
}

/** The changes that would bring a contact into a cell, or take it out; [] when there are none. */
function waysFor(truth: MonthTables, contact: number, name: CellName, way: 'in' | 'out'): Move[][] {
  const parts = [name.first, ...(name.second ? [name.second] : [])].map(([attribute, code]) => {
    const place = attributes.indexOf(attribute)
    const list = truth.codes[contact]![place]!
    const at = truth.shape.codes[attribute].indexOf(code)
    return { attribute: place, code: at, list, has: list.includes(at), fixed: isOpen(attribute) }
  })
  const isIn = parts.every(({ has }) => has)
  if (way === 'out') {
    if (!isIn) return []
    return parts
      .filter(({ fixed }) => !fixed)
      .flatMap(({ attribute, code, list }) =>
        Array.from({ length: truth.sizes[attribute]! }, (_, to) => to)
          .filter(to => !list.includes(to))
          .map(to => [{ contact, attribute, from: code, to }]),
      )
  }
  const lacking = parts.filter(({ has }) => !has)
  if (isIn || lacking.some(({ fixed, list }) => fixed || list.length === 0)) return []
  const ways = lacking.map(({ attribute, code, list }) =>
    list.map((from): Move => ({ contact, attribute, from, to: code })),
  )
  const [one = [], other] = ways
  return other ? one.flatMap(a => other.map(b => [a, b])) : one.map(move => [move])
}
