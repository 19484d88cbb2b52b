import fc from 'fast-check'
import type { LineActors } from './line-actors.ts'
import { toldOf } from './line-actors.ts'
import { act, dispatch, isFreeFor, type LineModel, roll, type Verb } from './line-model.ts'

/** The clock of a run begins at ten in the morning. */
const start = 36_000

/** What an actor means to do; whom and what it meets is chosen by number among what there is then. */
type Wish = { verb: Verb['verb']; person: number; thing: number }

/** How many runs and commands of actors were checked, and how often each answer was heard. */
export type Checked = { runs: number; commands: number; answers: Record<string, number> }

/**
 * Actors who begin in the same moment, then some seconds that pass. All is well where what they were answered and what
 * PostgreSQL then holds is what the model comes to in one of the orders in which they can have come, one after another.
 */
class Moment implements fc.AsyncCommand<{ line: LineModel }, LineActors> {
  constructor(
    readonly wishes: readonly Wish[],
    readonly seconds: number,
    readonly counted: Checked,
  ) {}
  check = () => true
  toString = () =>
    `${this.wishes.map(({ verb, person, thing }) => `${verb}(${person},${thing})`)}+${this.seconds}s`

  async run(model: { line: LineModel }, real: LineActors) {
    const verbs = this.wishes.flatMap(wish => verbOf(wish, model.line, real.people))
    const heard = await real.together(verbs)
    const seen = await real.seen()
    this.counted.commands += verbs.length
    for (const answer of heard.map(words => words.split(' ')[0]!))
      this.counted.answers[answer] = (this.counted.answers[answer] ?? 0) + 1
    const explained = explain(model.line, verbs, heard, seen)
    if (!explained)
      throw new Error(
        `No order explains\n${verbs.map((verb, at) => `${JSON.stringify(verb)} ${heard[at]}`).join('\n')}\nfrom\n${toldOf(model.line)}\nto\n${seen}`,
      )
    model.line = explained
    model.line.now += this.seconds
    dispatch(model.line)
    roll(model.line)
    await real.tick(model.line.now)
    const later = await real.seen()
    if (later !== toldOf(model.line))
      throw new Error(`After ${this.seconds} s it should be\n${toldOf(model.line)}\nand is\n${later}`)
  }
}

/** Runs of `length` moments of one to four actors each, against the model; counts what was checked. */
export async function checkAgainstModel(
  real: LineActors,
  given: { runs: number; length: number; seed: number; until?: number },
): Promise<Checked> {
  const counted: Checked = { runs: 0, commands: 0, answers: {} }
  const wish = fc.record({
    verb: fc.constantFrom<Verb['verb']>(
      ...(['on', 'on', 'off', 'break', 'back', 'ring', 'ring', 'hang', 'accept', 'accept'] as const),
      ...(['decline', 'close', 'close', 'book', 'book', 'cancel', 'closeSession'] as const),
    ),
    person: fc.nat(2),
    thing: fc.nat(7),
  })
  const moment = fc
    .tuple(fc.array(wish, { minLength: 1, maxLength: 4 }), fc.constantFrom(1, 3, 10, 21, 60, 300, 420))
    .map(([wishes, seconds]) => new Moment(wishes, seconds, counted))
  await fc.assert(
    fc.asyncProperty(fc.commands([moment], { maxCommands: given.length, size: 'max' }), async commands => {
      if (given.until && counted.commands >= given.until) return
      await real.forget(start)
      counted.runs++
      await fc.asyncModelRun(() => ({ model: { line: empty(real.people) }, real }), commands)
    }),
    { numRuns: given.runs, seed: given.seed, endOnFailure: true },
  )
  return counted
}

function empty(people: string[]): LineModel {
  const off = { on: false, state: 'off', idle: 0, startedAt: 0 }
  return {
    now: start,
    people: Object.fromEntries(people.map(who => [who, { ...off }])),
    calls: {},
    bookings: {},
    ledger: [],
    offers: 0,
  }
}

/** The verb of a wish, if there is what it needs. */
function verbOf({ verb, person, thing }: Wish, line: LineModel, people: string[]): Verb[] {
  const who = people[person]!
  const pick = <T>(all: T[]): T[] => (all.length > 0 ? [all[thing % all.length]!] : [])
  switch (verb) {
    case 'on':
    case 'off':
    case 'break':
    case 'back':
      return [{ verb, who }]
    case 'ring':
      return [{ verb, id: '' }]
    case 'hang':
      return pick(callsIn(line, ['waiting', 'offered', 'talking'])).map(([call]) => ({ verb, call }))
    case 'accept':
    case 'decline':
      return pick(callsIn(line, ['offered'])).map(([call, { offered }]) => ({
        verb,
        who: offered!.who,
        call,
        offer: offered!.id,
      }))
    case 'close':
      return pick(callsIn(line, ['talking', 'wrap_up'])).map(([call, { who }]) => ({ verb, who: who!, call }))
    case 'book':
      return [{ verb, from: (Math.ceil(line.now / 300) + thing) * 300, id: '' }]
    case 'cancel':
      return pick(Object.keys(line.bookings)).map(booking => ({ verb, booking }))
    case 'closeSession':
      return pick(Object.entries(line.bookings)).map(([booking, { who }]) => ({ verb, who, booking }))
  }
}

function callsIn(line: LineModel, states: string[]) {
  return Object.entries(line.calls).filter(([, { state }]) => states.includes(state))
}

/** The model after an order of the verbs, with rounds of offers between or not, that gives these answers and this end. */
function explain(from: LineModel, verbs: Verb[], heard: string[], seen: string): LineModel | undefined {
  for (const order of orders(verbs.map((_, at) => at))) {
    for (let rounds = 0; rounds < 1 << verbs.length; rounds++) {
      const line = structuredClone(from)
      const states = [structuredClone(line)]
      const asHeard = order.every((at, place) => {
        const answer = act(line, verbs[at]!, heard[at]!)
        if (rounds & (1 << place)) dispatch(line)
        states.push(structuredClone(line))
        return answer === heard[at]
      })
      dispatch(line)
      states.push(line)
      if (asHeard && toldOf(line) === seen && verbs.every((verb, at) => wasTaken(verb, heard[at]!, states)))
        return line
    }
  }
  return undefined
}

/** Whoever was told that a time is taken: nobody was free for it all along. */
function wasTaken(verb: Verb, heard: string, states: LineModel[]) {
  if (verb.verb !== 'book' || heard !== 'slot_taken') return true
  return Object.keys(states[0]!.people).every(who => states.some(line => !isFreeFor(line, who, verb.from)))
}

function orders(places: number[]): number[][] {
  if (places.length < 2) return [places]
  return places.flatMap(first =>
    orders(places.filter(place => place !== first)).map(rest => [first, ...rest]),
  )
}
