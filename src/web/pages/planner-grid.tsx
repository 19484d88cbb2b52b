import { dayOfWeek } from '../../domain/days.ts'
import type { DayHourPlan } from '../../domain/seat-plan.ts'
import type { Texts } from '../../texts/texts.ts'
import { hours } from './planner-typed.ts'

/** Hour by weekday: seats planned of those needed, in color and weight where they do not suffice. */
export function WeekGrid({ days, words }: { days: readonly DayHourPlan[]; words: Texts['planner'] }) {
  const { form, found } = words
  const { grid } = found
  const dates = [...new Set(days.map(({ day }) => day))]
  return (
    <section class="planner-grid">
      <h2 id="grid-title">{grid.title}</h2>
      <p class="quiet">{grid.lead}</p>
      <section class="table-scroll" aria-labelledby="grid-title" tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{found.columns.hour}</th>
              {dates.map(day => (
                <th scope="col">
                  <abbr title={found.weekdays[dayOfWeek(day) - 1]}>
                    {found.shortWeekdays[dayOfWeek(day) - 1]}
                  </abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {hours.map(hour => (
              <tr>
                <th scope="row">{form.hour(hour)}</th>
                {dates.map(day => (
                  <Cell all={days.filter(one => one.day === day && one.hour === hour)} words={found} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

/** A clock change leaves an hour out, or has it twice: then the one with fewer seats is shown. */
function Cell({ all, words }: { all: readonly DayHourPlan[]; words: Texts['planner']['found'] }) {
  const [one] = [...all].sort((a, b) => a.planned - b.planned)
  if (!one) return <td>–</td>
  const { needed, planned } = one
  if (needed === 0 && planned === 0) return <td class="closed">–</td>
  return (
    <td class={planned < needed ? 'short' : undefined}>
      {planned}
      <span class="of">/{needed}</span>
      {planned < needed && <span class="hidden-words"> {words.grid.missing(needed - planned)}</span>}
    </td>
  )
}
