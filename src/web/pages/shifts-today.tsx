import { formatTime } from '../../domain/time-words.ts'
import type { OnDutyRow, Today } from '../../reads/today.ts'
import { type AnyContext, textsFor } from '../env.ts'

/** What a coordinator wants to know first: how the line goes today, and who is there now. */
export function TodayBlock({ c, today }: { c: AnyContext; today: Today }) {
  const words = textsFor(c).shifts.today
  const figures: [string, number][] = [
    [words.received, today.received],
    [words.answered, today.answered],
    [words.abandoned, today.abandoned],
    [words.waiting, today.waiting],
  ]
  return (
    <section class="today" aria-labelledby="today-title">
      <h2 id="today-title">{words.title}</h2>
      <dl class="today-figures">
        {figures.map(([name, amount]) => (
          <div>
            <dt>{name}</dt>
            <dd>{amount}</dd>
          </div>
        ))}
      </dl>
      {today.unanswered > 0 && (
        <p class="notice warm">
          {words.unanswered(today.unanswered)} <a href="/calls">{words.toCalls}</a>
        </p>
      )}
      <h3>{words.onDuty}</h3>
      {today.onDuty.length === 0 && <p class="quiet">{words.nobody}</p>}
      <ul class="on-duty">
        {today.onDuty.map(person => (
          <OnDuty c={c} person={person} />
        ))}
      </ul>
    </section>
  )
}

function OnDuty({ c, person }: { c: AnyContext; person: OnDutyRow }) {
  const words = textsFor(c).shifts.today
  const { deps, locale } = c.var
  const { shiftEndsAt } = person
  return (
    <li>
      <strong>{person.name}</strong>{' '}
      <span class={`duty-state ${person.state}`}>{words.states[person.state]}</span>
      <small>
        {person.partner} ·{' '}
        {shiftEndsAt ? words.until(formatTime(shiftEndsAt, deps.config.TIME_ZONE, locale)) : words.unplanned}
      </small>
    </li>
  )
}
