import { originDays, originPlace } from '../../src/actions/outcomes/mix-outcomes.ts'
import type { Database } from '../../src/db/connect.ts'
import { outcomes, tallies } from '../../src/db/schema/counts.ts'
import { partners } from '../../src/db/schema/people.ts'
import { ageBands, presentingProblems } from '../../src/domain/codes.ts'
import { type DaySpan, dayAfter, eachDay, monthOf, weekOf } from '../../src/domain/days.ts'
import type { Measure } from '../../src/domain/measures.ts'
import type { Keys } from '../../src/outside/keys.ts'

/**
 * A record as a busy line leaves it, the same every time: calls by day with an evening peak, some abandoned, some
 * taken by nobody, sessions, outreach, and the outcomes. Hours are of +08:00.
 */
export async function fillBusyWeeks(
  db: Database,
  span: DaySpan,
  /** With the keys of an installation, each outcome has its sealed origin, so that months can be released. */
  keys?: Keys,
): Promise<void> {
  const senders = (await db.select().from(partners).orderBy(partners.code)).map(({ id }) => id)
  const next = dice(362)
  const counted: (typeof tallies.$inferInsert)[] = []
  const closed: (typeof outcomes.$inferInsert)[] = []
  for (const [place, day] of eachDay(span).entries()) {
    const many = 6 + Math.round(5 * Math.sin(place / 4)) + Math.floor(next() * 4)
    for (let call = 0; call < many; call++) {
      const at = new Date(`${day}T${hour(next())}:${minute(next())}:00+08:00`)
      const partnerId = senders[Math.floor(next() * senders.length)]
      const wait = Math.round(8 + next() ** 3 * 240)
      const luck = next()
      counted.push(of(at, 'call_received'))
      if (luck > 0.95) continue
      if (luck > 0.86) counted.push({ ...of(at, 'call_abandoned'), waitSeconds: wait * 2 })
      else {
        counted.push({ ...of(at, 'call_answered'), waitSeconds: wait, partnerId })
        counted.push({ ...of(at, 'people_helped'), partnerId })
        closed.push(await withOrigin(outcome(day, next), partnerId, keys))
      }
    }
    const noon = new Date(`${day}T12:00:00+08:00`)
    counted.push(of(noon, 'booking_made', 3), of(noon, 'session_held', 2), of(noon, 'outreach_session'))
    counted.push(of(noon, 'audience', 300 + place * 10), of(noon, 'callback_promised'))
  }
  for (let at = 0; at < counted.length; at += 1000)
    await db.insert(tallies).values(counted.slice(at, at + 1000))
  await db.insert(outcomes).values(closed)
}

async function withOrigin(
  row: typeof outcomes.$inferInsert,
  partner: string | undefined,
  keys: Keys | undefined,
): Promise<typeof outcomes.$inferInsert> {
  if (!keys) return row
  const id = crypto.randomUUID()
  const until = dayAfter(monthOf(row.month).to, 3 * originDays)
  return {
    ...row,
    id,
    originSealed: await keys.seal(JSON.stringify([partner, 'hotline']), until, originPlace(id)),
  }
}

function outcome(day: string, next: () => number): typeof outcomes.$inferInsert {
  const luck = next()
  return {
    week: weekOf(day).from,
    month: monthOf(day).from,
    kind: 'counseling',
    problems: [
      presentingProblems[Math.floor(next() ** 2 * presentingProblems.length)] ?? 'other',
      ...(luck > 0.5 ? (['mood'] as const) : []),
    ],
    riskAnswer: luck > 0.98 ? 'high' : luck > 0.8 ? 'medium' : luck > 0.4 ? 'low' : 'none',
    ending: luck > 0.1 ? 'completed' : 'caller_left',
    referral: 'not_needed',
    ageBand: ageBands[1 + Math.floor(next() ** 0.5 * 3)] ?? 'unknown',
    territory: ['longsha', 'jianhua', 'tiefeng', null][Math.floor(next() * 4)],
    peopleHelped: 1,
  }
}

function of(at: Date, measure: Measure, amount = 1) {
  return {
    at,
    measure,
    amount,
    waitSeconds: null as number | null,
    partnerId: null as string | null | undefined,
  }
}

/** Some calls all day long, most of them in the evening. */
function hour(luck: number) {
  const at = luck < 0.45 ? 18 + Math.floor((luck / 0.45) * 4) : Math.floor(((luck - 0.45) / 0.55) * 24)
  return String(at).padStart(2, '0')
}

function minute(luck: number) {
  return String(Math.floor(luck * 60)).padStart(2, '0')
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
function dice(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
