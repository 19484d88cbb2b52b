import type { AgeBand, Mode, PageLocale } from '../../../domain/codes.ts'
import { parseInstant } from '../../../domain/instants.ts'
import { formatSpan } from '../../../domain/time-words.ts'
import type { OpenPartner } from '../../../reads/partners-open.ts'
import { textsFor } from '../../env.ts'
import { languageName } from '../../language-name.ts'
import { StepForm, type StepView } from './step-form.tsx'
import { type Step, stepsFor } from './steps.ts'

/** All answers once more, each with its *change*, before anything is booked. */
export function CheckStep({ partners, ...view }: StepView & { partners: readonly OpenPartner[] }) {
  const { c, answers } = view
  const texts = textsFor(c)
  const { check, change, age } = texts.book
  const { config } = c.get('deps')
  const locale: PageLocale = c.get('locale')
  const startsAt = parseInstant(answers.startsAt) as Date
  const endsAt = new Date(startsAt.getTime() + config.SESSION_MINUTES * 60_000)
  const left = partners.find(({ code }) => code === answers.withoutPartner)?.name
  const reached = [answers.phone, answers.mail].filter(text => text !== '')
  const { ageBands, modes } = texts.labels
  const band = answers.ageBand as AgeBand
  const rows: [Step, string, string][] = [
    ['when', check.rows.when, formatSpan(startsAt, endsAt, config.TIME_ZONE, locale)],
    ['how', check.rows.how, modes[answers.mode as Mode]],
    ...(left ? [['how', check.rows.without, left] as [Step, string, string]] : []),
    ['language', check.rows.language, languageName(answers.language, locale)],
    ['contact', check.rows.contact, reached.join('\n') || check.nothing],
    ['note', check.rows.note, answers.note || check.nothing],
    ['age', check.rows.age, band === 'unknown' ? age.unknown : ageBands[band]],
  ]
  const steps = stepsFor(answers, config)
  return (
    <StepForm {...view} step="check" go="book" button={check.book}>
      <h1>{check.heading}</h1>
      <dl class="answers">
        {rows
          .filter(([step]) => steps.includes(step))
          .map(([step, name, words]) => (
            <div>
              <dt>{name}</dt>
              <dd class="words">{words}</dd>
              <dd>
                <button class="plain-button" type="submit" name="go" value={`to-${step}`}>
                  {change}
                  <span class="hidden-words"> {name}</span>
                </button>
              </dd>
            </div>
          ))}
      </dl>
      <p class="quiet">{check.promise}</p>
    </StepForm>
  )
}
