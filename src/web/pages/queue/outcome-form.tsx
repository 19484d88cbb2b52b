import {
  ageBands,
  callEndings,
  callKinds,
  notAskedReasons,
  presentingProblems,
  referrals,
  riskAnswers,
  sessionEndings,
} from '../../../domain/codes.ts'
import type { Outcome, OutcomeContext } from '../../../domain/outcome.ts'
import type { Place } from '../../../reads/territory-tree.ts'
import type { Texts } from '../../../texts/texts.ts'
import { Choices, type Mend, Select, TextField } from '../form-parts.tsx'
import type { TypedOutcome } from './typed-outcome.ts'

/**
 * The outcome in under a minute: what is needed stands first and has defaults, except the risk answer, which nobody
 * should give by not looking. Enter completes; "save draft" works without scripts, which save by themselves.
 */
export function OutcomeForm({
  texts,
  action,
  context,
  places,
  typed,
  mends,
}: {
  texts: Texts
  /** The contact's address: `/outcome` and `/draft` below it take the form. */
  action: string
  context: OutcomeContext
  places: Place[]
  typed: TypedOutcome
  mends: Mend[]
}) {
  const words = texts.queue.form
  const { labels } = texts
  const endings = context === 'call' ? callEndings : sessionEndings
  const asked = (name: Exclude<keyof Outcome, 'problems'>, label: string, fallback?: string) => ({
    name,
    label,
    mends,
    value: typed[name] ?? fallback,
  })
  return (
    <form
      method="post"
      action={`${action}/outcome`}
      class="card outcome"
      data-draft={`${action}/draft`}
      data-key="complete"
      aria-labelledby="outcome-title"
    >
      <h2 id="outcome-title">{context === 'call' ? words.title : words.sessionTitle}</h2>
      {context === 'call' && (
        <Choices
          row
          {...asked('kind', words.kind, 'counseling')}
          options={optionsOf(callKinds, labels.callKinds)}
        />
      )}
      <div class="risk">
        <Choices
          row
          {...asked('riskAnswer', words.risk)}
          hint={words.riskHint}
          options={optionsOf(riskAnswers, labels.riskAnswers)}
        />
        <div class="why">
          <Choices
            row
            {...asked('notAskedBecause', words.why)}
            options={optionsOf(notAskedReasons, labels.notAskedReasons)}
          />
        </div>
      </div>
      <Choices
        row
        {...asked('ending', words.ending, 'completed')}
        options={optionsOf(endings, labels.endings)}
      />
      <Problems texts={texts} chosen={typed.problems} mends={mends} />
      <Choices
        row
        {...asked('referral', words.referral, 'not_needed')}
        options={optionsOf(referrals, labels.referrals)}
      />
      <fieldset class="field distress">
        <legend>{words.distress}</legend>
        <div class="pair">
          <Select {...asked('distressBefore', words.before)} options={scale(words.notSaid)} />
          <Select {...asked('distressAfter', words.after)} options={scale(words.notSaid)} />
        </div>
      </fieldset>
      <Choices
        row
        {...asked('ageBand', words.age, 'unknown')}
        options={optionsOf(ageBands, labels.ageBands)}
      />
      <div class="pair">
        <Select
          {...asked('territory', words.territory)}
          options={[
            { value: '', label: words.notKnown },
            ...places.map(({ code, name, depth }) => ({
              value: code,
              label: `${'\u3000'.repeat(depth)}${name}`,
            })),
          ]}
        />
        <TextField
          {...asked('peopleHelped', words.people)}
          hint={words.peopleHint}
          inputmode="numeric"
          maxlength={4}
        />
      </div>
      <p class="quiet">{words.anonymous}</p>
      <div class="actions">
        <button type="submit">{words.complete}</button>
        {context === 'call' && (
          <button type="submit" class="second" name="next" value="break">
            {words.completeThenBreak}
          </button>
        )}
      </div>
      <p class="draft">
        <button type="submit" class="plain-button" formaction={`${action}/draft`} data-no-script>
          {words.saveDraft}
        </button>
        <span data-draft-state role="status" />
      </p>
    </form>
  )
}

function Problems({ texts, chosen, mends }: { texts: Texts; chosen: string[]; mends: Mend[] }) {
  const words = texts.queue.form
  const mend = mends.find(({ field }) => field === 'problems')
  return (
    <fieldset class="field" aria-describedby={mend ? 'problems-hint problems-fault' : 'problems-hint'}>
      <legend>{words.problems}</legend>
      <span class="hint" id="problems-hint">
        {words.problemsHint}
      </span>
      {mend && (
        <span class="fault" id="problems-fault">
          {mend.words}
        </span>
      )}
      <div class="choices row">
        {presentingProblems.map((code, place) => (
          <label class="choice">
            <input
              type="checkbox"
              id={place === 0 ? 'problems' : undefined}
              name="problems"
              value={code}
              checked={chosen.includes(code)}
            />
            <span>{texts.labels.problems[code]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function optionsOf<Code extends string>(codes: readonly Code[], labels: Record<Code, string>) {
  return codes.map(code => ({ value: code, label: labels[code] }))
}

function scale(none: string) {
  return [
    { value: '', label: none },
    ...Array.from({ length: 11 }, (_, n) => ({ value: String(n), label: String(n) })),
  ]
}
