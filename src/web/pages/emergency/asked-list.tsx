import { formatMoment } from '../../../domain/time-words.ts'
import type { EmergencyAsked } from '../../../reads/emergency.ts'
import { type AnyContext, textsFor } from '../../env.ts'

/** What was asked for in the last day, with the one thing that whoever looks can do about each. */
export function AskedList({ c, asked }: { c: AnyContext; asked: readonly EmergencyAsked[] }) {
  const words = textsFor(c).emergency
  return (
    <section aria-labelledby="asked-title">
      <h2 id="asked-title">{words.asked.title}</h2>
      {asked.length === 0 && <p class="quiet">{words.asked.none}</p>}
      {asked.map(one => (
        <Asked c={c} one={one} />
      ))}
    </section>
  )
}

function Asked({ c, one }: { c: AnyContext; one: EmergencyAsked }) {
  const words = textsFor(c).emergency
  const clock = (at: Date) => formatMoment(at, c.get('deps').config.TIME_ZONE, c.get('locale'))
  const mine = one.askedById === c.get('actor').personId
  return (
    <article class="card" id={`asked-${one.id}`}>
      <h3>{words.reasons[one.reason]}</h3>
      <p>{words.asked.about(one.code, one.counselor)}</p>
      <p class="quiet">{words.asked.by(one.askedBy, clock(one.askedAt))}</p>
      {one.allowedBy && <p class="quiet">{words.asked.allowedBy(one.allowedBy)}</p>}
      {one.refusedBy && <p class="quiet">{words.asked.refusedBy(one.refusedBy)}</p>}
      <p>
        <strong>{words.states[one.state]}</strong> {one.until && words.asked.until(clock(one.until))}
      </p>
      {!mine && one.state === 'asked' && (
        <form method="post" action={`/emergency-access/${one.id}/allow`}>
          <p class="quiet">{words.answerHint}</p>
          <div class="actions">
            <button type="submit">{words.allow}</button>
            <button type="submit" class="second" formaction={`/emergency-access/${one.id}/refuse`}>
              {words.refuse}
            </button>
          </div>
        </form>
      )}
      {mine && (one.state === 'allowed' || one.state === 'open') && (
        <form method="post" action={`/emergency-access/${one.id}/contact`}>
          <button type="submit">{words.open}</button>
        </form>
      )}
    </article>
  )
}
