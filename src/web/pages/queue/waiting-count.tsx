import { Since } from './clocks.tsx'
import type { Section } from './section.tsx'
import type { View } from './view.ts'

/** How many wait now, and the longest of them. */
export function waitingCount({ queue: { waiting, longestWaitSeconds }, texts, now }: View): Section[] {
  const words = texts.queue.waiting
  const first = longestWaitSeconds === null ? null : new Date(now.getTime() - longestWaitSeconds * 1000)
  const body = (
    <section class="panel" aria-labelledby="waiting-title">
      <h2 id="waiting-title">{words.heading}</h2>
      {waiting === 0 || !first ? (
        <p class="quiet">{words.none}</p>
      ) : (
        <p class="waiting-now">
          <strong>{words.count(waiting)}</strong>
          <span>
            {words.longest} <Since at={first} now={now} />
          </span>
        </p>
      )}
    </section>
  )
  // The wait is known to the second only: in steps of ten, the version rests while nothing happens.
  const step = first && Math.round(first.getTime() / 10_000)
  return [{ name: 'waiting', version: `${waiting}|${step}`, body }]
}
