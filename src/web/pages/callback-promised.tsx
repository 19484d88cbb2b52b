import { waitingCalls } from '../../reads/waiting-calls.ts'
import type { Expectation } from '../../reads/what-to-expect.ts'
import { type AnyContext, textsFor } from '../env.ts'
import { problemOf } from '../refuse.ts'
import { Frame } from './frame.tsx'
import { soonWords } from './home.tsx'

type Promised = {
  c: AnyContext
  callId: string
  /** How things stood before this promise joined the queue. */
  before: Expectation | undefined
}

/** The promise: one's place, an honest range, and that a missed call is no harm. */
export async function CallbackPromised({ c, callId, before }: Promised) {
  const texts = textsFor(c)
  const words = texts.callback
  const { HOTLINE_NUMBER } = c.get('deps').config
  const place = await placeOf(c, callId)
  return (
    <Frame c={c} title={words.title} side="caller">
      <div class="booked" role="status">
        <h1>{words.doneHeading}</h1>
        <p class="lead">
          {place === undefined ? words.unseen : place === 0 ? words.called : words.place(place)}
        </p>
        {place !== 0 && <p>{whenWords(c, before)}</p>}
      </div>
      <p>{words.doneNumber}</p>
      <p>{words.doneMissed(HOTLINE_NUMBER)}</p>
      <p>
        <a class="button second" href={`/${c.req.path.split('/')[1]}/breathe`}>
          {texts.home.breathe}
        </a>
      </p>
    </Frame>
  )
}

/** The place in the queue from 1; 0 when it waits no longer; undefined when it cannot be seen just now. */
async function placeOf(c: AnyContext, callId: string): Promise<number | undefined> {
  try {
    const waiting = await waitingCalls(c.get('deps'))
    return waiting.filter(({ state }) => state !== 'abandoned').findIndex(({ id }) => id === callId) + 1
  } catch (error) {
    if (problemOf(error).code !== 'database_lost') throw error
    return undefined
  }
}

function whenWords(c: AnyContext, before: Expectation | undefined) {
  const words = textsFor(c).callback
  if (before && !before.openNow && before.nextOpening)
    return words.honest.closed(soonWords(c, before.nextOpening))
  return before?.minutes ? words.range(before.minutes.from, before.minutes.to) : words.rangeUnknown
}
