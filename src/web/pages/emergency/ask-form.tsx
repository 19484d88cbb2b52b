import { emergencyReasons } from '../../../domain/emergency.ts'
import { formatMoment } from '../../../domain/time-words.ts'
import type { OpenContact } from '../../../reads/emergency.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { Choices, type Mend, Select } from '../form-parts.tsx'

/** What was typed into the form, as it was typed. */
export type TypedAsk = { contact: string; reason: string }

type AskForm = {
  c: AnyContext
  contacts: readonly OpenContact[]
  typed?: TypedAsk
  mends: readonly Mend[]
}

/** A supervisor says which contact, and why in a code; contacts by code, time and counselor alone. */
export function AskForm({ c, contacts, typed, mends }: AskForm) {
  const words = textsFor(c).emergency
  const zone = c.get('deps').config.TIME_ZONE
  const locale = c.get('locale')
  const option = ({ kind, id, code, at, counselor }: OpenContact) => ({
    value: `${kind}:${id}`,
    label: words.ask.option(words.ask.kinds[kind], code, formatMoment(at, zone, locale), counselor),
  })
  return (
    <section class="narrow" aria-labelledby="ask-title">
      <h2 id="ask-title">{words.ask.title}</h2>
      {contacts.length === 0 ? (
        <p class="quiet">{words.ask.none}</p>
      ) : (
        <form method="post" action="/emergency-access" novalidate>
          <Select
            name="contact"
            label={words.ask.contact}
            value={typed?.contact}
            options={contacts.map(option)}
            mends={mends}
          />
          <Choices
            name="reason"
            label={words.ask.reason}
            value={typed?.reason}
            options={emergencyReasons.map(value => ({ value, label: words.reasons[value] }))}
            mends={mends}
          />
          <div class="field">
            <label class="choice">
              <input type="checkbox" id="tried" name="tried" value="yes" />
              <span>{words.ask.tried}</span>
            </label>
          </div>
          <p class="quiet">{words.ask.hint}</p>
          <button type="submit">{words.ask.submit}</button>
        </form>
      )}
    </section>
  )
}
