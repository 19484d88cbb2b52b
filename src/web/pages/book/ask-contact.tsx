import { textsFor } from '../../env.ts'
import { TextArea, TextField } from '../form-parts.tsx'
import { contactDays } from '../promise/days.ts'
import { noteMost } from './answers.ts'
import { StepForm, type StepView } from './step-form.tsx'

/** A way to be reached: a number where we are to call, otherwise only if the caller likes. Never a name. */
export function ContactStep(view: StepView) {
  const { c, answers, mends } = view
  const { contact, optional } = textsFor(c).book
  const { config } = c.get('deps')
  const phoned = answers.mode === 'phone'
  const label = (words: string, needed: boolean) =>
    needed ? words : `${words}${c.get('locale') === 'en' ? ` (${optional})` : `（${optional}）`}`
  return (
    <StepForm {...view} step="contact" asks={['phone', 'mail']}>
      <h1>{phoned ? contact.headingPhone : contact.heading}</h1>
      <p>{contact.hint(contactDays(config))}</p>
      {!phoned && <p>{contact.none(config.HOTLINE_NUMBER)}</p>}
      <TextField
        name="phone"
        type="tel"
        inputmode="tel"
        label={label(contact.phone, phoned)}
        hint={contact.phoneHint}
        value={answers.phone}
        mends={mends}
        required={phoned}
      />
      <TextField
        name="mail"
        type="email"
        inputmode="email"
        label={label(contact.mail, false)}
        hint={contact.mailHint}
        value={answers.mail}
        mends={mends}
      />
      {phoned && (
        <p>
          <button class="plain-button" type="submit" name="go" value="to-how">
            {contact.otherWay}
          </button>
        </p>
      )}
    </StepForm>
  )
}

/** What the counselor should know beforehand; it may stay empty. */
export function NoteStep(view: StepView) {
  const { note } = textsFor(view.c).book
  return (
    <StepForm {...view} step="note" asks={['note']}>
      <TextArea
        heading
        name="note"
        label={note.heading}
        hint={`${note.hint} ${note.most(noteMost)}`}
        value={view.answers.note}
        mends={view.mends}
        most={noteMost}
        rows={6}
      />
      <p class="quiet counter" aria-live="polite" data-left={note.left} data-over={note.over} hidden />
    </StepForm>
  )
}
