import type { PageLocale } from '../../domain/codes.ts'
import { formatCalendarDay } from '../../domain/time-words.ts'
import type { OperationsRow } from '../../reads/operations-counts.ts'
import type { Texts } from '../../texts/texts.ts'
import { Chart, Key, Piece, percent } from './chart-parts.tsx'
import type { Stretch } from './chart-stretches.ts'

type Words = Texts['counts']

/** Seconds that people think in: quarters and halves of a minute, then whole minutes and hours. */
const waitSteps = [1, 5, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400]

/** Calls by day (or week, or month): answered, abandoned and taken by nobody, on top of each other. */
export function CallsChart({
  stretches,
  words,
  locale,
}: {
  stretches: { kind: Stretch; rows: OperationsRow[] }
  words: Words
  locale: PageLocale
}) {
  const { kind, rows } = stretches
  const add = (figure: 'callsReceived' | 'callsAnswered' | 'callsAbandoned') =>
    words.number(rows.reduce((sum, row) => sum + row[figure], 0))
  const most = rows.reduce<OperationsRow | undefined>(
    (best, row) => (row.callsReceived > (best?.callsReceived ?? 0) ? row : best),
    undefined,
  )
  const sentences = [
    words.charts.callsWords(add('callsReceived'), add('callsAnswered'), add('callsAbandoned')),
    most && kind === 'day'
      ? words.charts.most(formatCalendarDay(most.key, locale), words.number(most.callsReceived))
      : '',
  ]
  return (
    <Stacked
      id="calls-by-day"
      title={words.charts.calls[kind]}
      sentence={sentences.join(' ').trim()}
      rows={rows}
      label={key =>
        kind === 'month' ? key.slice(2, 7) : `${Number(key.slice(5, 7))}/${Number(key.slice(8))}`
      }
      words={words}
    />
  )
}

/** When calls come: the hours of the day over the whole period. */
export function HoursChart({ hours, words }: { hours: OperationsRow[]; words: Words }) {
  const busiest = hours.reduce((best, row) => (row.callsReceived > best.callsReceived ? row : best))
  return (
    <Stacked
      id="calls-by-hour"
      title={words.charts.hours}
      sentence={words.charts.hoursWords(busiest.key)}
      rows={hours}
      label={key => String(Number(key))}
      words={words}
    />
  )
}

/** How long people wait, by hour of the day: the median as a bar, nine of ten as a line above it. */
export function WaitsChart({ hours, words }: { hours: OperationsRow[]; words: Words }) {
  const longest = hours.reduce((worst, row) =>
    (row.medianWaitSeconds ?? -1) > (worst.medianWaitSeconds ?? -1) ? row : worst,
  )
  return (
    <Chart
      id="waits"
      title={words.charts.waits}
      words={words.charts.waitsWords(longest.key, words.wait(longest.medianWaitSeconds ?? 0))}
      places={hours}
      tallest={row => row.p90WaitSeconds ?? 0}
      label={(row, index) => (index % 3 === 0 ? String(Number(row.key)) : '')}
      steps={waitSteps}
      number={seconds => words.wait(seconds)}
      legend={
        <ul class="legend">
          <Key look="bar-full" words={words.charts.median} />
          <Key look="bar-line" words={words.charts.p90} />
        </ul>
      }
      bar={({ medianWaitSeconds: median, p90WaitSeconds: p90 }, drawing, index) => {
        if (median === null || p90 === null) return null
        const middle = percent(drawing.x(index) + drawing.width / 2)
        return (
          <>
            <Piece {...{ drawing, index }} from={0} to={median} look="bar-full" />
            <line class="bar-line" x1={middle} x2={middle} y1={drawing.y(median)} y2={drawing.y(p90)} />
            <line
              class="bar-line"
              x1={percent(drawing.x(index))}
              x2={percent(drawing.x(index) + drawing.width)}
              y1={drawing.y(p90)}
              y2={drawing.y(p90)}
            />
          </>
        )
      }}
    />
  )
}

function Stacked({
  id,
  title,
  sentence,
  rows,
  label,
  words,
}: {
  id: string
  title: string
  sentence: string
  rows: OperationsRow[]
  label: (key: string) => string
  words: Words
}) {
  // At most eight labels fit under a chart on a phone.
  const every = Math.ceil(rows.length / 8)
  return (
    <Chart
      id={id}
      title={title}
      words={sentence}
      places={rows}
      tallest={row => row.callsReceived}
      label={(row, index) => (index % every === 0 ? label(row.key) : '')}
      number={words.number}
      legend={
        <ul class="legend">
          <Key look="bar-full" words={words.charts.answered} />
          <Key look="bar-hatched" hatch={`${id}-key`} words={words.charts.abandoned} />
          <Key look="bar-open" words={words.charts.unanswered} />
        </ul>
      }
      bar={({ callsAnswered, callsAbandoned, callsReceived }, drawing, index) => {
        const over = callsAnswered + callsAbandoned
        return (
          <>
            <Piece {...{ drawing, index }} from={0} to={callsAnswered} look="bar-full" />
            <Piece
              {...{ drawing, index }}
              from={callsAnswered}
              to={over}
              look="bar-hatched"
              fill={`url(#${id}-hatch)`}
            />
            <Piece {...{ drawing, index }} from={over} to={callsReceived} look="bar-open" />
          </>
        )
      }}
    />
  )
}
