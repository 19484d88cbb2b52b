import { ageBands } from '../../../domain/codes.ts'
import { textsFor } from '../../env.ts'
import { telephoneLink } from '../../telephone-link.ts'
import { Choices } from '../form-parts.tsx'
import { contactDays } from '../promise/days.ts'
import { StepForm, type StepView } from './step-form.tsx'

/** Before anything is typed: what to expect, who will know, and where confidentiality ends. */
export function ExpectStep(view: StepView) {
  const { c } = view
  const texts = textsFor(c)
  const words = texts.book.expect
  const { config } = c.get('deps')
  return (
    <StepForm {...view} step="expect" button={words.start}>
      <h1>{words.heading}</h1>
      <ul class="ticks">
        {words.points(config.SESSION_MINUTES).map(point => (
          <li>{point}</li>
        ))}
      </ul>
      <h2>{words.whoTitle}</h2>
      <ul class="dots">
        {words.who(contactDays(config)).map(point => (
          <li>{point}</li>
        ))}
      </ul>
      <p>
        <a href={`/${c.req.path.split('/')[1]}/privacy`}>{words.more}</a>
      </p>
      <p class="quiet">{words.length}</p>
    </StepForm>
  )
}

/** For whom: an age as coarse as it is needed, with "not sure" as an answer. */
export function AgeStep(view: StepView) {
  const texts = textsFor(view.c)
  const words = texts.book.age
  return (
    <StepForm {...view} step="age" asks={['ageBand']}>
      <Choices
        heading
        name="ageBand"
        label={words.heading}
        hint={words.hint}
        value={view.answers.ageBand}
        mends={view.mends}
        options={ageBands.map(band => ({
          value: band,
          label: band === 'unknown' ? words.unknown : texts.labels.ageBands[band],
        }))}
      />
    </StepForm>
  )
}

/** Under 14: the telephone first, kindly; then on, without anything that leads back to the child. */
export function ChildStep(view: StepView) {
  const { c } = view
  const texts = textsFor(c)
  const words = texts.book.child
  const { HOTLINE_NUMBER } = c.get('deps').config
  return (
    <StepForm {...view} step="child" button={words.goOn}>
      <h1>{words.heading}</h1>
      {words.words.map(sentence => (
        <p class="lead">{sentence}</p>
      ))}
      <p>
        <a class="button big" href={telephoneLink(HOTLINE_NUMBER)}>
          {texts.frame.callNow(HOTLINE_NUMBER)}
        </a>
      </p>
      <p class="quiet">{words.noContact}</p>
    </StepForm>
  )
}
