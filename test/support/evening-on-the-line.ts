import { type Contact, type OnDuty, pairs } from '../../src/domain/routing.ts'
import { byTurn } from '../../src/domain/routing-contacts.ts'
import type { ContactClass } from '../../src/domain/routing-terms.ts'
import { assumedMinutes, type MinuteRange, overtakingOf, rangeOfMinutes } from '../../src/domain/waiting.ts'

/** What one caller was told on arrival, and how many minutes they waited in truth. */
export type Told = { range: MinuteRange; waited: number; class: ContactClass }

/** A busy line; `classes` are shares of its calls (none by default), `foreseen` says whether ranges reckon with them. */
export type Evening = {
  seats: number
  callsAnHour: number
  classes?: Partial<Record<ContactClass, number>>
  foreseen?: boolean
}

type Person = OnDuty & { from: number; to: number; until: number }
type Caller = Contact & { patience: number; range: MinuteRange | null; talk: number }

const step = 5 / 60
const headStarts = { danger_now: 30, child: 15, promised_callback: 0, front_line_medical: 5 }
const rules = { guardMinutes: 10, presenceSeconds: 180, headStarts }
const start = Date.UTC(2026, 10, 23, 10)
const at = (minute: number) => new Date(start + minute * 60_000)

/**
 * Ten hours on a busy line, played in steps of five seconds with the product's own router: people of two languages
 * come and go by the roster, some offers are declined or run out, calls scatter, callers give up. Everybody who was
 * told a range and was answered is in the result.
 */
export function eveningOnTheLine(
  seed: number,
  { seats, callsAnHour, classes = {}, foreseen = true }: Evening,
) {
  const random = chance(seed)
  const shares = Object.entries(classes) as [ContactClass, number][]
  const exponential = (mean: number) => -Math.log(1 - random()) * mean
  const people: Person[] = Array.from({ length: seats }, (_, index) => {
    const from = index % 3 === 2 ? 60 * (1 + Math.floor(random() * 5)) : 0
    return {
      id: `person-${index}`,
      languages: index % 2 === 0 ? ['zh'] : ['zh', 'yue'],
      state: 'free',
      idleSince: at(from),
      lastSeenAt: at(0),
      sessionAt: null,
      inSession: false,
      from,
      to: index % 4 === 3 ? 300 + 60 * Math.floor(random() * 4) : 900,
      until: 0,
    }
  })
  const told: Told[] = []
  const durations: number[] = []
  const offered = new Map<string, { caller: Caller; person: Person; ends: number; answer: string }>()
  let queue: Caller[] = []
  let nextCall = exponential(60 / callsAnHour)

  for (let minute = 0; minute < 600; minute += step) {
    for (const person of people) {
      person.lastSeenAt = at(minute)
      if (person.state !== 'offered' && person.state !== 'free' && person.until <= minute)
        Object.assign(person, { state: 'free', idleSince: at(minute) })
    }
    for (const [id, { caller, person, ends, answer }] of offered) {
      if (ends > minute) continue
      offered.delete(id)
      if (answer === 'accepted') {
        queue = queue.filter(one => one !== caller)
        Object.assign(person, { state: 'talking', until: minute + caller.talk })
        durations.push(caller.talk)
        if (caller.range)
          told.push({
            range: caller.range,
            waited: minute - minuteOf(caller),
            class: caller.class ?? 'everyone',
          })
      } else if (answer === 'declined') {
        Object.assign(person, { state: 'free', idleSince: at(minute) })
        ;(caller.asked as Set<string>).add(person.id)
      } else Object.assign(person, { state: 'away', until: minute + 5 })
    }
    const isOffered = (caller: Caller) => [...offered.values()].some(offer => offer.caller === caller)
    queue = queue.filter(caller => isOffered(caller) || minute - minuteOf(caller) < caller.patience)
    while (nextCall <= minute) {
      const language = random() < 0.3 ? 'yue' : 'zh'
      // No luck is drawn where there are no classes: the evenings without them stay what they were.
      const of = shares.length > 0 ? classDrawn(random()) : 'everyone'
      const caller: Caller = {
        id: `call-${told.length}-${nextCall}`,
        arrivedAt: at(nextCall),
        language,
        class: of,
        asked: new Set(),
        patience: exponential(40),
        talk: lognormal(random, 18, 11),
        range: null,
      }
      caller.range = tell(caller, minute)
      queue.push(caller)
      nextCall += exponential(60 / callsAnHour)
    }
    const here = people.filter(({ from, to }) => from <= minute && minute < to)
    const open = queue.filter(caller => !isOffered(caller))
    for (const { contactId, counselorId } of pairs(open, here, rules, at(minute))) {
      const caller = open.find(({ id }) => id === contactId) as Caller
      const person = here.find(({ id }) => id === counselorId) as Person
      const luck = random()
      const answer = luck < 0.9 ? 'accepted' : luck < 0.96 ? 'declined' : 'expired'
      person.state = 'offered'
      offered.set(contactId, { caller, person, answer, ends: minute + (answer === 'expired' ? 20 : 8) / 60 })
    }
  }
  return told

  function classDrawn(luck: number) {
    let below = 0
    for (const [one, share] of shares) {
      below += share
      if (luck < below) return one
    }
    return 'everyone'
  }

  function tell(of: Caller, minute: number) {
    const { language } = of
    const mine = headStartOf(of.class)
    const speaking = people.filter(({ languages }) => languages.includes(language))
    const here = speaking.filter(({ from, to, state }) => from <= minute && minute < to && state !== 'away')
    const mean = durations.slice(-500).reduce((sum, one) => sum + one, 0) / durations.length
    return rangeOfMinutes({
      ahead: queue.filter(
        caller =>
          byTurn(caller, of, rules) < 0 && here.some(({ languages }) => languages.includes(caller.language)),
      ).length,
      seatsServing: here.length,
      freeNow: here.filter(({ state }) => state === 'free' || state === 'offered').length,
      typicalMinutes: durations.length < 10 ? assumedMinutes : mean,
      comings: speaking.filter(({ from }) => from > minute).map(({ from }) => from - minute),
      goings: here.map(({ to }) => to - minute),
      overtaking: foreseen
        ? overtakingOf(
            shares.map(([one, share]) => ({
              headStart: headStartOf(one),
              perMinute: (share * callsAnHour) / 60,
            })),
            { headStart: mine, waitedMinutes: 0 },
          )
        : [],
    })
  }
}

function headStartOf(of: ContactClass = 'everyone') {
  return of === 'everyone' ? 0 : headStarts[of]
}

function minuteOf(caller: Contact) {
  return (caller.arrivedAt.getTime() - start) / 60_000
}

function lognormal(random: () => number, mean: number, deviation: number) {
  const variance = Math.log(1 + (deviation / mean) ** 2)
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Math.exp(Math.log(mean) - variance / 2 + Math.sqrt(variance) * normal)
}

/** A linear congruential generator from a fixed seed: the run is the same everywhere. */
function chance(seed: number) {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}
