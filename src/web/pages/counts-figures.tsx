import { type PageLocale, pageLocales } from '../../domain/codes.ts'
import type { DaySpan } from '../../domain/days.ts'
import { type OperationsRow, summed } from '../../reads/operations-counts.ts'
import { type Texts, textsOf } from '../../texts/texts.ts'
import { CallsChart, HoursChart, WaitsChart } from './chart-calls.tsx'
import { stretchesOf } from './chart-stretches.ts'
import { type CountsTyped, countsAddress } from './counts-form.tsx'
import { CountsTable } from './counts-table.tsx'
import { Tiles } from './counts-tiles.tsx'

/** The operations counts of one period: by day, by hour, as a whole, and cut as was asked. */
export type Figures = {
  days: OperationsRow[]
  hours: OperationsRow[]
  total: OperationsRow
  rows: OperationsRow[]
}

type Shown = {
  typed: CountsTyped
  figures: Figures
  /** The days of the first and last thing ever counted. */
  record: DaySpan | undefined
  zone: string
  locale: PageLocale
  names: ReadonlyMap<string, string>
}

/** The sentence first, then tiles, charts and table; where nothing was counted, a way to where something was. */
export function CountsFigures({ typed, figures, record, zone, locale, names }: Shown) {
  const { days, hours, total, rows } = figures
  const words = textsOf(locale).counts
  return (
    <>
      <section class="sentence" aria-label={words.sentenceTitle}>
        <p class="quiet">
          {words.days(typed.from, typed.to)} · {words.zone(zone)}
        </p>
        <p class="quotable">{words.sentence(total)}</p>
        <p class="quiet copy-hint">{words.copyHint}</p>
        <details>
          <summary>{words.otherLanguages}</summary>
          {pageLocales
            .filter(other => other !== locale)
            .map(other => (
              <p lang={other}>{textsOf(other).counts.sentence(total)}</p>
            ))}
        </details>
      </section>
      {summed.every(figure => total[figure] === 0) && <Empty {...{ typed, record, words }} />}
      <Tiles total={total} words={words} />
      {total.callsReceived > 0 && (
        <div class="charts">
          <CallsChart stretches={stretchesOf(days)} words={words} locale={locale} />
          <HoursChart hours={hours} words={words} />
          {total.callsAnswered > 0 && <WaitsChart hours={hours} words={words} />}
        </div>
      )}
      <CountsTable {...{ typed, rows, total, names, words }} />
    </>
  )
}

function Empty({
  typed,
  record,
  words,
}: Pick<Shown, 'typed' | 'record'> & {
  words: Texts['counts']
}) {
  return (
    <section class="card empty">
      <h2>{words.empty.title}</h2>
      <p>{words.empty.words}</p>
      {record && (
        <p>
          <a href={countsAddress({ ...record, by: typed.by })}>{words.empty.all(record.from, record.to)}</a>
        </p>
      )}
    </section>
  )
}
