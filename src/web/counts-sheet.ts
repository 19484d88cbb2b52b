import type { OperationsRow } from '../reads/operations-counts.ts'
import type { Texts } from '../texts/texts.ts'
import { figures } from './counts-csv.ts'
import { workbookOf } from './workbook.ts'

/** Operations counts as a workbook: the numbers on one sheet, what each figure means on another. */
export function countsSheet(
  counted: readonly OperationsRow[],
  by: keyof Texts['counts']['groupings'],
  { counts }: Texts,
  title: string,
  names: ReadonlyMap<string, string> = new Map(),
): Promise<ArrayBuffer> {
  const named = names.size > 0
  const header = [
    counts.keys[by],
    ...(named ? [counts.name] : []),
    ...figures.map(one => counts.figures[one].label),
  ]
  const lines = counted.map(row => [
    row.key,
    ...(named ? [names.get(row.key) ?? counts.none] : []),
    ...figures.map(figure => row[figure]),
  ])
  return workbookOf([
    {
      sheet: counts.title,
      rows: [[title], header, ...lines],
      headings: 2,
      widths: [16, ...(named ? [24] : []), ...figures.map(() => 12)],
    },
    {
      sheet: counts.howCounted,
      rows: figures.map(one => [counts.figures[one].label, counts.figures[one].meaning]),
      headings: 0,
      widths: [26, 90],
    },
  ])
}
