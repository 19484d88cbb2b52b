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
  const row = (call: WaitingCall) => <Row {...{ call, texts, now, emergencyNumber }} />
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

type Row = { call: WaitingCall; texts: Texts; now: Date; emergencyNumber: string }

function Row({ call, texts, now, emergencyNumber }: Row) {
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
        <WhatToDo {...{ call, words, emergencyNumber }} />
      </div>
    </li>
  )
}

function WhatToDo({
  call,
  words,
  emergencyNumber,
}: {
  call: WaitingCall
  words: Texts['operator']
  emergencyNumber: string
}) {
  if (call.state === 'abandoned') return <p>{words.whatToDoAbandoned}</p>
  if (!call.unanswered) return null
  return <p>{call.channel === 'callback' ? words.whatToDoCallback : words.whatToDo(emergencyNumber)}</p>
}
