import { pairs, reasonsAgainst, standing } from '../routing.ts'
import type { Caller } from './callers.ts'
import { answer, giveBack, offer, pickUpAfter, stands } from './calls.ts'
import type { Counselor } from './counselors.ts'
import { after, type Floor, type Pool } from './floor.ts'

/**
 * Ways to answer a line: `router` is ours; `apart` the same with each partner answering only its own callers;
 * `ring_all` lets every free telephone ring until somebody picks up, and looks at no booked session ahead.
 */
export const ways = ['router', 'apart', 'ring_all'] as const
export type Way = (typeof ways)[number]

/** One round by the product's own router: pairs are made and put to people, the rest is looked at for whether anybody is left. */
export function roundByRouter(floor: Floor, { people, waiting }: Pool): void {
  if (waiting.size === 0) return
  const { rules } = floor.line
  // Whoever is not free is never chosen (a test holds the router to it), so it need not look at them each time.
  const free: Counselor[] = []
  for (const person of people) if (person.state === 'free') free.push(person)
  const made = free.length > 0 ? pairs([...waiting], withOpenPages(floor, free), rules, floor.now) : []
  const offers = made.map(({ contactId, counselorId }) =>
    offer(floor, named(waiting, contactId), [named(free, counselorId)]),
  )
  if (waiting.size > 0) markStranded(floor, { people, waiting })
  for (const made of offers) putTo(floor, made)
}

/** One round of ringing at all: the first caller's call rings wherever somebody is free; whoever is quickest has it. */
export function ringAll(floor: Floor, pool: Pool): void {
  const [caller] = [...pool.waiting].sort((a, b) => a.calledAt - b.calledAt)
  if (!caller) return
  const { habits, line, now } = floor
  const rules = { ...line.rules, guardMinutes: 0 }
  const ringing = withOpenPages(floor, [...pool.people]).filter(
    person => reasonsAgainst(caller, person, rules, now).length === 0,
  )
  if (ringing.length === 0) return
  const made = offer(floor, caller, ringing)
  const picking = ringing.filter(() => habits.even() >= line.habits.declined + line.habits.missed)
  const [first] = picking
    .map(person => ({ person, wait: pickUpAfter(floor) }))
    .sort((a, b) => a.wait - b.wait)
  after(floor, first?.wait ?? line.rules.offerSeconds * 1000, () => {
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
  if (luck < declined)
    return after(floor, pickUpAfter(floor), () => stands(made) && giveBack(floor, made, 'declined'))
  if (luck < declined + missed)
    return after(floor, floor.line.rules.offerSeconds * 1000, () => {
      if (stands(made)) giveBack(floor, made, 'missed')
    })
  after(floor, pickUpAfter(floor), () => {
    if (stands(made) && person) answer(floor, made, person)
  })
}

/** Who has nobody left to be put to, in the router's own words; counted once. */
function markStranded(floor: Floor, { people, waiting }: Pool) {
  const everybody = withOpenPages(floor, [...people])
  for (const caller of waiting)
    if (!caller.stranded && standing(caller, everybody, floor.line.rules, floor.now) === 'unanswered') {
      caller.stranded = true
      floor.findings.stranded++
    }
}

/** The same people, seen just now: presence is not simulated. */
function withOpenPages({ now }: Floor, people: Counselor[]) {
  for (const person of people) person.lastSeenAt = now
  return people
}

function named<One extends Caller | Counselor>(among: Iterable<One>, id: string): One {
  for (const one of among) if (one.id === id) return one
  throw new Error(`The router named ${id}, who is not here.`)
}
