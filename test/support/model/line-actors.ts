import { sql } from 'drizzle-orm'
import { cancelBooking } from '../../../src/actions/bookings/cancel-booking.ts'
import { makeBooking } from '../../../src/actions/bookings/make-booking.ts'
import { acceptOffer } from '../../../src/actions/calls/accept-offer.ts'
import { declineOffer } from '../../../src/actions/calls/decline-offer.ts'
import { dispatch } from '../../../src/actions/calls/dispatch.ts'
import { hangUp } from '../../../src/actions/calls/hang-up.ts'
import { receiveCall } from '../../../src/actions/calls/receive-call.ts'
import { rollLedger } from '../../../src/actions/calls/roll-ledger.ts'
import { comeBack } from '../../../src/actions/duty/come-back.ts'
import { goOffDuty } from '../../../src/actions/duty/go-off-duty.ts'
import { goOnDuty } from '../../../src/actions/duty/go-on-duty.ts'
import { takeBreak } from '../../../src/actions/duty/take-break.ts'
import { closeCall } from '../../../src/actions/outcomes/close-call.ts'
import { closeSession } from '../../../src/actions/outcomes/close-session.ts'
import { connect, rows } from '../../../src/db/connect.ts'
import type { Deps } from '../../../src/deps.ts'
import type { CounselorActor } from '../../../src/domain/actor.ts'
import { Problem } from '../../../src/domain/problem.ts'
import { main, talked, testLine } from '../line.ts'
import { onShift } from '../on-shift.ts'
import type { LineModel, Verb } from './line-model.ts'

const outcome = { ...talked, problems: ['mood' as const] }
const morning = new Date('2026-11-23T00:00:00+08:00').getTime()

/** A real line with three counselors, two machines, and neither notice nor guard; each verb of the model as an actor does it. */
export async function lineActors() {
  const line = await testLine({ PRESENCE_SECONDS: '86400' })
  const { db } = line.database
  const connection = connect(line.database.url, { deadlineMs: 20_000 })
  const config = { ...line.deps.config, BOOKING_NOTICE_MINUTES: 0, GUARD_MINUTES: 0, GRID_MINUTES: 5 }
  const machines: Deps[] = [
    { ...line.deps, config },
    { ...line.deps, config, db: connection.db },
  ]
  const crew = new Map<string, CounselorActor>()
  for (const number of [1, 2, 3]) {
    const person = await line.counselor(number)
    crew.set(person.personId, person)
    await onShift(line, `counselor-${number}`, '2026-11-23T00:00:00+08:00', '2026-11-25T00:00:00+08:00')
  }
  const references = new Map<string, string>()
  const codes = new Map<string, string>()
  let made = 0

  async function does(deps: Deps, verb: Verb, offerId: string): Promise<string> {
    const person = 'who' in verb ? crew.get(verb.who)! : undefined
    switch (verb.verb) {
      case 'on':
        return done(goOnDuty(deps, person!))
      case 'off':
        return done(goOffDuty(deps, person!))
      case 'break':
        return done(takeBreak(deps, person!))
      case 'back':
        return done(comeBack(deps, person!))
      case 'ring': {
        const reference = `call-${++made}`
        const { callId } = await receiveCall(deps, main, { reference, language: 'zh' })
        references.set(callId, reference)
        verb.id = callId
        return 'done'
      }
      case 'hang':
        return done(hangUp(deps, main, { reference: references.get(verb.call)!, language: 'zh' }))
      case 'accept':
        return done(acceptOffer(deps, person!, { offerId }))
      case 'decline':
        return done(declineOffer(deps, person!, { offerId }))
      case 'close':
        return done(closeCall(deps, person!, { callId: verb.call, outcome }))
      case 'book': {
        const startsAt = new Date(morning + verb.from * 1000)
        const wish = { startsAt, mode: 'text', language: 'zh', locale: 'en' } as const
        const { returnCode } = await makeBooking(deps, { kind: 'caller' }, wish)
        codes.set(verb.id, returnCode)
        const tag = await deps.keys.tag('return-code', returnCode)
        const [booking] = await rows<{ id: string; who: string }>(
          deps.db,
          sql`select id, counselor_id as who from bookings where return_code_tag = ${tag}`,
        )
        codes.set(booking!.id, returnCode)
        verb.id = booking!.id
        return `booked ${booking!.who}`
      }
      case 'cancel':
        return done(cancelBooking(deps, { kind: 'caller' }, { returnCode: codes.get(verb.booking)! }))
      case 'closeSession':
        return done(closeSession(deps, person!, { bookingId: verb.booking, outcome }))
    }
  }

  return {
    people: [...crew.keys()].sort(),
    /** What each actor was answered who began in the same moment; those on odd places use the second machine. */
    async together(verbs: Verb[]): Promise<string[]> {
      const offered = await rows<{ id: string; call: string }>(
        db,
        sql`select id, call_id as call from offers where state = 'pending'`,
      )
      const offerOf = (verb: Verb) =>
        'offer' in verb ? (offered.find(({ call }) => call === verb.call)?.id ?? '') : ''
      const heard = await Promise.allSettled(
        verbs.map((verb, at) => does(machines[at % 2]!, verb, offerOf(verb))),
      )
      // A round that met a booking at the same moment is repeated by the next tick.
      await dispatch(machines[0]!)
      return heard.map(each => {
        if (each.status === 'fulfilled') return each.value
        if (each.reason instanceof Problem) return each.reason.code
        throw each.reason
      })
    },
    async tick(now: number) {
      line.clock.now = new Date(morning + now * 1000)
      await dispatch(machines[0]!)
      await rollLedger(machines[0]!, { kind: 'system' })
    },
    async forget(now: number) {
      line.clock.now = new Date(morning + now * 1000)
      for (const table of ['calls', 'bookings', 'duties', 'tallies', 'audit_lines', 'ledger'])
        await db.execute(sql`truncate ${sql.raw(table)} cascade`)
    },
    /** What PostgreSQL holds, as the model tells it. */
    async seen(): Promise<string> {
      const seconds = (column: string) => sql.raw(`extract(epoch from ${column})::int - ${morning / 1000}`)
      const [people, calls, bookings, ledger] = await Promise.all([
        rows(
          db,
          sql`select counselor_id as who, state, ${seconds('idle_since')} as idle from duties where ended_at is null`,
        ),
        rows(
          db,
          sql`select c.id, c.state, coalesce(c.counselor_id, o.counselor_id) as who
              from calls c left join offers o on o.call_id = c.id and o.state = 'pending'`,
        ),
        rows(
          db,
          sql`select id, counselor_id as who, case when canceled_at is not null then 'canceled'
                when closed_at is not null then 'closed' else 'live' end as state from bookings`,
        ),
        rows(
          db,
          sql`select counselor_id as who, kind, ${seconds('lower(during)')} as "from", ${seconds('upper(during)')} as until
              from ledger`,
        ),
      ])
      return told({ people, calls, bookings, ledger } as Told)
    },
    async deadlocks() {
      const [found] = await rows<{ deadlocks: number }>(
        db,
        sql`select deadlocks from pg_stat_database where datname = current_database()`,
      )
      return found!.deadlocks
    },
    async close() {
      await connection.close()
      await line.close()
    },
  }
}

export type LineActors = Awaited<ReturnType<typeof lineActors>>

type Told = Record<'people' | 'calls' | 'bookings' | 'ledger', Record<string, unknown>[]>

/** The same of a model. */
export function toldOf({ people, calls, bookings, ledger }: LineModel): string {
  return told({
    people: Object.entries(people)
      .filter(([, { on }]) => on)
      .map(([who, { state, idle }]) => ({ who, state, idle })),
    calls: Object.entries(calls).map(([id, { state, who, offered }]) => ({
      id,
      state,
      who: who ?? offered?.who ?? null,
    })),
    bookings: Object.entries(bookings).map(([id, { who, state }]) => ({ id, who, state })),
    ledger: ledger.map(({ who, kind, from, until }) => ({ who, kind, from, until })),
  })
}

function told(parts: Told) {
  const lines = Object.entries(parts).flatMap(([part, list]) =>
    list.map(row =>
      [
        part,
        ...Object.keys(row)
          .sort()
          .map(key => `${key}=${row[key]}`),
      ].join(' '),
    ),
  )
  return lines.sort().join('\n')
}

async function done(work: Promise<unknown>) {
  await work
  return 'done'
}
