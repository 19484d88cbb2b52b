import { type Attribute, type CountedContact, guarded, open } from './contact-codes.ts'

/** Which tables of a month are counted: how many released weeks it has, whether crossed, and each attribute's codes. */
export type TableShape = {
  weeks: number
  /** The pairs that are crossed; [] for none. */
  crossed: readonly (readonly [Attribute, Attribute])[]
  codes: Record<Attribute, readonly string[]>
}

/** One number of a release: `week` -1 for the month, `second` only in a crossed table. */
export type CellName = {
  week: number
  first: readonly [Attribute, string]
  second?: readonly [Attribute, string]
}

/** Another code for a contact in place of one it has. */
export type Move = { contact: number; attribute: number; from: number; to: number }

export const attributes: readonly Attribute[] = [...guarded, ...open]

type Cross = { first: number; second: number; at: number }

/**
 * The contacts of a month with every number that is counted of them, kept up to date while codes change. Cells are
 * numbers from 0: the weeks' tables (the days outside every week last, never released), the month's, the crossed ones.
 */
export class MonthTables {
  readonly counts: Int32Array
  private readonly contacts: readonly CountedContact[]
  /** The codes of each contact by attribute, as places in the lists of codes. */
  readonly codes: number[][][]
  readonly parts: number[]
  readonly partners: (string | null)[]
  readonly sizes: number[]
  readonly oneWay: number
  readonly shape: TableShape
  private readonly starts: number[]
  private readonly crosses: Cross[][]
  private readonly all: Cross[]

  constructor(contacts: readonly CountedContact[], shape: TableShape) {
    this.shape = shape
    this.contacts = contacts
    this.sizes = attributes.map(attribute => shape.codes[attribute].length)
    this.starts = this.sizes.map((_, place) => sum(this.sizes.slice(0, place)))
    this.oneWay = sum(this.sizes)
    let at = this.oneWay * (shape.weeks + 2)
    this.all = shape.crossed.map(([first, second]) => {
      const cross = { first: attributes.indexOf(first), second: attributes.indexOf(second), at }
      at += this.sizes[cross.first]! * this.sizes[cross.second]!
      return cross
    })
    this.crosses = attributes.map((_, place) =>
      this.all.filter(({ first, second }) => first === place || second === place),
    )
    this.counts = new Int32Array(at)
    this.codes = contacts.map(({ codes }) =>
      attributes.map(attribute => codes[attribute].map(code => placeOf(shape.codes[attribute], code))),
    )
    this.parts = contacts.map(({ part }) => (part < 0 ? shape.weeks : part))
    this.partners = contacts.map(({ partner }) => partner)
    for (let contact = 0; contact < contacts.length; contact++) this.count(this.counts, contact)
  }

  /** The same contacts with their codes as they were given. */
  copy(): MonthTables {
    return new MonthTables(this.contacts, this.shape)
  }

  /** Adds one contact to counts of the same cells. */
  count(into: Int32Array, contact: number): void {
    for (const cell of this.cellsOf(contact)) into[cell]! += 1
  }

  /** Every cell that counts a contact. */
  cellsOf(contact: number): number[] {
    const codes = this.codes[contact]!
    const part = this.parts[contact]!
    const single = codes.flatMap((list, attribute) =>
      list.flatMap(code => [this.cell(part, attribute, code), this.cell(-1, attribute, code)]),
    )
    const crossed = this.all.flatMap(cross =>
      codes[cross.first]!.flatMap(a => codes[cross.second]!.map(b => this.crossCell(cross, a, b))),
    )
    return [...single, ...crossed]
  }

  /** The cell of a code in a part of the month, or in the month (-1). */
  cell(part: number, attribute: number, code: number): number {
    return (part < 0 ? this.shape.weeks + 1 : part) * this.oneWay + this.starts[attribute]! + code
  }

  /** Changes a code, and the counts with it; the cells that changed are put behind those in `touched`. */
  move({ contact, attribute, from, to }: Move, touched: number[]): void {
    const codes = this.codes[contact]!
    const list = codes[attribute]!
    list[list.indexOf(from)] = to
    const part = this.parts[contact]!
    const shift = (cell: number, by: number) => {
      this.counts[cell]! += by
      touched.push(cell)
    }
    shift(this.cell(part, attribute, from), -1)
    shift(this.cell(part, attribute, to), 1)
    shift(this.cell(-1, attribute, from), -1)
    shift(this.cell(-1, attribute, to), 1)
    for (const cross of this.crosses[attribute]!) {
      const isFirst = cross.first === attribute
      for (const other of codes[isFirst ? cross.second : cross.first]!) {
        shift(isFirst ? this.crossCell(cross, from, other) : this.crossCell(cross, other, from), -1)
        shift(isFirst ? this.crossCell(cross, to, other) : this.crossCell(cross, other, to), 1)
      }
    }
  }

  /** Which cells are released and guarded, with their names; the days outside every week and open codes are not. */
  guardedCells(): { cell: number; name: CellName }[] {
    const named = (attribute: number, code: number) =>
      [attributes[attribute]!, this.shape.codes[attributes[attribute]!][code]!] as const
    const weeks = Array.from({ length: this.shape.weeks + 1 }, (_, place) => place - 1)
    const single = weeks.flatMap(week =>
      guarded.flatMap((_, attribute) =>
        Array.from({ length: this.sizes[attribute]! }, (_, code) => ({
          cell: this.cell(week, attribute, code),
          name: { week, first: named(attribute, code) },
        })),
      ),
    )
    const crossed = this.all.flatMap(cross =>
      Array.from({ length: this.sizes[cross.first]! * this.sizes[cross.second]! }, (_, place) => {
        const width = this.sizes[cross.second]!
        const [a, b] = [Math.floor(place / width), place % width]
        return {
          cell: cross.at + place,
          name: { week: -1, first: named(cross.first, a), second: named(cross.second, b) },
        }
      }),
    )
    return [...single, ...crossed]
  }

  private crossCell({ at, second }: Cross, a: number, b: number): number {
    return at + a * this.sizes[second]! + b
  }
}

function placeOf(list: readonly string[], code: string): number {
  const place = list.indexOf(code)
  if (place < 0) throw new Error(`A contact carries a code that is not on its list: ${code}`)
  return place
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
