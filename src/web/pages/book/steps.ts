import type { Config } from '../../../config.ts'
import { isDay } from '../../../domain/days.ts'
import { type Answers, faultsAt } from './answers.ts'

/** The pages of a booking, one question each. */
export type Step = keyof typeof faultsAt

/** The steps that these answers lead through, in order; `expect` comes before anything is asked. */
export function stepsFor({ ageBand }: Answers, { LANGUAGES }: Pick<Config, 'LANGUAGES'>): Step[] {
  const child = ageBand === 'under_14'
  return [
    'expect',
    'age',
    ...(child ? ['child' as const] : []),
    'how',
    ...(LANGUAGES.length > 1 ? ['language' as const] : []),
    'when',
    ...(child ? [] : ['contact' as const]),
    'note',
    'check',
  ]
}

/** The step before this one; the first when there is none. */
export function stepBefore(step: Step, steps: readonly Step[]): Step {
  return steps[Math.max(0, steps.indexOf(step) - 1)] as Step
}

/**
 * Where to go after a step that is in order. Whoever came from *change* goes back to *check*, unless the
 * change asks for another answer: whom and how decide which times are open, and how decides what we need.
 */
export function stepAfter(
  step: Step,
  steps: readonly Step[],
  changing: boolean,
  answers: Answers,
  config: Config,
): Step {
  const next = steps[Math.min(steps.length - 1, steps.indexOf(step) + 1)] as Step
  if (!changing || step === 'age') return next
  if (step === 'how' || step === 'language') return 'when'
  return firstToMend(steps, answers, config) ?? 'check'
}

/** The first step whose answers are wrong or missing, if any. */
export function firstToMend(steps: readonly Step[], answers: Answers, config: Config): Step | undefined {
  return steps.find(step => faultsAt[step](answers, config).length > 0)
}

/** What a button asks for: on, back, the same in another language, to one step, or another day or week of open times. */
export type Go =
  | { kind: 'next' | 'back' | 'book' | 'stay' }
  | { kind: 'to'; step: Step }
  | { kind: 'day' | 'days'; day: string }

/** Reads the pressed button; anything unknown means on. */
export function goOf(pressed: unknown): Go {
  const [kind = '', ...rest] = String(pressed ?? '').split('-')
  const what = rest.join('-')
  if (kind === 'to' && Object.hasOwn(faultsAt, what)) return { kind, step: what as Step }
  if ((kind === 'day' || kind === 'days') && isDay(what)) return { kind, day: what }
  return { kind: kind === 'back' || kind === 'book' || kind === 'stay' ? kind : 'next' }
}
