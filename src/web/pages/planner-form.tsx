import type { Texts } from '../../texts/texts.ts'
import { type Mend, TextField } from './form-parts.tsx'
import { bounds, callsField, hours, type PlannerTyped, weekdayField, weekdays } from './planner-typed.ts'

/** What is planned for: the week, the target, and the calls of each hour; a GET form, so that a plan can be shared. */
export function PlannerForm({
  typed,
  mends,
  basis,
  texts,
}: {
  typed: PlannerTyped
  mends: readonly Mend[]
  /** Where the numbers come from that were not typed, in words. */
  basis: string
  texts: Texts
}) {
  const words = texts.planner.form
  const field = (name: string, label: string, [least, most]: readonly [number, number]) => (
    <TextField
      {...{ name, label, mends }}
      hint={words.range(least, most)}
      value={typed[name]}
      inputmode="numeric"
    />
  )
  return (
    <form method="get" action="/planner" novalidate class="planner-form">
      <div class="planner-target">
        <TextField
          name="week"
          label={words.week}
          hint={words.weekHint}
          type="date"
          value={typed.week}
          mends={mends}
        />
        {field('handling', words.handling, bounds.handling)}
        {field('share', words.share, bounds.share)}
        {field('within', words.within, bounds.within)}
      </div>
      <fieldset class="planner-calls" aria-describedby="calls-basis">
        <legend>{words.calls}</legend>
        <p class="quiet" id="calls-basis">
          {words.sentences([basis, words.zero])}
        </p>
        <div class="planner-hours">
          {hours.map(hour => (
            <SmallField name={callsField(hour)} label={words.hour(hour)} {...{ typed, mends }} />
          ))}
        </div>
      </fieldset>
      <fieldset class="planner-calls" aria-describedby="weekdays-basis">
        <legend>{words.weekdays}</legend>
        <p class="quiet" id="weekdays-basis">
          {words.weekdaysHint}
        </p>
        <div class="planner-hours">
          {weekdays.map(weekday => (
            <SmallField
              name={weekdayField(weekday)}
              label={texts.planner.found.shortWeekdays[weekday - 1]!}
              {...{ typed, mends }}
            />
          ))}
        </div>
      </fieldset>
      <button type="submit">{words.submit}</button>
    </form>
  )
}

function SmallField({
  name,
  label,
  typed,
  mends,
}: {
  name: string
  label: string
  typed: PlannerTyped
  mends: readonly Mend[]
}) {
  const mend = mends.find(({ field }) => field === name)
  return (
    <p class={mend && 'wide'}>
      <label for={name}>{label}</label>
      {mend && (
        <span class="fault" id={`${name}-fault`}>
          {mend.words}
        </span>
      )}
      <input
        type="text"
        id={name}
        name={name}
        value={typed[name] ?? ''}
        inputmode="decimal"
        autocomplete="off"
        {...(mend && { 'aria-invalid': 'true', 'aria-describedby': `${name}-fault` })}
      />
    </p>
  )
}
