import type { OperationsRow } from '../reads/operations-counts.ts'
import type { Texts } from '../texts/texts.ts'
import { csvFile } from './csv-file.ts'

/** The figures in the order in which tables and files show them. */
export const figures = [
  'callsReceived',
  'callsAnswered',
  'callsAbandoned',
  'answerRate',
  'medianWaitSeconds',
  'p90WaitSeconds',
  'callbacksPromised',
  'bookingsMade',
  'sessionsHeld',
  'peopleHelped',
  'outreachSessions',
  'audience',
  'callbacksKept',
  'bookingsCanceled',
] as const satisfies (keyof OperationsRow)[]

/**
 * Operations counts as a file for spreadsheets, the header in the reader's language. Named partners get a last column
 * with the name.
 */
export function countsCsv(
  counted: readonly OperationsRow[],
  by: keyof Texts['counts']['groupings'],
  texts: Texts,
  names: ReadonlyMap<string, string> = new Map(),
): string {
  const header = [texts.counts.keys[by], ...figures.map(figure => texts.counts.figures[figure].label)]
  const lines = counted.map(row => [row.key, ...figures.map(figure => row[figure])])
  const named = names.size > 0
  return csvFile([
    named ? [...header, texts.counts.name] : header,
    ...lines.map(line => (named ? [...line, names.get(String(line[0])) ?? ''] : line)),
  ])
}
