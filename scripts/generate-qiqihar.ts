import { writeFileSync } from 'node:fs'
import { ageBands, type CallKind, outreachMedia, presentingProblems, referrals } from '../src/domain/codes.ts'

// Writes docs/replays/qiqihar-2020.jsonl: a spring of 44 days whose totals are those of the newspaper record
// of Qiqihar (362 calls answered, 1,780 people helped, 454 outreach sessions, an audience of 60,000).
// Everything below the totals is made up, with a fixed seed. Run: npx tsx scripts/generate-qiqihar.ts

const ANSWERED = 362
const HELPED = 1780
const OUTREACH = 454
const AUDIENCE = 60_000
const ABANDONED = 58
const HELD = 1240
const NO_SHOWS = 71
const CANCELED = 94

const firstDay = Date.UTC(2020, 1, 1)
const days = 44
const minute = 60_000
const hour = 60 * minute
const dayMs = 24 * hour

const lineTeams = [
  { people: [1, 2, 3, 4], from: 6, to: 15 },
  { people: [5, 6, 7, 8], from: 15, to: 24 },
]
const sessionPeople = Array.from({ length: 12 }, (_, i) => i + 9)
const shiftHours = [
  [9, 12],
  [14, 17],
  [19, 21],
] as const

let state = 362_1780
/** Mulberry32: the same file from the same seed, everywhere. */
function random() {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}
const between = (from: number, to: number) => from + Math.floor(random() * (to - from + 1))
const oneOf = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
const seconds = (from: number, to: number) => between(from, to) * 1000

const events: { at: number; order: number; line: Record<string, unknown> }[] = []
function tell(at: number, event: string, more: Record<string, unknown>) {
  events.push({ at, order: events.length, line: { event, at: local(at), ...more } })
}
/** An instant with the city's offset; `at` counts milliseconds of local time. */
function local(at: number) {
  return `${new Date(at).toISOString().slice(0, 19)}+08:00`
}

planShifts()
putOnDuty()
const helpedByCalls = answerCalls()
abandonCalls()
holdSessions(HELPED - helpedByCalls)
reachOut()

events.sort((a, b) => a.at - b.at || a.order - b.order)
const file = new URL('../docs/replays/qiqihar-2020.jsonl', import.meta.url)
writeFileSync(file, `${events.map(({ line }) => JSON.stringify(line)).join('\n')}\n`)
console.log(`${events.length} events`)

function planShifts() {
  for (let day = 0; day < days; day++) {
    const planned =
      day < 7 ? firstDay + 5 * hour : firstDay + (Math.floor(day / 7) * 7 - 5) * dayMs + 16 * hour
    for (const person of sessionPeople)
      for (const [from, to] of shiftHours)
        tell(planned, 'shift.planned', {
          who: `counselor-${person}`,
          startsAt: local(firstDay + day * dayMs + from * hour),
          endsAt: local(firstDay + day * dayMs + to * hour),
        })
  }
}

function putOnDuty() {
  for (let day = 0; day < days; day++)
    for (const { people, from, to } of lineTeams)
      for (const person of people) {
        const midnight = firstDay + day * dayMs
        tell(midnight + from * hour - between(1, 4) * minute, 'duty.on', { who: `counselor-${person}` })
        tell(midnight + to * hour + (to === 24 ? -2 : 2) * minute, 'duty.off', { who: `counselor-${person}` })
      }
}

/** Arrival times a day, 25 minutes apart at least, thicker in the evening; the last call closes before midnight. */
function arrivals(day: number, count: number) {
  const taken: number[] = []
  while (taken.length < count) {
    const h = random() < 0.55 ? between(18, 21) : between(6, 22)
    const at = firstDay + day * dayMs + h * hour + seconds(300, 3300)
    const clock = (at - firstDay - day * dayMs) / hour
    // While the first team hands over to the second, nobody may still be talking.
    const handingOver = clock > 14.4 && clock < 15.1
    if (h < 23 && !handingOver && taken.every(other => Math.abs(other - at) >= 25 * minute)) taken.push(at)
  }
  return taken.sort((a, b) => a - b)
}

function answerCalls() {
  const kinds: CallKind[] = [
    ...Array<CallKind>(14).fill('practical_help'),
    ...Array<CallKind>(12).fill('silent'),
    ...Array<CallKind>(9).fill('nuisance'),
    ...Array<CallKind>(6).fill('wrong_number'),
    ...Array<CallKind>(3).fill('test'),
  ]
  const spread = Math.ceil(ANSWERED / kinds.length)
  let helped = 0
  let number = 0
  for (let day = 0; day < days; day++) {
    const count = Math.floor((ANSWERED * (day + 1)) / days) - Math.floor((ANSWERED * day) / days)
    for (const at of arrivals(day, count)) {
      number++
      const ref = `c${number}`
      const kind = number % spread === 0 && kinds.length > 0 ? (kinds.pop() as CallKind) : 'counseling'
      tell(at, 'call.arrives', { ref, line: 'main', from: 'anonymous', language: 'zh' })
      let answered = at + seconds(4, 15)
      if (number % 15 === 0) {
        tell(answered, 'offer.declined', { call: ref })
        answered += seconds(4, 12)
      } else if (number % 24 === 0) {
        answered = at + seconds(24, 36)
        comeBack(at + 24 * minute)
      }
      tell(answered, 'offer.accepted', { call: ref })
      const talked = kind === 'counseling' || kind === 'practical_help'
      const over = answered + (talked ? seconds(360, 1_320) : seconds(10, 60))
      tell(over, 'call.hangs_up', { ref })
      tell(over + seconds(30, 110), 'call.closed', { ref, outcome: callOutcome(kind, talked) })
      helped += talked ? 1 : 0
    }
  }
  return helped
}

/** An expired offer made somebody "away"; everyone of the two teams says that they are there. */
function comeBack(at: number) {
  const h = ((at - firstDay) % dayMs) / hour
  for (const { people, from, to } of lineTeams)
    if (h >= from && h < to - 0.1)
      for (const person of people) tell(at, 'duty.on', { who: `counselor-${person}` })
}

function callOutcome(kind: CallKind, talked: boolean) {
  if (!talked)
    return {
      kind,
      problems: [],
      riskAnswer: 'not_asked',
      notAskedBecause: 'not_a_conversation',
      ending: 'completed',
      referral: 'not_needed',
    }
  return {
    kind,
    ...conversation(kind === 'practical_help' ? ['practical'] : undefined),
    ending: 'completed',
    peopleHelped: 1,
  }
}

function conversation(
  problems = [
    ...new Set([oneOf(presentingProblems), ...(random() < 0.3 ? [oneOf(presentingProblems)] : [])]),
  ],
) {
  const before = between(3, 9)
  return {
    problems,
    riskAnswer: random() < 0.03 ? 'high' : random() < 0.1 ? 'medium' : random() < 0.3 ? 'low' : 'none',
    referral: random() < 0.15 ? oneOf(referrals) : 'not_needed',
    distressBefore: before,
    distressAfter: Math.max(0, before - between(0, 4)),
    ageBand: random() < 0.7 ? 'adult' : oneOf(ageBands),
    territory: oneOf(['longsha', 'jianhua', 'tiefeng']),
  }
}

function abandonCalls() {
  for (let i = 1; i <= ABANDONED; i++) {
    const day = Math.floor(((i - 1) * days) / ABANDONED)
    // At night nobody is on duty and the caller gives up; by day it hangs up while somebody is being asked.
    const night = i % 2 === 0
    const at =
      firstDay + day * dayMs + (night ? between(1, 4) * hour + seconds(0, 3500) : 5.98 * hour + i * 1000)
    tell(at, 'call.arrives', { ref: `a${i}`, line: 'main', from: 'anonymous', language: 'zh' })
    tell(at + (night ? seconds(20, 150) : seconds(3, 14)), 'call.hangs_up', { ref: `a${i}` })
  }
}

function holdSessions(helped: number) {
  const total = HELD + NO_SHOWS + CANCELED
  const taken = new Map<number, number>()
  let left = helped
  for (let i = 1; i <= total; i++) {
    const startsAt = freeStart(taken)
    const ref = `b${i}`
    const made = Math.max(
      firstDay + 6 * hour + seconds(0, 1800),
      startsAt - between(4, 70) * hour - seconds(0, 3000),
    )
    tell(made, 'booking.made', {
      ref,
      startsAt: local(startsAt),
      mode: oneOf(['phone', 'text', 'text', 'video']),
      language: 'zh',
    })
    if (i > HELD + NO_SHOWS) {
      tell(made + Math.floor((startsAt - made) * random() * 0.8) + 1000, 'booking.canceled', { ref })
      continue
    }
    const held = i <= HELD
    const here = !held
      ? 0
      : i === HELD
        ? left
        : Math.min(3, Math.max(1, Math.round(left / (HELD - i + 1) - 0.3 + random() * 0.6)))
    left -= here
    tell(startsAt + (held ? seconds(1_500, 2_700) : seconds(900, 1_200)), 'session.closed', {
      ref,
      outcome: held
        ? { kind: 'counseling', ...conversation(), ending: 'completed', peopleHelped: here }
        : {
            kind: 'counseling',
            problems: [],
            riskAnswer: 'not_asked',
            notAskedBecause: 'caller_left',
            ending: 'no_show',
            referral: 'not_needed',
            peopleHelped: 0,
          },
    })
  }
}

/** A half hour of the shifts with at most six of the twelve taken, never before anybody could have booked it. */
function freeStart(taken: Map<number, number>): number {
  const [from, to] = oneOf(shiftHours)
  const startsAt =
    firstDay + between(0, days - 1) * dayMs + from * hour + between(0, (to - from) * 2 - 1) * 30 * minute
  const others = taken.get(startsAt) ?? 0
  if (others >= 6 || startsAt < firstDay + 8 * hour) return freeStart(taken)
  taken.set(startsAt, others + 1)
  return startsAt
}

function reachOut() {
  const topics = [
    '居家情绪调节',
    '与孩子相处',
    '睡眠与焦虑',
    '独居老人的陪伴',
    '一线人员减压',
    '家庭沟通',
    '返岗前的心理准备',
  ]
  const usual: Record<string, number> = {
    livestream: 260,
    tv: 420,
    chat_group: 60,
    lecture: 110,
    print: 150,
    other: 40,
  }
  const held = Array.from({ length: OUTREACH }, () => {
    const medium = random() < 0.5 ? 'chat_group' : oneOf(outreachMedia)
    return { medium, weight: (usual[medium] ?? 50) * (0.5 + random()) }
  })
  const whole = held.reduce((sum, { weight }) => sum + weight, 0)
  let told = 0
  let sum = 0
  held.forEach(({ medium, weight }, i) => {
    sum += weight
    const audience = i === OUTREACH - 1 ? AUDIENCE - told : Math.round((AUDIENCE * sum) / whole) - told
    told += audience
    const at =
      firstDay +
      Math.floor((i * days) / OUTREACH) * dayMs +
      between(9, 20) * hour +
      between(0, 11) * 5 * minute
    tell(at, 'outreach.held', { medium, audience, topic: oneOf(topics) })
  })
}
