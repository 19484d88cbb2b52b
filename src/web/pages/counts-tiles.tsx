import type { OperationsRow } from '../../reads/operations-counts.ts'
import type { Texts } from '../../texts/texts.ts'

type Words = Texts['counts']
type Figure = keyof Words['figures']

const groups = {
  calls: ['callsAnswered', 'callsAbandoned', 'answerRate'],
  waits: ['medianWaitSeconds', 'p90WaitSeconds', 'callbacksPromised', 'callbacksKept'],
  sessions: ['peopleHelped', 'sessionsHeld', 'bookingsMade', 'bookingsCanceled'],
  outreach: ['outreachSessions', 'audience'],
} as const satisfies Record<keyof Words['tileGroups'], Figure[]>

/** A figure in words people read: a rate in percent, waits in minutes and seconds, a dash where there is none. */
export function figureWords(row: OperationsRow, figure: Figure, words: Words): string {
  const value = row[figure]
  if (value === null) return words.nothing
  if (figure === 'answerRate') return words.rate(value)
  if (figure === 'medianWaitSeconds' || figure === 'p90WaitSeconds') return words.wait(value)
  return words.number(value)
}

/** The figures of the whole period as tiles, in groups; beside each how it is counted. */
export function Tiles({ total, words }: { total: OperationsRow; words: Words }) {
  return (
    <div class="tile-groups">
      {Object.entries(groups).map(([group, figures]) => (
        <section class="tile-group" aria-labelledby={`tiles-${group}`}>
          <h2 id={`tiles-${group}`}>{words.tileGroups[group as keyof typeof groups]}</h2>
          <dl>
            {figures.map(figure => (
              <div class="tile">
                <dt>
                  <Meaning figure={figure} words={words} />
                </dt>
                <dd>
                  <strong>{figureWords(total, figure, words)}</strong>
                  {figure === 'callsAnswered' && (
                    <small> {words.receivedOf(words.number(total.callsReceived))}</small>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

/** The name of a figure, which opens to how it is counted. */
function Meaning({ figure, words }: { figure: Figure; words: Words }) {
  return (
    <details class="meaning">
      <summary>
        {/* Tiles write the unit beside the number, so the name goes without. */}
        {words.figures[figure].label.replace(/\s*[（(](s|秒)[)）]$/, '')}
        <span class="what" aria-hidden="true" />
        <span class="hidden-words"> ({words.howCounted})</span>
      </summary>
      <p>{words.figures[figure].meaning}</p>
      {figure === 'callsAnswered' && (
        <p>
          {words.figures.callsReceived.label}: {words.figures.callsReceived.meaning}
        </p>
      )}
    </details>
  )
}
