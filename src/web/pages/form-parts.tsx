import type { Child } from 'hono/jsx'
import type { Fault } from '../../domain/problem.ts'
import type { Texts } from '../../texts/texts.ts'

/** What is to be mended at one field, in words; `field` is the name of the field, and its id. */
export type Mend = { field: string; words: string }

/** The faults of a form in words, one for each field: the first is enough to act on. */
export function mendsOf(faults: readonly Fault[], texts: Texts): Mend[] {
  const first = new Map<string, Mend>()
  for (const { field, code, limit } of faults)
    if (!first.has(field)) first.set(field, { field, words: texts.faults[code](limit) })
  return [...first.values()]
}

/** The summary that stands first on a page whose form wants mending: each sentence leads to its field. */
export function ErrorSummary({ texts, mends }: { texts: Texts; mends: readonly Mend[] }) {
  if (mends.length === 0) return null
  return (
    <section class="mend" role="alert" aria-labelledby="mend-title">
      <h2 id="mend-title">{texts.frame.errorSummary}</h2>
      <ul>
        {mends.map(({ field, words }) => (
          <li>
            <a href={`#${field}`}>{words}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What is said kindly on top of a form that shows itself again, such as that a time was taken meanwhile. */
export function Kindly({ words }: { words: string | undefined }) {
  if (!words) return null
  return (
    <p class="notice warm" role="status">
      {words}
    </p>
  )
}

type Asked = {
  name: string
  label: Child
  hint?: Child
  mends?: readonly Mend[]
  /** The label is the heading of its page, where a page asks one thing. */
  heading?: boolean
}

type Written = Asked & {
  value?: string
  autocomplete?: string
  required?: boolean
}

/** A line to type in, with its label, hint and what to mend at it. */
export function TextField({
  type = 'text',
  inputmode,
  maxlength,
  class: look,
  ...asked
}: Written & {
  type?: 'text' | 'tel' | 'email' | 'number' | 'date' | 'time'
  inputmode?: 'text' | 'tel' | 'email' | 'numeric'
  maxlength?: number
  class?: string
}) {
  return (
    <Field {...asked}>
      <input
        type={type}
        class={look}
        inputmode={inputmode}
        maxlength={maxlength}
        value={asked.value ?? ''}
        autocomplete={asked.autocomplete ?? 'off'}
        {...wiring(asked)}
      />
    </Field>
  )
}

/**
 * Several lines to type in. `most` only sets up the counter (client/counter.ts): the server checks, so that
 * nothing pasted is cut off unseen.
 */
export function TextArea({ most, rows = 5, ...asked }: Written & { most?: number; rows?: number }) {
  return (
    <Field {...asked}>
      <textarea rows={rows} data-most={most} autocomplete={asked.autocomplete ?? 'off'} {...wiring(asked)}>
        {asked.value ?? ''}
      </textarea>
    </Field>
  )
}

/** One of several answers, as radio buttons with large targets. The first one carries the field's id. */
export function Choices({
  options,
  value,
  row,
  ...asked
}: Asked & {
  options: readonly { value: string; label: Child; hint?: Child }[]
  value?: string
  /** Side by side, for short labels. */
  row?: boolean
}) {
  return (
    <fieldset class="field" {...wiring(asked, 'fieldset')}>
      <legend>{asked.heading ? <h1>{asked.label}</h1> : asked.label}</legend>
      <Around {...asked} />
      <div class={row ? 'choices row' : 'choices'}>
        {options.map((option, place) => (
          <label class="choice">
            <input
              type="radio"
              id={place === 0 ? asked.name : `${asked.name}-${option.value}`}
              name={asked.name}
              value={option.value}
              checked={option.value === value}
            />
            <span>
              {option.label}
              {option.hint && <small>{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** One of several answers, as a drop-down list. */
export function Select({
  options,
  ...asked
}: Written & { options: readonly { value: string; label: string }[] }) {
  return (
    <Field {...asked}>
      <select {...wiring(asked)}>
        {options.map(option => (
          <option value={option.value} selected={option.value === asked.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** What was answered before, carried along unseen; empty answers are left out. */
export function Hidden({ fields }: { fields: Record<string, string | undefined> }) {
  return (
    <>
      {Object.entries(fields).map(
        ([name, value]) =>
          value !== undefined && value !== '' && <input type="hidden" {...{ name, value }} />,
      )}
    </>
  )
}

function Field({ children, ...asked }: Asked & { children: Child }) {
  const label = <label for={asked.name}>{asked.label}</label>
  return (
    <div class="field">
      {asked.heading ? <h1>{label}</h1> : label}
      <Around {...asked} />
      {children}
    </div>
  )
}

/** What stands between the label and the field: the hint, then what to mend. */
function Around({ name, hint, mends }: Asked) {
  const mend = mends?.find(({ field }) => field === name)
  return (
    <>
      {hint && (
        <span class="hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {mend && (
        <span class="fault" id={`${name}-fault`}>
          {mend.words}
        </span>
      )}
    </>
  )
}

function wiring(
  { name, hint, mends, required }: Asked & { required?: boolean },
  on: 'field' | 'fieldset' = 'field',
) {
  const wrong = mends?.some(({ field }) => field === name)
  const about = [hint && `${name}-hint`, wrong && `${name}-fault`].filter(Boolean).join(' ')
  return {
    ...(on === 'field' && { id: name, name, ...(required && { 'aria-required': 'true' }) }),
    ...(on === 'field' && wrong && { 'aria-invalid': 'true' }),
    ...(about && { 'aria-describedby': about }),
  }
}
