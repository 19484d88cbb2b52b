import { type Grouping, groupings, presetSpan, presets } from '../../domain/count-periods.ts'
import type { Day } from '../../domain/days.ts'
import type { Texts } from '../../texts/texts.ts'
import type { Mend } from './form-parts.tsx'

/** What was asked for, as typed: the address of the page carries it, so that it can be shared. */
export type CountsTyped = { from: string; to: string; by: Grouping }

/** The address of the page of counts for a period and a cut. */
export function countsAddress({ from, to, by }: CountsTyped, path = '/counts') {
  return `${path}?${new URLSearchParams({ from, to, by })}`
}

/** The period by presets or two native dates, and how to cut the table: a GET form. */
export function CountsForm({
  typed,
  today,
  texts,
  mends,
}: {
  typed: CountsTyped
  today: Day
  texts: Texts
  mends: readonly Mend[]
}) {
  const words = texts.counts
  return (
    <section class="counts-asked" aria-label={words.period}>
      <ul class="presets">
        {presets.map(preset => {
          const span = presetSpan(preset, today)
          const current = span.from === typed.from && span.to === typed.to
          return (
            <li>
              <a href={countsAddress({ ...span, by: typed.by })} aria-current={current ? 'true' : undefined}>
                {words.presets[preset]}
              </a>
            </li>
          )
        })}
      </ul>
      <form method="get" action="/counts">
        <DateField name="from" label={words.from} value={typed.from} mends={mends} />
        <DateField name="to" label={words.to} value={typed.to} mends={mends} />
        <p class="ask">
          <label for="by">{words.by}</label>
          <select id="by" name="by">
            {groupings.map(by => (
              <option value={by} selected={by === typed.by}>
                {words.groupings[by]}
              </option>
            ))}
          </select>
        </p>
        <p class="ask">
          <button type="submit">{words.show}</button>
        </p>
      </form>
    </section>
  )
}

function DateField({
  name,
  label,
  value,
  mends,
}: {
  name: 'from' | 'to'
  label: string
  value: string
  mends: readonly Mend[]
}) {
  const mend = mends.find(({ field }) => field === name)
  return (
    <p class="ask">
      <label for={name}>{label}</label>
      {mend && (
        <span class="fault" id={`${name}-fault`}>
          {mend.words}
        </span>
      )}
      <input
        type="date"
        id={name}
        name={name}
        value={value}
        required
        aria-invalid={mend ? 'true' : undefined}
        aria-describedby={mend ? `${name}-fault` : undefined}
      />
    </p>
  )
}
