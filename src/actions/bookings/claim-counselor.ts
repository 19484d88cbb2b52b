import { type SQL, sql } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { rows, type Transaction } from '../../db/connect.ts'
import { bookings } from '../../db/schema/bookings.ts'
import { shifts } from '../../db/schema/duty.ts'
import { people } from '../../db/schema/people.ts'
import type { Deps } from '../../deps.ts'
import type { CallerActor, SystemActor } from '../../domain/actor.ts'
import { Problem } from '../../domain/problem.ts'

/** A stretch of one counselor's time that is to become a booking; `except` is a booking that gives its own time up. */
export type Session = { startsAt: Date; endsAt: Date; except?: string }

/** The counselor whose time it is now; `partnerId` for the count. */
export type Claimed = { id: string; partnerId: string | null }

type Work<T> = (tx: Transaction, counselor: Claimed, about: (subject: string) => void) => Promise<T>

/**
 * One change with a counselor for it: locks the row of the first candidate who is still free, then does the work.
 * Each candidate is one whole transaction, so that nobody waits for a row while holding another: no deadlocks.
 * Throws `slot_taken` when nobody is left. `first` runs before the row is locked, for what has to be locked before it.
 */
export async function withCounselor<T>(
  deps: Pick<Deps, 'db' | 'now' | 'changes'>,
  actor: CallerActor | SystemActor,
  action: string,
  session: Session,
  candidates: readonly string[],
  work: Work<T>,
  first?: (tx: Transaction) => Promise<void>,
): Promise<T> {
  let left = [...candidates]
  while (left.length > 0) {
    let tried: string | undefined
    try {
      return await change(deps, actor, action, async (tx, about) => {
        await first?.(tx)
        const [locked, free] = await Promise.all([
          lockFirst(tx, session, left, sql`skip locked`),
          stillFree(tx, session, left),
        ])
        tried = locked ?? (await lockFirst(tx, session, left, sql``))
        // Whoever had to be waited for is asked about once more, now that they are ours.
        const found = locked || !tried ? free : await stillFree(tx, session, [tried])
        const counselor = found.find(({ id }) => id === tried)
        if (!counselor) throw new Problem('slot_taken')
        return work(tx, counselor, about)
      })
    } catch (error) {
      // The constraint `bookings_one_per_counselor_and_time` arrives here as slot_taken too.
      if (!(error instanceof Problem) || error.code !== 'slot_taken' || !tried) throw error
      left = left.filter(id => id !== tried)
    }
  }
  throw new Problem('slot_taken')
}

/**
 * Locks the row of the first candidate who looks free: with `skip locked`, of those whom nobody else is booking right
 * now; without, waiting for them.
 */
async function lockFirst(tx: Transaction, session: Session, candidates: string[], manner: SQL) {
  const [found] = await rows<{ id: string }>(
    tx,
    sql`select ${people.id} as id from ${people}
        where ${people.id} = any(${idsOf(candidates)}::uuid[]) and ${people.retiredAt} is null
          and not exists (${overlapping(session, sql`${people.id}`)})
        order by array_position(${idsOf(candidates)}::uuid[], ${people.id})
        limit 1 for no key update of ${people} ${manner}`,
  )
  return found?.id
}

/**
 * Who of them is free, in a statement of its own after the one that locked, which may have looked before the last
 * holder committed. It holds for whose row is locked: whoever books, moves or cancels a shift of theirs locks it too.
 */
function stillFree(tx: Transaction, session: Session, candidates: string[]): Promise<Claimed[]> {
  const { startsAt, endsAt } = session
  const covering = sql`select range_agg(tstzrange(${shifts.startsAt}, ${shifts.endsAt}))
      @> tstzrange(${startsAt}, ${endsAt})
    from ${shifts}
    where ${shifts.counselorId} = ${people.id} and ${shifts.canceledAt} is null
      and ${shifts.startsAt} < ${endsAt} and ${shifts.endsAt} > ${startsAt}`
  return rows<Claimed>(
    tx,
    sql`select ${people.id} as id, ${people.partnerId} as "partnerId" from ${people}
        where ${people.id} = any(${idsOf(candidates)}::uuid[]) and (${covering})
          and not exists (${overlapping(session, sql`${people.id}`)})`,
  )
}

/** One text however many there are, so that PostgreSQL plans the statement once. */
function idsOf(candidates: string[]) {
  return `{${candidates.join(',')}}`
}

function overlapping({ startsAt, endsAt, except }: Session, counselorId: SQL) {
  return sql`select 1 from ${bookings}
    where ${bookings.counselorId} = ${counselorId} and ${bookings.canceledAt} is null
      and ${bookings.startsAt} < ${endsAt} and ${bookings.endsAt} > ${startsAt}
      ${except ? sql`and ${bookings.id} <> ${except}` : sql``}`
}
