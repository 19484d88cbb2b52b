import type { Child } from 'hono/jsx'
import { type AnyContext, textsFor } from '../../env.ts'
import { type WorkAsked, WorkFields } from '../../work.tsx'
import { ErrorSummary, Hidden, Kindly, type Mend } from '../form-parts.tsx'
import { Frame } from '../frame.tsx'
import type { Answers } from './answers.ts'
import { type Step, stepsFor } from './steps.ts'

/** What every step of a booking is shown with. */
export type StepView = {
  c: AnyContext
  answers: Answers
  /** The signed form token, the same from the first page to the last. */
  token: string
  mends: readonly Mend[]
  /** The caller came here from *change* and goes back to the check of all answers. */
  changing: boolean
  /** Said kindly on top, such as that a time was taken meanwhile. */
  kindly?: string
  /** What this form costs just now, where it makes something. */
  work?: WorkAsked
}

type StepForm = StepView & {
  step: Step
  /** The answers asked for on this page; all others travel along unseen. */
  asks?: readonly (keyof Answers)[]
  /** The words on the button; *Continue* unless said otherwise. */
  button?: string
  /** What the button asks for. */
  go?: string
  children?: Child
}

/** The page around one step: the way back, where one stands, the question, the button. */
export function StepForm({ c, step, answers, token, mends, changing, kindly, work, ...rest }: StepForm) {
  const { asks = [], button, go = 'next', children } = rest
  const texts = textsFor(c)
  // The page of what to expect asks nothing, and is not counted.
  const steps = stepsFor(answers, c.get('deps').config).slice(1)
  const at = steps.indexOf(step) + 1
  const where = at > 0 ? texts.book.step(at, steps.length) : ''
  const kept = Object.fromEntries(
    Object.entries(answers).filter(([name]) => !asks.some(asked => asked === name && asked !== 'startsAt')),
  )
  return (
    <Frame
      c={c}
      title={where ? texts.book.stepTitle(at, steps.length) : texts.book.title}
      side="caller"
      wrong={mends.length > 0}
      scripts={['caller.js']}
      carry={{ form: 'typed' }}
    >
      <form
        id="typed"
        method="post"
        autocomplete="off"
        action={c.req.path}
        novalidate
        data-steps
        class="step"
      >
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: out of the tab order; it only decides what Enter does */}
        <button class="default" type="submit" name="go" value={go} tabindex={-1} aria-hidden="true" />
        <Hidden fields={{ token, step, ...kept, changing: changing ? '1' : '' }} />
        <WorkFields work={work} />
        {at > 0 && (
          <p class="where">
            <button class="plain-button back" type="submit" name="go" value="back">
              ← {texts.frame.back}
            </button>
            <span>{where}</span>
          </p>
        )}
        <ErrorSummary texts={texts} mends={mends} />
        <Kindly words={kindly} />
        {children}
        <button class="go-on" type="submit" name="go" value={go}>
          {button ?? texts.frame.continue}
        </button>
      </form>
    </Frame>
  )
}
