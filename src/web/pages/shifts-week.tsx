import { type Coverage, coverageSpans } from '../../domain/coverage.ts'
import { dayAfter } from '../../domain/days.ts'
import type { Interval } from '../../domain/intervals.ts'
import { shortOf } from '../../domain/seats-required.ts'
import { dayStart, localDay } from '../../domain/time.ts'
import { formatCalendarDay, formatTime } from '../../domain/time-words.ts'
import type { RosterDay } from '../../reads/week-roster.ts'
import { type AnyContext, textsFor } from '../env.ts'
import { languageName } from '../language-name.ts'

type Week = { c: AnyContext; roster: readonly RosterDay[] }

const hours = Array.from({ length: 24 }, (_, hour) => hour)
const worst = ({ coverage }: RosterDay['hours'][number]) => marks.length - marks.indexOf(coverage)
const marks = ['covered', 'thin', 'uncovered'] as const

/** The week: where nobody is planned in words, the grid of hours, and the way to other weeks. */
export function WeekOverview({ c, roster }: Week) {
  const words = textsFor(c).shifts.week
  const { deps, locale } = c.var
  const from = roster[0]?.day ?? ''
  const today = localDay(deps.now(), deps.config.TIME_ZONE)
  return (
    <section aria-labelledby="week-title">
      <div class="week-head">
        <h2 id="week-title">
          {words.title(formatCalendarDay(from, locale), formatCalendarDay(dayAfter(from, 6), locale))}
        </h2>
        <nav class="week-links" aria-label={textsFor(c).shifts.title}>
          <a href={`/shifts?week=${dayAfter(from, -7)}`}>← {words.previous}</a>
          <a href="/shifts">{words.this}</a>
          <a href={`/shifts?week=${dayAfter(from, 7)}`}>{words.next} →</a>
        </nav>
      </div>
      <Uncovered c={c} roster={roster} />
      <ul class="coverage-legend" aria-hidden="true">
        {marks.map(mark => (
          <li>
            <span class={`hour ${mark}`} /> {words.legend[mark]}
          </li>
        ))}
      </ul>
      <section class="table-scroll week-grid" tabindex={0} aria-label={words.scroll}>
        <table>
          <caption class="hidden-words">{words.table}</caption>
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              {hours.map(hour => (
                <th scope="col">{hour}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {roster.map(day => (
              <tr>
                <th scope="row" class={day.day === today ? 'this-day' : undefined}>
                  {formatCalendarDay(day.day, locale)}
                  {day.day === today && <small class="today-word"> {words.today}</small>}
                </th>
                {hours.map(hour => (
                  <HourCell c={c} day={day} hour={hour} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

/** One hour; where a clock change repeats it, the less covered of the two. */
function HourCell({ c, day, hour }: { c: AnyContext; day: RosterDay; hour: number }) {
  const words = textsFor(c).shifts.week
  const [least] = day.hours
    .filter(one => one.hour === hour)
    .sort((a, b) => worst(a) - worst(b) || a.planned - b.planned)
  if (!least)
    return (
      <td class="hour">
        <span aria-hidden="true">–</span>
        <span class="hidden-words">{words.noHour}</span>
      </td>
    )
  return (
    <td class={`hour ${least.coverage}`}>
      <b>{least.planned}</b>
      <span class="hidden-words"> {words.coverage[least.coverage]}</span>
      <Short c={c} hour={least} />
    </td>
  )
}

/** Where more than one language is needed, the number alone does not say which one lacks somebody. */
function Short({ c, hour }: { c: AnyContext; hour: RosterDay['hours'][number] }) {
  if (hour.seats.filter(({ required }) => required > 0).length < 2) return null
  const { short } = textsFor(c).roster
  const { locale } = c.var
  return (
    <>
      {shortOf(hour.seats).map(({ language, planned, required }) => (
        <small class="short">
          <span aria-hidden="true">
            {language} {planned}/{required}
          </span>
          <span class="hidden-words">{short(languageName(language, locale), planned, required)}</span>
        </small>
      ))}
    </>
  )
}

function Uncovered({ c, roster }: Week) {
  const words = textsFor(c).shifts.week
  const days = roster.flatMap(day => {
    const spans = spansOf(day, 'uncovered')
    return spans.length > 0 ? [{ day, spans }] : []
  })
  if (days.length === 0) return <p class="notice">{words.allCovered}</p>
  return (
    <div class="notice warm uncovered-hours">
      <p>
        <strong>{words.uncovered}</strong>
      </p>
      <ul>
        {days.map(({ day, spans }) => (
          <li>
            {formatCalendarDay(day.day, c.var.locale)}{' '}
            <span>
              {spanWords(c, day, spans)
                .split(/(?<=[,、]) ?/)
                .map(stretch => (
                  <span>{stretch} </span>
                ))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The stretches of a day with this coverage, neighbors as one. */
export function spansOf(day: RosterDay, coverage: Coverage): Interval[] {
  return coverageSpans(day.hours).filter(span => span.coverage === coverage)
}

/** Stretches of a day in words: '00:00–08:00, 22:00–24:00', or that it is the whole day. */
export function spanWords(c: AnyContext, { day, hours }: RosterDay, spans: readonly Interval[]): string {
  const { deps, locale } = c.var
  const zone = deps.config.TIME_ZONE
  const last = hours.at(-1)?.endsAt
  const end = (at: number) => (at === last ? '24:00' : formatTime(new Date(at), zone, locale))
  const wholeDay = spans[0]?.startsAt === dayStart(day, zone).getTime() && spans[0]?.endsAt === last
  if (wholeDay) return textsFor(c).shifts.week.wholeDay
  return spans
    .map(span => `${formatTime(new Date(span.startsAt), zone, locale)}–${end(span.endsAt)}`)
    .join(locale === 'en' ? ', ' : '、')
}
