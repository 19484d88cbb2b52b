import type { OpenPartner } from '../../../reads/partners-open.ts'
import { textsFor } from '../../env.ts'
import { languageName } from '../../language-name.ts'
import { Choices } from '../form-parts.tsx'
import { LeaveOut } from '../leave-out.tsx'
import { modesFor } from './answers.ts'
import { StepForm, type StepView } from './step-form.tsx'

/** How to talk, and, folded away, whom to leave out. */
export function HowStep({ partners, ...view }: StepView & { partners: readonly OpenPartner[] }) {
  const texts = textsFor(view.c)
  const words = texts.book.how
  return (
    <StepForm {...view} step="how" asks={['mode', 'withoutPartner']}>
      <Choices
        heading
        name="mode"
        label={words.heading}
        value={view.answers.mode}
        mends={view.mends}
        options={modesFor(view.answers).map(mode => ({
          value: mode,
          label: texts.labels.modes[mode],
          hint: words.hints[mode],
        }))}
      />
      <LeaveOut c={view.c} partners={partners} value={view.answers.withoutPartner} />
    </StepForm>
  )
}

/** The language of the conversation, where there is more than one. */
export function LanguageStep(view: StepView) {
  const texts = textsFor(view.c)
  const words = texts.book.language
  const locale = view.c.get('locale')
  return (
    <StepForm {...view} step="language" asks={['language']}>
      <Choices
        heading
        name="language"
        label={words.heading}
        value={view.answers.language || defaultLanguage(locale, view.c.get('deps').config.LANGUAGES)}
        mends={view.mends}
        options={view.c.get('deps').config.LANGUAGES.map((code: string) => ({
          value: code,
          label: languageName(code, locale),
        }))}
      />
    </StepForm>
  )
}

/** English pages suggest English where it is spoken, all others the first language of the service. */
export function defaultLanguage(locale: string, languages: readonly string[]): string {
  return locale === 'en' && languages.includes('en') ? 'en' : (languages[0] ?? 'zh')
}
