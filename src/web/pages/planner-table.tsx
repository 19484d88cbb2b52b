import type { PageLocale } from '../../domain/codes.ts'
import type { HourPlan, PlanAsked } from '../../domain/seat-plan.ts'
import type { Texts } from '../../texts/texts.ts'

/** Every hour in numbers; those with too few seats stand out in color and weight. */
export function PlanTable({
  plan,
  asked,
  words,
  locale,
}: {
  plan: readonly HourPlan[]
  asked: PlanAsked
  words: Texts['planner']['found']
  locale: PageLocale
}) {
  const { columns } = words
  const number = (count: number) => count.toLocaleString(locale, { maximumFractionDigits: 1 })
  return (
    <section class="planner-table">
      <h2 id="hours-title">{words.table}</h2>
      <section class="table-scroll" aria-labelledby="hours-title" tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{columns.hour}</th>
              <th scope="col" class="number-cell">
                {columns.calls}
              </th>
              <th scope="col" class="number-cell">
                {columns.needed}
              </th>
              <th scope="col" class="number-cell">
                {columns.planned}
              </th>
              <th scope="col" class="number-cell">
                {columns.missing}
              </th>
              <th scope="col" class="number-cell">
                {columns.answered(asked.target.withinSeconds)}
              </th>
            </tr>
          </thead>
          <tbody>
            {plan.map(({ hour, calls, needed, planned, answeredShare }) => (
              <tr class={planned < needed ? 'short' : undefined}>
                <th scope="row">{words.hours(hour, hour + 1)}</th>
                <td class="number-cell">{number(calls)}</td>
                <td class="number-cell">{needed}</td>
                <td class="number-cell">{planned}</td>
                <td class="number-cell">{Math.max(0, needed - planned)}</td>
                <td class="number-cell">{calls === 0 ? '–' : `${Math.floor(answeredShare * 100)} %`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="quiet">{words.assumed}</p>
    </section>
  )
}
