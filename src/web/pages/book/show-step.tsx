import type { Fault } from '../../../domain/problem.ts'
import { nearestOpenTimes } from '../../../reads/open-times.ts'
import { type OpenPartner, partnersOpen } from '../../../reads/partners-open.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { keyOf } from '../../form-token.ts'
import { problemOf } from '../../refuse.ts'
import { type WorkAsked, workBefore } from '../../work.tsx'
import { type Mend, mendsOf } from '../form-parts.tsx'
import { type Answers, faultsAt } from './answers.ts'
import { ContactStep, NoteStep } from './ask-contact.tsx'
import { HowStep, LanguageStep } from './ask-how.tsx'
import { WhenStep } from './ask-when.tsx'
import { AgeStep, ChildStep, ExpectStep } from './ask-who.tsx'
import { CheckStep } from './check-answers.tsx'
import { openDays, wishOf } from './open-days.ts'
import type { StepView } from './step-form.tsx'
import { firstToMend, type Step, stepsFor } from './steps.ts'

/** What a step is to show: the answers so far, and for the open times where to look. */
export type Showing = {
  answers: Answers
  token: string
  changing?: boolean
  kindly?: string
  /** Name what is wrong with the answers of this step. */
  mending?: boolean
  days?: { from?: string; shown?: string }
  /** A time that is gone: show those closest to it. */
  near?: Date
  /** What is still owed for it. */
  work?: WorkAsked
  /** The turn that it has already. */
  pass?: string
}

/** Answers with one step of the booking; where it cannot be shown, with the nearest one that can. */
export async function show(
  c: AnyContext,
  wanted: Step,
  showing: Showing,
  status?: 409 | 429 | 503,
): Promise<Response> {
  const { config } = c.get('deps')
  const steps = stepsFor(showing.answers, config)
  if (wanted === 'check') {
    // Whoever comes here with a gap in the answers is asked for what is missing.
    const wrong = firstToMend(steps, showing.answers, config)
    if (wrong) return show(c, wrong, { ...showing, changing: true })
  }
  const step = steps.includes(wanted) ? wanted : 'check'
  const faults: Fault[] = showing.mending ? faultsAt[step](showing.answers, config) : []
  const view: StepView = {
    c,
    answers: showing.answers,
    token: showing.token,
    changing: showing.changing ?? false,
    mends: wordsAt(c, step, showing.answers, faults),
    ...(showing.kindly && { kindly: showing.kindly }),
    work:
      step === 'check'
        ? (showing.work ?? (await workBefore(c, keyOf(showing.token), showing.pass)))
        : undefined,
  }
  return c.html(await page(step, view, showing), status ?? (faults.length > 0 ? 422 : 200))
}

async function page(step: Step, view: StepView, showing: Showing) {
  switch (step) {
    case 'expect':
      return <ExpectStep {...view} />
    case 'age':
      return <AgeStep {...view} />
    case 'child':
      return <ChildStep {...view} />
    case 'how':
      return <HowStep {...view} partners={await partnersOrNone(view.c)} />
    case 'language':
      return <LanguageStep {...view} />
    case 'when':
      return whenPage(view, showing)
    case 'contact':
      return <ContactStep {...view} />
    case 'note':
      return <NoteStep {...view} />
    case 'check':
      return <CheckStep {...view} partners={await partnersOrNone(view.c)} />
  }
}

async function whenPage(view: StepView, { answers, days = {}, near }: Showing) {
  const deps = view.c.get('deps')
  const wish = wishOf(answers)
  try {
    const open = await openDays(deps, wish, {
      from: days.from || undefined,
      shown: days.shown || undefined,
      chosen: answers.startsAt,
    })
    const nearest = near && (await nearestOpenTimes(deps, near, 5, wish))
    return <WhenStep {...view} open={open} near={nearest} />
  } catch (error) {
    if (problemOf(error).code !== 'database_lost') throw error
    // Nothing typed is lost: the question before stands there again, with the reason.
    return <HowStep {...view} partners={[]} kindly={textsFor(view.c).problems.database_lost} />
  }
}

/** Whom one may leave out is asked where it can be known; a lost database must not keep anybody from going on. */
async function partnersOrNone(c: AnyContext): Promise<OpenPartner[]> {
  return partnersOpen(c.get('deps')).catch(error => {
    if (problemOf(error).code !== 'database_lost') throw error
    return []
  })
}

/** The words at the fields: a question left open is asked for in its own words. */
function wordsAt(c: AnyContext, step: Step, { mode }: Answers, faults: readonly Fault[]): Mend[] {
  const texts = textsFor(c)
  const { age, how, language, when, contact } = texts.book
  const own: Partial<Record<Step, string>> = {
    age: age.fault,
    how: how.fault,
    language: language.fault,
    when: when.fault,
    ...(mode === 'phone' && { contact: contact.needed }),
  }
  return mendsOf(faults, texts).map(({ field, words }) => {
    const left = faults.find(fault => fault.field === field)?.code === 'missing'
    return { field, words: (left && own[step]) || words }
  })
}
