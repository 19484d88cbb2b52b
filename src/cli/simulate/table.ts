import type { PageLocale } from '../../domain/codes.ts'
import type { ContactClass } from '../../domain/routing-terms.ts'
import type { KindSummary, Spread, Summary } from '../../domain/simulation/summary.ts'
import { type Way, ways } from '../../domain/simulation/ways.ts'
import type { SimulateTexts } from './texts.ts'

/** The ways beside each other, a figure on each line, in columns that hold for Chinese letters too. */
export function waysTable(found: Record<Way, Summary>, within: number, texts: SimulateTexts): string[] {
  const spread = ({ least, mean, most }: Spread, words: (value: number) => string) =>
    `${words(mean)} (${words(least)}–${words(most)})`
  const { rows } = texts
  const lines: [string, (one: Summary) => string][] = [
    [rows.inTime(within), one => percent(one.inTimeShare)],
    [rows.answered, one => percent(one.answeredShare)],
    [rows.abandoned, one => percent(one.abandonedShare)],
    [rows.promised, one => percent(one.promisedShare)],
    [rows.reached, one => percent(one.callBacks.keptShare)],
    [rows.unreached, one => percent(one.callBacks.unreachedShare)],
    [rows.reachedWithin, one => minutes(one.callBacks)],
    [rows.stranded, one => percent(one.strandedShare)],
    [rows.toldProvince, one => percent(one.toldProvinceShare)],
    [rows.median, one => seconds(one.medianWait)],
    [rows.p90, one => seconds(one.p90Wait)],
    [rows.callsAnHour, one => spread(one.callsAnHour, value => value.toFixed(2))],
    [rows.busy, one => spread(one.busy, value => (value * 100).toFixed(0))],
    [rows.absent, one => String(one.absent)],
    [rows.gone, one => String(one.gone)],
    [rows.kept, one => percent(one.keptShare)],
    [rows.onTime, one => String(one.sessions.onTime)],
    [rows.late, one => String(one.sessions.late)],
    [rows.handedOn, one => String(one.sessions.handedOn)],
    [rows.told, one => String(one.sessions.told)],
    [rows.lost, one => String(one.sessions.lost)],
    [rows.noShow, one => String(one.sessions.noShow)],
    [rows.canceled, one => String(one.sessions.canceled)],
  ]
  return aligned([
    ['', ...ways.map(way => texts.ways[way])],
    ...lines.map(([name, words]) => [name, ...ways.map(way => words(found[way]))]),
  ])
}

/** Each class and each language of one way on a line. */
export function kindsTable(
  { classes, languages }: Summary,
  within: number,
  texts: SimulateTexts,
  classNames: Record<ContactClass, string>,
  locale: PageLocale,
): string[] {
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const { columns } = texts
  const line = (name: string, one: KindSummary) => [
    name,
    String(one.received),
    percent(one.inTimeShare),
    percent(one.answeredShare),
    percent(one.promisedShare),
    seconds(one.meanWait),
    seconds(one.longestWait),
  ]
  return aligned([
    [
      columns.kind,
      columns.calls,
      texts.rows.inTime(within),
      columns.answered,
      columns.promised,
      columns.meanWait,
      columns.longestWait,
    ],
    ...Object.entries(classes).map(([of, one]) => line(classNames[of as ContactClass], one)),
    ...Object.entries(languages).map(([code, one]) => line(names.of(code) ?? code, one)),
  ])
}

function percent(share: number | null) {
  return share === null ? '–' : `${(share * 100).toFixed(1)} %`
}

function seconds(wait: number | null) {
  return wait === null ? '–' : `${Math.round(wait)} s`
}

function minutes({ medianMinutes, p90Minutes }: Summary['callBacks']) {
  return medianMinutes === null ? '–' : `${medianMinutes} / ${p90Minutes} min`
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
