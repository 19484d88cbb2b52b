import type { PromisedCallback } from '../../actions/calls/promise-callback.ts'
import { type Ahead, placeInLine, placeOfNext } from '../../reads/place-in-line.ts'
import { type AnyContext, textsFor } from '../env.ts'
import { problemOf } from '../refuse.ts'
import { Frame } from './frame.tsx'
import { soonWords } from './home.tsx'

type Promised = PromisedCallback & { c: AnyContext; wanted: { language: string; ageBand: string } }
type Seen = Ahead & { state: string }

/** The promise: one's place, an honest range, and that a missed call is no harm. */
export async function CallbackPromised({ c, ...promised }: Promised) {
  const texts = textsFor(c)
  const words = texts.callback
  const { HOTLINE_NUMBER, PROVINCE_NUMBER, WIDEN_PROVINCE_MINUTES } = c.get('deps').config
  const place = await placeOf({ c, ...promised })
  const waits = !place || place.state === 'waiting' || place.state === 'offered'
  return (
    <Frame c={c} title={words.title} side="caller">
      <div class="booked" role="status">
        <h1>{words.doneHeading}</h1>
        <p class="lead">{!place ? words.unseen : waits ? words.place(place.ahead + 1) : words.called}</p>
        {waits && <p>{whenWords(c, place)}</p>}
      </div>
      <p>{words.doneNumber}</p>
      <p>{words.doneMissed(HOTLINE_NUMBER)}</p>
      {waits && PROVINCE_NUMBER && <p>{words.doneLong(WIDEN_PROVINCE_MINUTES, PROVINCE_NUMBER)}</p>}
      <p>
        <a class="button second" href={`/${c.req.path.split('/')[1]}/breathe`}>
          {texts.home.breathe}
        </a>
      </p>
    </Frame>
  )
}

/** Undefined when it cannot be seen just now. */
async function placeOf({ c, callId, again, wanted }: Promised): Promise<Seen | undefined> {
  const deps = c.get('deps')
  try {
    return again
      ? { ...(await placeOfNext(deps, wanted)), state: 'waiting' }
      : await placeInLine(deps, { callId })
  } catch (error) {
    if (problemOf(error).code !== 'database_lost') throw error
    return undefined
  }
}

function whenWords(c: AnyContext, place: Ahead | undefined) {
  const words = textsFor(c).callback
  if (place?.nobodyBefore) return words.honest.closed(soonWords(c, place.nobodyBefore))
  return place?.minutes ? words.range(place.minutes.from, place.minutes.to) : words.rangeUnknown
}
