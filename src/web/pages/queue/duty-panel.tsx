import type { Texts } from '../../../texts/texts.ts'
import type { Section } from './section.tsx'
import type { View } from './view.ts'

type Wish = 'on' | 'off' | 'break' | 'back'

/** What a counselor without a contact can do in each state: the likeliest wish first. */
const wishesOf: Record<string, Wish[]> = {
  off: ['on'],
  free: ['break', 'off'],
  break: ['back', 'off'],
  away: ['back', 'off'],
}

/** My state in large words, why I am away, and what I can do about it; absent while there is a call to see to. */
export function dutyPanel({ queue: { me, offer, current }, texts }: View): Section[] {
  const wishes = wishesOf[me.state]
  if (offer || current || !wishes) return []
  const words = texts.queue
  const { heading, lead } = words.states[me.state]
  const body = (
    <section class={`card duty duty-${me.state}`} aria-labelledby="duty-title">
      <h2 id="duty-title" tabindex={-1}>
        {heading}
      </h2>
      {me.awayBecause && <p>{words.missedOffer}</p>}
      <p>{lead}</p>
      <div class="actions">
        {wishes.map((wish, place) => (
          <DutyButton {...{ wish, texts }} look={place === 0 && wish !== 'break' ? undefined : 'second'} />
        ))}
      </div>
      {me.state !== 'off' && <SupervisorButton texts={texts} />}
    </section>
  )
  return [{ name: 'duty', version: `${me.state}|${me.awayBecause}`, body }]
}

function DutyButton({ wish, texts, look }: { wish: Wish; texts: Texts; look?: string }) {
  const words = { on: 'goOn', off: 'goOff', break: 'takeBreak', back: 'comeBack' } as const
  const key = { on: 'back', off: undefined, break: 'break', back: 'back' }[wish]
  return (
    <form method="post" action="/queue/duty" data-island data-key={key}>
      <button type="submit" name="wish" value={wish} class={look}>
        {texts.queue[words[wish]]}
      </button>
    </form>
  )
}

/** Leads to the words to say; whoever is free gets a break with it. */
export function SupervisorButton({ texts }: { texts: Texts }) {
  return (
    <form method="post" action="/queue/duty" data-island class="aside">
      <button type="submit" name="wish" value="supervisor" class="plain-button">
        {texts.queue.supervisor}
      </button>
    </form>
  )
}
