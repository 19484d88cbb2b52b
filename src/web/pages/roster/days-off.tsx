import { formatCalendarDay } from '../../../domain/time-words.ts'
import type { Patterns } from '../../../reads/patterns.ts'
import type { StaffRow } from '../../../reads/staff-list.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { type Mend, Select, TextField } from '../form-parts.tsx'
import { counselorOptions } from './patterns-form.tsx'

/** The form of a day off as typed. */
export type TypedDayOff = { whose: string; day: string; dayName: string }

type DaysOffPart = {
  c: AnyContext
  daysOff: Patterns['daysOff']
  counselors: readonly StaffRow[]
  typed: TypedDayOff
  mends: readonly Mend[]
}

/** Days on which no pattern holds: the list, and the form to add one of a counselor or of everybody. */
export function DaysOff({ c, daysOff, counselors, typed, mends }: DaysOffPart) {
  const words = textsFor(c).roster.patterns
  return (
    <section class="card" aria-labelledby="days-off-title">
      <h2 id="days-off-title">{words.daysOff}</h2>
      <p class="quiet">{words.daysOffLead}</p>
      {daysOff.length === 0 && <p>{words.noDaysOff}</p>}
      <ul class="roster-list">
        {daysOff.map(({ id, day, name, counselor }) => {
          const who = counselor ?? words.everybody
          const shown = formatCalendarDay(day, c.var.locale)
          return (
            <li>
              <strong>{shown}</strong>
              <span>
                {who}
                <small>{name}</small>
              </span>
              <form method="post" action={`/shifts/days-off/${id}/remove`}>
                <button type="submit" class="plain-button" aria-label={words.removeOf(who, shown)}>
                  {words.remove}
                </button>
              </form>
            </li>
          )
        })}
      </ul>
      <form method="post" action="/shifts/days-off" novalidate>
        <Select
          name="whose"
          label={words.whose}
          value={typed.whose}
          mends={mends}
          options={[{ value: '', label: words.everybody }, ...counselorOptions(counselors)]}
        />
        <TextField name="day" type="date" label={words.day} value={typed.day} mends={mends} required />
        <TextField name="dayName" label={words.dayName} value={typed.dayName} mends={mends} maxlength={40} />
        <button type="submit" class="second">
          {words.addDayOff}
        </button>
      </form>
    </section>
  )
}
