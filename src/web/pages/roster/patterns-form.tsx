import type { StaffRow } from '../../../reads/staff-list.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { type Mend, Select, TextField } from '../form-parts.tsx'
import { Checks } from '../staff-invite.tsx'
import type { TypedPattern } from './patterns-typed.ts'

type Form = { c: AnyContext; typed: TypedPattern; counselors: readonly StaffRow[]; mends: readonly Mend[] }

/** The form to add stretches to a counselor's week. */
export function PatternForm({ c, typed, counselors, mends }: Form) {
  const words = textsFor(c).roster.patterns
  return (
    <section class="card plan" aria-labelledby="pattern-title">
      <h2 id="pattern-title">{words.add}</h2>
      <form method="post" action="/shifts/patterns" novalidate>
        <Select
          name="counselor"
          label={words.counselor}
          value={typed.counselor}
          mends={mends}
          required
          options={[{ value: '', label: words.choose }, ...counselorOptions(counselors)]}
        />
        <Checks
          name="weekdays"
          label={words.weekdays}
          hint={words.weekdaysHint}
          chosen={typed.weekdays}
          mends={mends}
          options={words.weekdayNames.map((label, index) => ({ code: String(index + 1), label }))}
        />
        <p class="quiet">{words.toHint}</p>
        <div class="plan-lines">
          {typed.stretches.map(({ from, to }, index) => (
            <fieldset class="plan-line">
              <legend>{words.stretch(index + 1)}</legend>
              <TextField
                name={`from${index + 1}`}
                type="time"
                label={words.from}
                value={from}
                mends={mends}
              />
              <TextField name={`to${index + 1}`} type="time" label={words.to} value={to} mends={mends} />
            </fieldset>
          ))}
        </div>
        <div class="plan-who">
          <TextField
            name="fromDay"
            type="date"
            label={words.fromDay}
            value={typed.fromDay}
            mends={mends}
            required
          />
          <TextField
            name="untilDay"
            type="date"
            label={words.untilDay}
            value={typed.untilDay}
            mends={mends}
          />
        </div>
        <button type="submit">{words.submit}</button>
      </form>
    </section>
  )
}

/** Counselors as answers of a drop-down list, each with the partner. */
export function counselorOptions(counselors: readonly StaffRow[]) {
  return counselors.map(({ id, name, partner }) => ({ value: id, label: `${name} · ${partner?.name ?? ''}` }))
}
