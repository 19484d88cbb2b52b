import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Mode } from '../domain/codes.ts'
import { lapsesAt } from '../domain/in-force.ts'
import { type Qualification, requirements } from '../domain/routing-terms.ts'
import type { Bookable, PersonalInterval, Pool } from '../domain/slots.ts'
import { shifts } from './schema/duty.ts'
import { ledger } from './schema/ledger.ts'
import { partners, people } from './schema/people.ts'
import { lastDays } from './standings.ts'

/**
 * The pool in a stretch of time, in two queries: the open shifts of active counselors that touch it, and what takes
 * them then by the ledger. Partners go by their code; nobody is bookable beyond the day on which something lapses. `exceptBooking` is looked at as if it were not there.
 */
export async function poolBetween(
  { db, config }: Pick<Deps, 'db' | 'config'>,
  from: Date,
  to: Date,
  exceptBooking?: string,
): Promise<Pool> {
  const [onShift, taken] = await Promise.all([
    db
      .select({
        counselorId: shifts.counselorId,
        startsAt: shifts.startsAt,
        endsAt: shifts.endsAt,
        languages: people.languages,
        modes: people.modes,
        partner: partners.code,
        qualifications: people.qualifications,
        ...lastDays,
      })
      .from(shifts)
      .innerJoin(people, eq(people.id, shifts.counselorId))
      .innerJoin(partners, eq(partners.id, people.partnerId))
      .where(
        and(
          isNull(shifts.canceledAt),
          lt(shifts.startsAt, to),
          gt(shifts.endsAt, from),
          eq(people.role, 'counselor'),
          isNull(people.retiredAt),
          isNull(partners.retiredAt),
        ),
      ),
    db
      .select({
        booking: ledger.bookingId,
        counselorId: ledger.counselorId,
        startsAt: takenFrom.mapWith(shifts.startsAt),
        endsAt: takenUntil.mapWith(shifts.endsAt),
      })
      .from(ledger)
      .where(and(lt(takenFrom, to), gt(takenUntil, from))),
  ])
  return {
    shifts: onShift.map(personal),
    busy: taken.filter(({ booking }) => !booking || booking !== exceptBooking).map(personal),
    people: new Map(
      onShift.map(
        ({ counselorId, languages, modes, partner, qualifications, ...days }): [string, Bookable] => [
          counselorId,
          {
            languages,
            modes: modes as Mode[],
            partnerId: partner,
            qualifications: qualifications as Qualification[],
            inForceUntil: lapsesAt(
              requirements.map(requirement => days[requirement]),
              config.TIME_ZONE,
            ),
          },
        ],
      ),
    ),
  }
}

// As the index `ledger_by_time` has them.
const takenFrom = sql`lower(${ledger.during})`
const takenUntil = sql`upper(${ledger.during})`

function personal(row: { counselorId: string; startsAt: Date; endsAt: Date }): PersonalInterval {
  return {
    counselorId: row.counselorId,
    startsAt: row.startsAt.getTime(),
    endsAt: row.endsAt.getTime(),
  }
}
