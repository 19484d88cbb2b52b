import { and, asc, eq, exists, gt, inArray, isNull, lte, sql } from 'drizzle-orm'
import { acting, type Transaction } from '../../db/connect.ts'
import { poolBetween } from '../../db/pool-between.ts'
import { bookings } from '../../db/schema/bookings.ts'
import { calls } from '../../db/schema/calls.ts'
import { duties } from '../../db/schema/duty.ts'
import { partners } from '../../db/schema/people.ts'
import { bookingWithContact } from '../../db/shown.ts'
import type { Deps } from '../../deps.ts'
import type { AgeBand, Mode } from '../../domain/codes.ts'
import { makeWayMinutes } from '../../domain/make-way-minutes.ts'
import { mayBeOffered } from '../../domain/routing.ts'
import { needsOf } from '../../domain/routing-contacts.ts'
import { byPreference } from '../../domain/routing-people.ts'
import { routingRulesOf } from '../../domain/routing-settings.ts'
import { freeCounselors } from '../../domain/slots.ts'
import { peopleOnDuty } from '../calls/routing-snapshot.ts'
import type { BookingRow } from './booking-of-code.ts'

/** The sessions that begin within five minutes while their counselor is in a call or writes up one, soonest first. */
export async function runInto({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<BookingRow[]> {
  const inCall = db
    .select({ one: sql`1` })
    .from(calls)
    .where(and(eq(calls.counselorId, bookings.counselorId), inArray(calls.state, ['talking', 'wrap_up'])))
  return acting(db, 'tick')
    .select(bookingWithContact)
    .from(bookings)
    .where(
      and(
        isNull(bookings.canceledAt),
        isNull(bookings.closedAt),
        gt(bookings.startsAt, now()),
        lte(bookings.startsAt, new Date(now().getTime() + makeWayMinutes * 60_000)),
        exists(inCall),
      ),
    )
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
}

/**
 * Who could hold this session instead, in routing's own order of people: on shift and free in the ledger for all of it,
 * of its mode, and of whom nothing speaks against their being offered a contact of this language and age band now:
 * neither what they do, nor their qualification, training, insurance or supervision, nor the partner that is left out.
 */
export async function freeForSession(
  deps: Pick<Deps, 'db' | 'now' | 'config'>,
  { id, startsAt, endsAt, language, mode, ageBand, withoutPartner }: BookingRow,
): Promise<string[]> {
  const { db, now, config } = deps
  const pool = await poolBetween(deps, startsAt, endsAt)
  const [leftOut] = withoutPartner
    ? await db.select({ code: partners.code }).from(partners).where(eq(partners.id, withoutPartner))
    : []
  const wish = { language, mode: mode as Mode, withoutPartner: leftOut?.code }
  const suiting = freeCounselors(pool, { startsAt: startsAt.getTime(), endsAt: endsAt.getTime() }, wish)
  if (suiting.length === 0) return []
  const needs = needsOf({ ageBand: ageBand as AgeBand, markedAs: null })
  const contact = { id, arrivedAt: now(), language, needs, withoutPartner, asked: new Set<string>() }
  const rules = routingRulesOf(config)
  const free = (await peopleOnDuty(deps, db, now())).filter(
    person => suiting.includes(person.id) && mayBeOffered(contact, person, rules, now()),
  )
  return free.sort((a, b) => byPreference(a, b, rules)).map(person => person.id)
}

/** Whether somebody is free on duty; for good while the turn to offer calls is held. */
export async function isStillFree(tx: Transaction, counselorId: string): Promise<boolean> {
  return (await tx.$count(duties, and(eq(duties.counselorId, counselorId), isFreeOnDuty))) > 0
}

const isFreeOnDuty = and(isNull(duties.endedAt), eq(duties.state, 'free'))
