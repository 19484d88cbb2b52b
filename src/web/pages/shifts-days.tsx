import { localDay } from '../../domain/time.ts'
import { formatCalendarDay, formatTime } from '../../domain/time-words.ts'
import type { ShiftRow } from '../../reads/shifts-between.ts'
import type { RosterDay } from '../../reads/week-roster.ts'
import { type AnyContext, textsFor } from '../env.ts'
import { Hidden, type Mend } from './form-parts.tsx'
import { spansOf, spanWords } from './shifts-week.tsx'

type Days = { c: AnyContext; roster: readonly RosterDay[]; mends: readonly Mend[] }

/** The days of the week, each with its coverage in words and the shifts that begin in it. */
export function RosterDays({ c, roster, mends }: Days) {
  return (
    <div class="roster-days">
      {roster.map(day => (
        <DayCard c={c} day={day} mends={mends} />
      ))}
    </div>
  )
}

function DayCard({ c, day, mends }: { c: AnyContext; day: RosterDay; mends: readonly Mend[] }) {
  const words = textsFor(c).shifts.week
  const { deps, locale } = c.var
  const isToday = day.day === localDay(deps.now(), deps.config.TIME_ZONE)
  const weak = (['uncovered', 'thin'] as const).flatMap(coverage => {
    const spans = spansOf(day, coverage)
    return spans.length > 0 ? [{ coverage, spans }] : []
  })
  return (
    <section
      class={isToday ? 'card roster-day is-today' : 'card roster-day'}
      aria-labelledby={`day-${day.day}`}
    >
      <h3 id={`day-${day.day}`}>
        {formatCalendarDay(day.day, locale)} {isToday && <small class="today-word">{words.today}</small>}
      </h3>
      <div class="strip" aria-hidden="true">
        {day.hours.map(hour => (
          <span class={`hour ${hour.coverage}`} />
        ))}
      </div>
      <ul class="weak">
        {weak.map(({ coverage, spans }) => (
          <li>
            <strong>{words.legend[coverage]}</strong> {spanWords(c, day, spans)}
          </li>
        ))}
      </ul>
      {day.shifts.length === 0 && <p class="quiet">{words.noShifts}</p>}
      {byTime(day.shifts).map(group => (
        <ShiftGroup c={c} group={group} mends={mends} />
      ))}
    </section>
  )
}

/** Everybody who works from the same hour to the same hour. */
function ShiftGroup({ c, group, mends }: { c: AnyContext; group: ShiftRow[]; mends: readonly Mend[] }) {
  const words = textsFor(c).shifts.week
  const { deps, locale } = c.var
  const zone = deps.config.TIME_ZONE
  const [first] = group
  if (!first) return null
  const isOver = first.endsAt <= deps.now()
  const goesOn = localDay(first.startsAt, zone) !== localDay(new Date(first.endsAt.getTime() - 1), zone)
  const time = `${formatTime(first.startsAt, zone, locale)}–${goesOn ? `${words.nextDay} ` : ''}${formatTime(first.endsAt, zone, locale)}`
  return (
    <div class="shift-group">
      <h4>{time}</h4>
      <ul>
        {group.map(shift => {
          const mend = mends.find(({ field }) => field === `shift-${shift.id}`)
          return (
            <li id={`shift-${shift.id}`} tabindex={mend ? -1 : undefined}>
              <span>
                {shift.name} <small>{shift.partner?.name}</small>
                {mend && <span class="fault">{mend.words}</span>}
              </span>
              {!isOver && (
                <form method="post" action={`/shifts/${shift.id}/cancel`}>
                  <Hidden fields={{ week: localDay(shift.startsAt, zone) }} />
                  <button type="submit" class="plain-button" aria-label={words.cancelOf(shift.name, time)}>
                    {words.cancel}
                  </button>
                </form>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function byTime(shifts: readonly ShiftRow[]): ShiftRow[][] {
  const groups = new Map<string, ShiftRow[]>()
  for (const shift of shifts) {
    const time = `${shift.startsAt.getTime()} ${shift.endsAt.getTime()}`
    groups.set(time, [...(groups.get(time) ?? []), shift])
  }
  return [...groups.values()]
}
