import type { Spread, Summary } from '../../domain/simulation/summary.ts'
import { type Way, ways } from '../../domain/simulation/ways.ts'
import type { SimulateTexts } from './texts.ts'

/** The ways beside each other, a figure on each line, in columns that hold for Chinese letters too. */
export function tableOf(found: Record<Way, Summary>, within: number, texts: SimulateTexts): string[] {
  const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)} %`)
  const seconds = (wait: number | null) => (wait === null ? '–' : `${Math.round(wait)} s`)
  const spread = ({ least, mean, most }: Spread, words: (value: number) => string) =>
    `${words(mean)} (${words(least)}–${words(most)})`
  const { rows } = texts
  const lines: [string, (one: Summary) => string][] = [
    [rows.inTime(within), one => percent(one.inTimeShare)],
    [rows.answered, one => percent(one.answeredShare)],
    [rows.abandoned, one => percent(one.abandonedShare)],
    [rows.stranded, one => percent(one.strandedShare)],
    [rows.median, one => seconds(one.medianWait)],
    [rows.p90, one => seconds(one.p90Wait)],
    [rows.callsAnHour, one => spread(one.callsAnHour, value => value.toFixed(2))],
    [rows.busy, one => spread(one.busy, value => (value * 100).toFixed(0))],
    [rows.kept, one => percent(one.keptShare)],
    [rows.onTime, one => String(one.sessions.onTime)],
    [rows.late, one => String(one.sessions.late)],
    [rows.lost, one => String(one.sessions.lost)],
    [rows.noShow, one => String(one.sessions.noShow)],
    [rows.handedOn, one => String(one.sessions.handedOn)],
  ]
  return aligned([
    ['', ...ways.map(way => texts.ways[way])],
    ...lines.map(([name, words]) => [name, ...ways.map(way => words(found[way]))]),
  ])
}

function aligned(cells: string[][]): string[] {
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map(line => widthOf(line[column]!))))
  return cells.map(line =>
    line
      .map((cell, column) => {
        const room = ' '.repeat(widths[column]! - widthOf(cell))
        return column === 0 ? cell + room : room + cell
      })
      .join('  ')
      .trimEnd(),
  )
}

/** Columns of a terminal: Chinese letters and signs take two. */
function widthOf(text: string) {
  return [...text].reduce((sum, letter) => sum + (/[\u2e80-\u9fff\uff00-\uffef]/.test(letter) ? 2 : 1), 0)
}
