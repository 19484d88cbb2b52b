import type { StaffRow } from '../../reads/staff-list.ts'
import { type AnyContext, textsFor } from '../env.ts'
import { Hidden, type Mend, TextField } from './form-parts.tsx'
import type { TypedPlan } from './shifts-typed.ts'

type PlanForm = { c: AnyContext; typed: TypedPlan; counselors: readonly StaffRow[]; mends: readonly Mend[] }

/** The form to plan a counselor's day; it shows what was typed, and what to mend at each field. */
export function PlanForm({ c, typed, counselors, mends }: PlanForm) {
  const texts = textsFor(c)
  const words = texts.shifts.plan
  return (
    <section class="card plan" aria-labelledby="plan-title">
      <h2 id="plan-title">{words.title}</h2>
      <p class="quiet">{words.lead}</p>
      <form method="post" action="/shifts" novalidate>
        <Hidden fields={{ request: typed.request, week: typed.week }} />
        <div class="plan-who">
          <CounselorSelect c={c} counselors={counselors} value={typed.counselor} mends={mends} />
          <TextField name="day" type="date" label={words.day} value={typed.day} mends={mends} required />
        </div>
        <div class="plan-lines">
          {typed.lines.map((line, index) => (
            <fieldset class="plan-line">
              <legend>{words.line(index + 1)}</legend>
              <TextField
                name={`from${index + 1}`}
                type="time"
                label={words.from}
                value={line.from}
                mends={mends}
              />
              <TextField name={`to${index + 1}`} type="time" label={words.to} value={line.to} mends={mends} />
              <label class="next-day">
                <input type="checkbox" name={`next${index + 1}`} value="yes" checked={line.nextDay} />
                {words.nextDay}
              </label>
            </fieldset>
          ))}
        </div>
        <button type="submit">{words.submit}</button>
      </form>
    </section>
  )
}

function CounselorSelect({
  c,
  counselors,
  value,
  mends,
}: {
  c: AnyContext
  counselors: readonly StaffRow[]
  value: string
  mends: readonly Mend[]
}) {
  const words = textsFor(c).shifts.plan
  const mend = mends.find(({ field }) => field === 'counselor')
  const partners = [...new Set(counselors.map(person => person.partner?.name ?? ''))]
  return (
    <div class="field">
      <label for="counselor">{words.counselor}</label>
      {mend && (
        <span class="fault" id="counselor-fault">
          {mend.words}
        </span>
      )}
      <select
        id="counselor"
        name="counselor"
        aria-required="true"
        {...(mend && { 'aria-invalid': 'true', 'aria-describedby': 'counselor-fault' })}
      >
        <option value="">{words.choose}</option>
        {partners.map(partner => (
          <optgroup label={partner}>
            {counselors
              .filter(person => (person.partner?.name ?? '') === partner)
              .map(person => (
                <option value={person.id} selected={person.id === value}>
                  {person.name}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}
