import type { PageLocale } from '../../domain/codes.ts'
import { type Day, dayOfWeek } from '../../domain/days.ts'
import {
  type DayHourPlan,
  type HourPlan,
  type PlanAsked,
  type Pooling,
  type Shortage,
  type seatsSaved,
  shortagesOf,
} from '../../domain/seat-plan.ts'
import type { Texts } from '../../texts/texts.ts'
import { Chart, Key, Piece } from './chart-parts.tsx'
import { WeekGrid } from './planner-grid.tsx'
import { PlanTable } from './planner-table.tsx'

/** What a plan comes to. `pooling` is for the busiest hour, `ofWeek` for the roster; undefined where one partner is all. */
export type Found = {
  plan: HourPlan[]
  /** Every hour of every day of the week. */
  days: DayHourPlan[]
  asked: PlanAsked
  /** The first day of the week that was chosen. */
  week: Day
  pooling?: { seats: number; partners: number; found: Pooling; saved: ReturnType<typeof seatsSaved> }
  ofWeek?: Pooling
}

/** What is missing in words, what sharing brings, then the hours as a chart and as a table. */
export function PlannerFound({ found, texts, locale }: { found: Found; texts: Texts; locale: PageLocale }) {
  const { plan, days, asked, week } = found
  const words = texts.planner.found
  return (
    <>
      <section aria-labelledby="found-title">
        <h2 id="found-title">{words.title}</h2>
        <Shortages plan={plan} words={words} />
        <p>
          {words.total(sum(days.map(({ needed }) => needed)), sum(days.map(({ planned }) => planned)))}{' '}
          <a href={`/shifts?week=${week}`}>{words.toRoster}</a>
        </p>
        <PlanChart plan={plan} words={words} />
      </section>
      <WeekGrid days={days} words={texts.planner} />
      <Sharing {...{ found, texts, locale }} />
      <PlanTable plan={plan} asked={asked} words={words} locale={locale} />
    </>
  )
}

type Words = Texts['planner']['found']

function Shortages({ plan, words }: { plan: readonly HourPlan[]; words: Words }) {
  const shortages = shortagesOf(plan)
  if (shortages.length === 0) return <p class="notice">{words.enough}</p>
  return (
    <div class="notice warm planner-short">
      <p>
        <strong>{words.short}</strong>
      </p>
      <ul>
        {shortages.map(shortage => (
          <li>{shortageWords(shortage, words)}</li>
        ))}
      </ul>
    </div>
  )
}

function shortageWords({ fromHour, toHour, missing, days }: Shortage, words: Words) {
  const onDays =
    days.length === 7 ? words.everyDay : words.days(days.map(day => words.weekdays[dayOfWeek(day) - 1]!))
  return words.missing(words.hours(fromHour, toHour), missing, onDays)
}

function PlanChart({ plan, words }: { plan: HourPlan[]; words: Words }) {
  const busiest = plan.reduce((most, one) =>
    one.needed > most.needed || (one.needed === most.needed && one.calls > most.calls) ? one : most,
  )
  return (
    <Chart
      id="seats-by-hour"
      title={words.chart}
      words={words.chartWords(words.hours(busiest.hour, busiest.hour + 1), busiest.needed)}
      places={plan}
      tallest={({ needed, planned }) => Math.max(needed, planned)}
      label={({ hour }) => (hour % 3 === 0 ? String(hour) : '')}
      number={String}
      legend={
        <ul class="legend">
          <Key look="bar-full" words={words.legend.there} />
          <Key look="bar-hatched" hatch="seats-by-hour-key" words={words.legend.missing} />
          <Key look="bar-open" words={words.legend.spare} />
        </ul>
      }
      bar={({ needed, planned }, drawing, index) => (
        <>
          <Piece {...{ drawing, index }} from={0} to={Math.min(needed, planned)} look="bar-full" />
          <Piece
            {...{ drawing, index }}
            from={planned}
            to={needed}
            look="bar-hatched"
            fill="url(#seats-by-hour-hatch)"
          />
          <Piece {...{ drawing, index }} from={needed} to={planned} look="bar-open" />
        </>
      )}
    />
  )
}

function Sharing({
  found: { pooling, ofWeek, asked },
  texts,
  locale,
}: {
  found: Found
  texts: Texts
  locale: PageLocale
}) {
  const words = texts.planner.found
  if (!pooling) return null
  const calls = (count: number) => roundedDown(count, locale)
  const { seats, partners, found, saved } = pooling
  return (
    <section class="planner-sharing" aria-labelledby="sharing-title">
      <h2 id="sharing-title">{words.sharing.title}</h2>
      <p>
        {texts.planner.form.sentences([
          words.sharing.hour(seats, partners, calls(found.shared), calls(found.apart)),
          ofWeek ? words.sharing.week(calls(ofWeek.shared), calls(ofWeek.apart)) : '',
        ])}
      </p>
      <p>
        {words.sharing.saved(saved.busiest.shared, saved.busiest.apart, saved.week.shared, saved.week.apart)}
      </p>
      <p class="quiet">
        {words.sharing.how(
          asked.handlingMinutes,
          Math.round(asked.target.share * 100),
          asked.target.withinSeconds,
        )}
      </p>
    </section>
  )
}

function roundedDown(count: number, locale: PageLocale) {
  return (Math.floor(count * 10) / 10).toLocaleString(locale, { maximumFractionDigits: count < 100 ? 1 : 0 })
}

function sum(values: number[]) {
  return values.reduce((all, one) => all + one, 0)
}
