import { sql } from 'drizzle-orm'
import { cancelBooking } from '../../src/actions/bookings/cancel-booking.ts'
import { makeBooking } from '../../src/actions/bookings/make-booking.ts'
import { rows } from '../../src/db/connect.ts'
import type { Deps } from '../../src/deps.ts'
import { Problem } from '../../src/domain/problem.ts'

/** A race: so many attempts by clients that each wait for their answer, for times at which `counselors` are on shift. */
export type Race = {
  attempts: number
  clients: number
  seed: number
  starts: readonly Date[]
  counselors: number
}

/** What came of a race; times in milliseconds. */
export type Raced = {
  seed: number
  booked: number
  taken: number
  canceled: number
  /** Every other answer, by its code or name: nobody should hear one. */
  shown: Record<string, number>
  p50: number
  p99: number
  overlaps: number
  deadlocks: number
  /** Times that were free after the race and yet could not be booked. */
  unbookable: number
}

const caller = { kind: 'caller' } as const

/**
 * Many callers want few times: four of five attempts go for a fifth of the times, and one booking of three is given back,
 * so that times become free again under those who wait for them. Then every time that is still free is booked, one
 * after the other.
 */
export async function raceForSlots(deps: Deps, race: Race): Promise<Raced> {
  const random = seeded(race.seed)
  const hot = race.starts.slice(0, Math.max(1, Math.floor(race.starts.length / 5)))
  const took: number[] = []
  const shown: Record<string, number> = {}
  let [left, booked, taken, canceled] = [race.attempts, 0, 0, 0]

  const book = (startsAt: Date) =>
    makeBooking(deps, caller, { startsAt, mode: 'text', language: 'zh', locale: 'zh-Hans' })
  const failed = (error: unknown) => {
    const name = error instanceof Problem ? error.code : String((error as Error).name)
    shown[name] = (shown[name] ?? 0) + 1
  }
  const client = async () => {
    while (left-- > 0) {
      const among = random() < 0.8 ? hot : race.starts
      const startsAt = among[Math.floor(random() * among.length)] as Date
      const givesBack = random() < 1 / 3
      const begun = performance.now()
      try {
        const { returnCode } = await book(startsAt)
        took.push(performance.now() - begun)
        booked += 1
        if (givesBack) await cancelBooking(deps, caller, { returnCode }).then(() => (canceled += 1))
      } catch (error) {
        took.push(performance.now() - begun)
        if (error instanceof Problem && error.code === 'slot_taken') taken += 1
        else failed(error)
      }
    }
  }
  await Promise.all(Array.from({ length: race.clients }, client))

  const before = await live(deps)
  let found = 0
  for (const startsAt of race.starts) {
    const free = race.counselors - (before.get(startsAt.getTime()) ?? 0)
    for (let times = 0; times < free; times++)
      found += await book(startsAt).then(
        () => 1,
        () => 0,
      )
  }
  took.sort((a, b) => a - b)
  const at = (share: number) => Math.round(took[Math.floor(took.length * share)] ?? 0)
  const capacity = race.starts.length * race.counselors
  return {
    seed: race.seed,
    booked,
    taken,
    canceled,
    shown,
    p50: at(0.5),
    p99: at(0.99),
    ...(await counted(deps)),
    unbookable: capacity - (booked - canceled) - found,
  }
}

async function live({ db }: Pick<Deps, 'db'>): Promise<Map<number, number>> {
  const found = await rows<{ at: Date; count: number }>(
    db,
    sql`select starts_at as at, count(*) as count from bookings where canceled_at is null group by starts_at`,
  )
  return new Map(found.map(({ at, count }) => [at.getTime(), count]))
}

async function counted({ db }: Pick<Deps, 'db'>): Promise<{ overlaps: number; deadlocks: number }> {
  const [found] = await rows<{ overlaps: number; deadlocks: number }>(
    db,
    sql`select
      (select count(*) from bookings a join bookings b
        on a.counselor_id = b.counselor_id and a.id < b.id and a.canceled_at is null and b.canceled_at is null
        and a.starts_at < b.ends_at and b.starts_at < a.ends_at) as overlaps,
      (select deadlocks from pg_stat_database where datname = current_database()) as deadlocks`,
  )
  return found ?? { overlaps: Number.NaN, deadlocks: Number.NaN }
}

/** The same numbers for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
