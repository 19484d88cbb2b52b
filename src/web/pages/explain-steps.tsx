import { formatMoment } from '../../domain/time-words.ts'
import type { ExplainedStep, Explanation } from '../../reads/explanation.ts'
import { type AnyContext, textsFor } from '../env.ts'
import { clockWithSeconds } from './explain-clock.ts'

/** Every step of one contact: who was asked and why, why the others were not, and how it ended. */
export function ContactSteps({ c, explanation }: { c: AnyContext; explanation: Explanation }) {
  const { deps, locale } = c.var
  const words = textsFor(c).routing
  return (
    <>
      <p>
        {words.recent.came}: {formatMoment(explanation.queuedAt, deps.config.TIME_ZONE, locale)}
      </p>
      {explanation.steps.length === 0 && <p class="quiet">{words.one.none}</p>}
      <ol class="routing-steps">
        {explanation.steps.map(step => (
          <Step c={c} step={step} />
        ))}
      </ol>
      <p>
        <a href="/explain">{words.one.back}</a>
      </p>
    </>
  )
}

function Step({ c, step }: { c: AnyContext; step: ExplainedStep }) {
  const words = textsFor(c).routing
  const { config } = c.var.deps
  const isDecision = step.step === 'offered' || step.step === 'unanswered'
  return (
    <li>
      <h2>
        <time dateTime={step.at.toISOString()}>{clockWithSeconds(step.at, config.TIME_ZONE)}</time>{' '}
        {words.steps[step.step](step.counselor ?? '')}
      </h2>
      {step.because && <p>{words.because[step.because]}</p>}
      {step.reach && <p class="quiet">{words.reaches[step.reach](config.PROVINCE_NUMBER ?? '')}</p>}
      {isDecision && <Others c={c} step={step} />}
    </li>
  )
}

function Others({ c, step }: { c: AnyContext; step: ExplainedStep }) {
  const { locale } = c.var
  const words = textsFor(c).routing
  if (step.others.length === 0) return <p class="quiet">{words.one.nobodyElse}</p>
  return (
    <>
      <h3>{words.one.others}</h3>
      <dl class="why-not">
        {step.others.map(({ name, reasons }) => (
          <div>
            <dt>{name}</dt>
            <dd>{reasons.map(reason => words.whyNot[reason]).join(locale === 'en' ? '; ' : '；')}</dd>
          </div>
        ))}
      </dl>
      {step.further > 0 && <p class="quiet">{words.one.further(step.further)}</p>}
    </>
  )
}
