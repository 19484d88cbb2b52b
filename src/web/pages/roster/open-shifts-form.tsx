import { type AnyContext, textsFor } from '../../env.ts'
import { languageName } from '../../language-name.ts'
import { Hidden, type Mend, Select, TextField } from '../form-parts.tsx'

/** The form of open seats as typed. */
export type TypedSeats = {
  day: string
  from: string
  to: string
  seats: string
  language: string
  request: string
}

/** The form with which a coordinator opens seats that counselors take themselves. */
export function OpenSeatsForm({
  c,
  typed,
  mends,
}: {
  c: AnyContext
  typed: TypedSeats
  mends: readonly Mend[]
}) {
  const words = textsFor(c).roster.open
  const { LANGUAGES: languages } = c.var.deps.config
  return (
    <section class="card plan" aria-labelledby="open-title">
      <h2 id="open-title">{words.add}</h2>
      <p class="quiet">{words.toHint}</p>
      <form method="post" action="/shifts/open" novalidate>
        <Hidden fields={{ request: typed.request }} />
        <div class="plan-who">
          <TextField name="day" type="date" label={words.day} value={typed.day} mends={mends} required />
          <TextField name="from" type="time" label={words.from} value={typed.from} mends={mends} required />
          <TextField name="to" type="time" label={words.to} value={typed.to} mends={mends} required />
          <TextField
            name="seats"
            type="number"
            label={words.seats}
            value={typed.seats}
            mends={mends}
            required
          />
          <Select
            name="language"
            label={words.language}
            value={typed.language}
            mends={mends}
            options={[
              { value: '', label: words.anyLanguage },
              ...languages.map((code: string) => ({ value: code, label: languageName(code, c.var.locale) })),
            ]}
          />
        </div>
        <button type="submit">{words.submit}</button>
      </form>
    </section>
  )
}
