import type { WaitingCall } from '../../../reads/waiting-calls.ts'
import type { Texts } from '../../../texts/texts.ts'
import { clockWords, Since } from '../queue/clocks.tsx'
import type { Section } from '../queue/section.tsx'
import { languageName } from '../queue/view.ts'

/** The contacts that wait, and those that nobody could answer, each with what to do about it; nothing of a caller. */
export function callList(calls: WaitingCall[], texts: Texts, now: Date, emergencyNumber: string): Section {
  const words = texts.operator
  const waiting = calls.filter(({ state }) => state !== 'abandoned')
  const lost = calls.filter(({ state }) => state === 'abandoned')
  const advised = new Set<string>()
  const row = (call: WaitingCall) => {
    const advice = adviceFor(call, words, emergencyNumber)
    const isNew = advice !== undefined && !advised.has(advice)
    if (isNew) advised.add(advice)
    return <Row {...{ call, texts, now }} advice={isNew ? advice : undefined} />
  }
  const body = (
    <>
      <section aria-labelledby="waiting-title">
        <h2 id="waiting-title">
          {words.waiting}
          {waiting.length > 0 && <span class="count">{String(waiting.length)}</span>}
        </h2>
        {waiting.length === 0 && <p class="quiet">{words.none}</p>}
        <ol class="calls">{waiting.map(row)}</ol>
      </section>
      {lost.length > 0 && (
        <section aria-labelledby="lost-title">
          <h2 id="lost-title">{words.unanswered}</h2>
          <ol class="calls">{lost.map(row)}</ol>
        </section>
      )}
    </>
  )
  const version = calls.map(({ id, state, unanswered }) => [id, state, unanswered].join()).join('|')
  return { name: 'calls', version, body }
}

type Row = { call: WaitingCall; texts: Texts; now: Date; advice?: string }

function Row({ call, texts, now, advice }: Row) {
  const words = texts.operator
  const state = call.state !== 'abandoned' && call.unanswered ? 'unanswered' : call.state
  return (
    <li class={`call call-${state}`}>
      <p class="call-wait">
        <span class="hidden-words">{words.columns.waited} </span>
        {call.state === 'abandoned' ? (
          clockWords(call.waitedSeconds)
        ) : (
          <Since at={call.arrivedAt} now={now} />
        )}
      </p>
      <div>
        <p class="call-state">{words.states[state]}</p>
        <p class="quiet">
          {languageName(texts, call.language)} · {words.channels[call.channel]}
        </p>
        {advice && <p>{advice}</p>}
        {call.channel === 'typed' && call.state !== 'abandoned' && (
          <form method="post" action={`/calls/${call.id}/hang-up`}>
            <button type="submit" class="second">
              {words.hasGone}
            </button>
          </form>
        )}
      </div>
    </li>
  )
}

/** What to do about a call that nobody can take; said at the first of its kind, the others stand below it. */
function adviceFor(call: WaitingCall, words: Texts['operator'], emergencyNumber: string) {
  if (call.state === 'abandoned') return words.whatToDoAbandoned
  if (!call.unanswered) return undefined
  return call.channel === 'callback' ? words.whatToDoCallback : words.whatToDo(emergencyNumber)
}
