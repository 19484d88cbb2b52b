/** What a model of the line knows of somebody on duty, a call, a booking, and a stretch in the ledger; times in seconds. */
export type Person = { on: boolean; state: string; idle: number; startedAt: number }
export type Call = {
  state: string
  arrived: number
  who?: string
  answered?: number
  ended?: number
  offered?: { id: string; who: string; expires: number }
  accepted?: string
  declined: { who: string; at: number; offer: string }[]
}
export type Booking = { who: string; from: number; until: number; state: 'live' | 'canceled' | 'closed' }
export type Stretch = { who: string; kind: string; from: number; until: number; of: string }

/** The whole line, as small as it can be told: what is true between two transactions. */
export type LineModel = {
  now: number
  people: Record<string, Person>
  calls: Record<string, Call>
  bookings: Record<string, Booking>
  ledger: Stretch[]
  /** Offers are told apart by the call and how many it had; the real ids stay outside. */
  offers: number
}

/** One thing that an actor does; what it is about was fixed when it began. */
export type Verb =
  | { verb: 'on' | 'off' | 'break' | 'back'; who: string }
  | { verb: 'ring'; id: string }
  | { verb: 'hang'; call: string }
  | { verb: 'accept' | 'decline'; who: string; call: string; offer: string }
  | { verb: 'close'; who: string; call: string }
  | { verb: 'book'; from: number; id: string }
  | { verb: 'cancel'; booking: string }
  | { verb: 'closeSession'; who: string; booking: string }

const horizon = 600
const leftOver = 300
const offerSeconds = 20
const sessionSeconds = 1800

/** Does a verb, and answers as the line should: `done`, or the code of the refusal. `heard` is what was answered. */
export function act(line: LineModel, verb: Verb, heard: string): string {
  switch (verb.verb) {
    case 'on':
      return goOn(line, verb.who)
    case 'off':
      return goOff(line, verb.who)
    case 'break':
      return takeBreak(line, verb.who)
    case 'back':
      return comeBack(line, verb.who)
    case 'ring':
      line.calls[verb.id] = { state: 'waiting', arrived: line.now, declined: [] }
      return 'done'
    case 'hang':
      return hangUp(line, verb.call)
    case 'accept':
      return accept(line, verb)
    case 'decline':
      return decline(line, verb)
    case 'close':
      return close(line, verb)
    case 'book':
      return book(line, verb, heard)
    case 'cancel':
      return cancel(line, verb.booking)
    case 'closeSession':
      return closeSession(line, verb)
  }
}

/** One round of offers: what has run out, then each waiting call to whoever is free the longest. */
export function dispatch(line: LineModel): void {
  for (const [id, call] of Object.entries(line.calls)) {
    if (!call.offered || call.offered.expires > line.now) continue
    Object.assign(line.people[call.offered.who]!, { state: 'away', idle: line.now })
    takeBack(line, id)
  }
  const waiting = Object.entries(line.calls)
    .filter(([, { state }]) => state === 'waiting')
    .sort(([a, one], [b, other]) => one.arrived - other.arrived || (a < b ? -1 : 1))
  for (const [id, call] of waiting) {
    const [who] = Object.entries(line.people)
      .filter(([who, person]) => mayBeAsked(line, who, person, call))
      .sort(([a, one], [b, other]) => one.idle - other.idle || (a < b ? -1 : 1))
      .map(([who]) => who)
    if (!who) continue
    call.state = 'offered'
    call.offered = { id: `${id}:${++line.offers}`, who, expires: line.now + offerSeconds }
    line.people[who]!.state = 'offered'
    const next = line.ledger.filter(({ who: whose, from }) => whose === who && from > line.now)
    const until = Math.min(line.now + horizon, ...next.map(({ from }) => from))
    line.ledger.push({ who, kind: 'offer', from: line.now, until, of: id })
  }
}

/** What the tick does to the ledger: what runs goes on a horizon, where the next minutes are not all taken. */
export function roll(line: LineModel): void {
  for (const [id, { state, who }] of Object.entries(line.calls))
    if (who && (state === 'talking' || state === 'wrap_up') && !isFull(line, who))
      keepCall(line, id, line.now + horizon)
  for (const [who, { on, state }] of Object.entries(line.people))
    if (on && state === 'break' && !isFull(line, who)) keepBreak(line, who, line.now + horizon)
}

/** Whether somebody has nothing in the ledger for a session that begins then. */
export function isFreeFor(line: LineModel, who: string, from: number): boolean {
  return !line.ledger.some(row => row.who === who && row.from < from + sessionSeconds && row.until > from)
}

function mayBeAsked(line: LineModel, who: string, { on, state, startedAt }: Person, call: Call) {
  const inSession = Object.values(line.bookings).some(
    ({ who: whose, from, until, state }) =>
      whose === who && state === 'live' && from <= line.now && until + 1800 > line.now,
  )
  const declined = call.declined.some(({ who: whose, at }) => whose === who && at >= startedAt)
  return on && state === 'free' && !inSession && !declined
}

function openCallOf(line: LineModel, who: string) {
  return Object.values(line.calls).find(
    ({ who: whose, state }) => whose === who && (state === 'talking' || state === 'wrap_up'),
  )
}

function goOn(line: LineModel, who: string) {
  const person = line.people[who]!
  if (!person.on) {
    const state = openCallOf(line, who)?.state ?? 'free'
    line.people[who] = { on: true, state, idle: line.now, startedAt: line.now }
  } else if (person.state === 'away' || person.state === 'break') free(line, who)
  return 'done'
}

function goOff(line: LineModel, who: string) {
  withdrawFrom(line, who)
  line.people[who]!.on = false
  drop(line, 'break', who)
  return 'done'
}

function takeBreak(line: LineModel, who: string) {
  const person = line.people[who]!
  if (!person.on) return 'not_on_duty'
  if (person.state === 'break') return 'done'
  if (person.state === 'talking' || person.state === 'wrap_up') return 'still_in_contact'
  withdrawFrom(line, who)
  Object.assign(person, { state: 'break', idle: line.now })
  keepBreak(line, who, line.now + horizon)
  return 'done'
}

function comeBack(line: LineModel, who: string) {
  const person = line.people[who]!
  if (!person.on) return 'not_on_duty'
  if (person.state === 'away' || person.state === 'break') free(line, who)
  return 'done'
}

function hangUp(line: LineModel, id: string) {
  const call = line.calls[id]!
  if (call.state === 'waiting' || call.state === 'offered') {
    if (call.offered) line.people[call.offered.who]!.state = 'free'
    takeBack(line, id)
    call.state = 'abandoned'
  } else if (call.state === 'talking') {
    Object.assign(call, { state: 'wrap_up', ended: line.now })
    if (line.people[call.who!]!.state === 'talking') line.people[call.who!]!.state = 'wrap_up'
    keepCall(line, id, 0)
  }
  return 'done'
}

type Answer = { who: string; call: string; offer: string }

function accept(line: LineModel, { who, call: id, offer }: Answer) {
  const call = line.calls[id]!
  if (call.offered?.id !== offer || call.offered.expires <= line.now)
    return call.accepted === offer ? 'done' : 'call_gone'
  takeBack(line, id)
  Object.assign(call, { state: 'talking', who, answered: line.now, accepted: offer })
  line.people[who]!.state = 'talking'
  keepCall(line, id, 0)
  return 'done'
}

function decline(line: LineModel, { who, call: id, offer }: Answer) {
  const call = line.calls[id]!
  if (call.offered?.id !== offer)
    return call.declined.some(declined => declined.offer === offer) ? 'done' : 'call_gone'
  takeBack(line, id)
  call.declined.push({ who, at: line.now, offer })
  free(line, who)
  return 'done'
}

function close(line: LineModel, { who, call: id }: { who: string; call: string }) {
  const call = line.calls[id]!
  if (call.state === 'closed') return 'already_closed'
  call.state = 'closed'
  drop(line, 'call', id)
  drop(line, 'wrap_up', id)
  const person = line.people[who]!
  if (person.on && (person.state === 'talking' || person.state === 'wrap_up')) free(line, who)
  return 'done'
}

function book(line: LineModel, { from, id }: { from: number; id: string }, heard: string) {
  if (!heard.startsWith('booked ')) return heard === 'slot_taken' ? 'slot_taken' : 'booked'
  const who = heard.slice('booked '.length)
  if (!isFreeFor(line, who, from)) return 'slot_taken'
  const until = from + sessionSeconds
  line.bookings[id] = { who, from, until, state: 'live' }
  line.ledger.push({ who, kind: 'session', from, until, of: id })
  return heard
}

function cancel(line: LineModel, id: string) {
  const booking = line.bookings[id]!
  if (booking.state === 'canceled') return 'already_canceled'
  if (booking.state === 'closed' || booking.from <= line.now) return 'booking_over'
  booking.state = 'canceled'
  drop(line, 'session', id)
  return 'done'
}

function closeSession(line: LineModel, { who, booking: id }: { who: string; booking: string }) {
  const booking = line.bookings[id]!
  if (booking.state === 'closed') return 'already_closed'
  if (booking.state === 'canceled') return 'already_canceled'
  if (booking.from > line.now + 300) return 'session_not_started'
  booking.state = 'closed'
  drop(line, 'session', id)
  const until = Math.min(booking.until, line.now)
  if (until > booking.from) line.ledger.push({ who, kind: 'session', from: booking.from, until, of: id })
  const person = line.people[who]!
  if (person.on && person.state === 'free') person.idle = line.now
  return 'done'
}

function free(line: LineModel, who: string) {
  Object.assign(line.people[who]!, { state: 'free', idle: line.now })
  drop(line, 'break', who)
}

function withdrawFrom(line: LineModel, who: string) {
  for (const [id, { offered }] of Object.entries(line.calls)) if (offered?.who === who) takeBack(line, id)
}

function takeBack(line: LineModel, id: string) {
  const call = line.calls[id]!
  if (call.offered) call.state = 'waiting'
  call.offered = undefined
  drop(line, 'offer', id)
}

function drop(line: LineModel, kind: string, of: string) {
  line.ledger = line.ledger.filter(row => row.kind !== kind || row.of !== of)
}

function keepCall(line: LineModel, id: string, ahead: number) {
  const { state, who, answered = 0, ended = 0 } = line.calls[id]!
  drop(line, 'call', id)
  drop(line, 'wrap_up', id)
  if (state === 'talking') take(line, who!, 'call', answered, Math.max(ahead, answered + horizon), id)
  else {
    take(line, who!, 'call', answered, ended, id)
    take(line, who!, 'wrap_up', ended, Math.max(ahead, ended + horizon), id)
  }
}

function keepBreak(line: LineModel, who: string, ahead: number) {
  const since = line.people[who]!.idle
  drop(line, 'break', who)
  take(line, who, 'break', since, Math.max(ahead, since + horizon), who)
}

/** What is free of a stretch becomes somebody's, in as many pieces as it takes. */
function take(line: LineModel, who: string, kind: string, from: number, until: number, of: string) {
  const others = line.ledger.filter(row => row.who === who && row.from < until && row.until > from)
  let since = from
  for (const other of others.sort((a, b) => a.from - b.from)) {
    if (other.from > since) line.ledger.push({ who, kind, from: since, until: other.from, of })
    since = Math.max(since, other.until)
  }
  if (since < until) line.ledger.push({ who, kind, from: since, until, of })
}

function isFull(line: LineModel, who: string) {
  let since = line.now
  const own = line.ledger.filter(row => row.who === who && row.until > line.now)
  for (const { from, until } of own.sort((a, b) => a.from - b.from))
    if (from <= since) since = Math.max(since, until)
  return since >= line.now + leftOver
}
