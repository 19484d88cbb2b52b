import type { Measured } from './line.ts'

/** The lines as a table for a terminal: ours, baseline, what one is of the other, target, spread. */
export function table(lines: readonly Measured[]): string {
  const head = ['', 'what', 'ours', 'baseline', 'ratio', 'target', '', 'spread']
  const body = lines.map(line => [
    line.figure,
    line.what,
    `${short(line.median)} ${line.unit}`,
    line.baseline ? `${short(line.baselineMedian ?? 0)} ${line.baseline.name}` : '–',
    line.baseline ? short(line.result) : '–',
    targetOf(line),
    line.met === undefined ? '' : line.met ? 'met' : 'missed',
    `${Math.round(line.spread * 100)} %`,
  ])
  const widths = head.map((_, column) =>
    Math.max(...[head, ...body].map(row => [...(row[column] ?? '')].length)),
  )
  const print = (row: string[]) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length))
      .join('  ')
      .trimEnd()
  return [head, ...body].map(print).join('\n')
}

function targetOf({ target }: Measured) {
  if (!target) return ''
  return 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`
}

function short(value: number) {
  if (!Number.isFinite(value)) return '–'
  const size = Math.abs(value)
  if (size >= 100) return Math.round(value).toLocaleString('en-US')
  return value.toFixed(size >= 10 ? 1 : size >= 1 ? 2 : 3)
}
