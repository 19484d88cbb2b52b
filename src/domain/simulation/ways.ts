import { mayBeOffered, pairs, standing } from '../routing.ts'
import type { Caller } from './callers.ts'
import { answer, giveBack, offer, pickUpAfter, stands } from './calls.ts'
import type { Counselor } from './counselors.ts'
import { after, type Floor, type Pool } from './floor.ts'
import type { SimulatedLine } from './line.ts'

/**
 * Ways to answer a line: `router` is ours; `apart` puts first come to longest idle, each partner answering only its own
 * callers; `ring_all` lets every free telephone ring until somebody picks up, and looks at no booked session ahead.
 * Neither of these knows whether somebody is there.
 */
export const ways = ['router', 'apart', 'ring_all'] as const
export type Way = (typeof ways)[number]

/** The rules of a way: ours are as set; the plainer ones know no head start, no widening, no equal treatment, no presence. */
export function rulesOf(way: Way, rules: SimulatedLine['rules']): SimulatedLine['rules'] {
  if (way === 'router') return rules
  const plain = {
    ...rules,
    headStarts: undefined,
    widening: undefined,
    equalSeconds: 0,
    presenceSeconds: Infinity,
  }
  return way === 'apart' ? plain : { ...plain, guardMinutes: 0 }
}

/** One round by the product's own router: pairs are made and put to people, the rest is looked at for whether anybody is left. */
export function roundByRouter(floor: Floor, pool: Pool): void {
  const { people, waiting } = pool
  if (waiting.size === 0) return
  // Whoever is not free is never chosen (a test holds the router to it), so it need not look at them each time.
  const free: Counselor[] = []
  for (const person of people) if (person.state === 'free') free.push(person)
  const made = free.length > 0 ? pairs([...waiting.values()], free, floor.rules, floor.now) : []
  const offers = made.map(({ contactId, counselorId }) =>
    offer(floor, waiting.get(contactId)!, [free.find(({ id }) => id === counselorId)!]),
  )
  if (waiting.size > 0) markStranded(floor, pool)
  for (const made of offers) putTo(floor, made)
}

/** One round of ringing at all: in order of arrival each call rings wherever somebody is free for it; whoever is quickest has it. */
export function ringAll(floor: Floor, pool: Pool): void {
  for (const caller of [...pool.waiting.values()].sort((a, b) => a.calledAt - b.calledAt)) {
    const ringing = pool.people.filter(person => mayBeOffered(caller, person, floor.rules, floor.now))
    if (ringing.length > 0) ring(floor, caller, ringing)
  }
  markStranded(floor, pool)
}

function ring(floor: Floor, caller: Caller, ringing: Counselor[]) {
  const { habits, line } = floor
  const made = offer(floor, caller, ringing)
  const picking = ringing.filter(
    ({ goneSince }) => habits.even() >= line.habits.declined + line.habits.missed && goneSince === null,
  )
  const [first] = picking
    .map(person => ({ person, wait: pickUpAfter(floor) }))
    .sort((a, b) => a.wait - b.wait)
  after(floor, first?.wait ?? floor.rules.offerSeconds * 1000, () => {
    if (!stands(made)) return
    if (first) answer(floor, made, first.person)
    else giveBack(floor, made, 'rung')
  })
}

/** An offer takes its course: accepted, declined or missed. */
function putTo(floor: Floor, made: ReturnType<typeof offer>) {
  const { declined, missed } = floor.line.habits
  const luck = floor.habits.even()
  const [person] = made.people
  const isGone = !!person && person.goneSince !== null
  if (luck < declined && !isGone)
    return after(floor, pickUpAfter(floor), () => stands(made) && giveBack(floor, made, 'declined'))
  if (luck < declined + missed || isGone)
    return after(floor, floor.rules.offerSeconds * 1000, () => {
      if (stands(made)) giveBack(floor, made, 'missed')
    })
  after(floor, pickUpAfter(floor), () => {
    if (stands(made) && person) answer(floor, made, person)
  })
}

/** Who has nobody left to be put to, in the router's own words; counted once. */
function markStranded({ findings, rules, now }: Floor, { people, waiting }: Pool) {
  for (const caller of waiting.values())
    if (!caller.stranded && standing(caller, people, rules, now) === 'unanswered') {
      caller.stranded = true
      findings.stranded++
    }
}
