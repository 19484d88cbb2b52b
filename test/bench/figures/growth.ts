import { makeBooking } from '../../../src/actions/bookings/make-booking.ts'
import { receiveCall } from '../../../src/actions/calls/receive-call.ts'
import { queueOf } from '../../../src/reads/queue.ts'
import { type Bench, type Installation, install, planShifts, putOnDuty } from '../installation.ts'
import { exponent, type Line, median, type Size, timed } from '../line.ts'
import { line, newReference } from './carry-call.ts'

type Cost = { offer: number; booking: number; queue: number }

const named = { offer: 'an offer', booking: 'a booking', queue: 'a queue page' } as const

/** P6: how the cost of an offer, a booking and a queue page grows with contacts on record, waiting, and people on duty. */
export async function growth(bench: Bench, { quick }: Size): Promise<Line[]> {
  const records = quick ? [1_000, 10_000, 100_000] : [1_000, 10_000, 100_000, 1_000_000]
  const waiting = quick ? [100, 1_000, 10_000] : [1_000, 10_000, 100_000]
  const people = quick ? [10, 100, 1_000] : [10, 100, 1_000, 10_000]
  const times = quick ? 9 : 25
  return [
    ...(await grown('contacts on record', records, 0.1, async size => {
      const installed = await install(bench, 60)
      await onRecord(installed, size)
      return measure(installed, 60, times)
    })),
    ...(await grown('contacts waiting', waiting, 0.1, async size => {
      const installed = await install(bench, 60)
      await keepWaiting(installed, size)
      return measure(installed, 60, times)
    })),
    ...(await grown('people on duty', people, 0.5, async size =>
      measure(await install(bench, size), size, times),
    )),
  ]
}

async function grown(what: string, sizes: number[], atMost: number, cost: (size: number) => Promise<Cost>) {
  const costs: Cost[] = []
  for (const size of sizes) costs.push(await cost(size))
  return (Object.keys(named) as (keyof Cost)[]).map((verb): Line => {
    const own = costs.map(each => each[verb])
    const shown = own.map(ms => ms.toFixed(1)).join(', ')
    return {
      figure: 'P6',
      what: `${named[verb]} by ${what} (${sizes.join(', ')}: ${shown} ms)`,
      unit: 'exponent',
      ours: [exponent(sizes.map((size, index) => ({ size, cost: own[index] ?? Number.NaN })))],
      target: { atMost },
    }
  })
}

async function measure(installed: Installation, people: number, times: number): Promise<Cost> {
  const { deps, counselors, sql } = installed
  await planShifts(installed, 3)
  await putOnDuty(installed, counselors)
  await sql`vacuum analyze`
  const ring = () => receiveCall(deps, line, { reference: newReference(), language: 'zh' })
  await ring()
  const offer = median(await timed(Math.min(times, people - 2), ring))
  const first = Math.ceil((deps.now().getTime() + 3_600_000) / 1_800_000)
  let slot = 0
  const book = () =>
    makeBooking(
      deps,
      { kind: 'caller' },
      {
        startsAt: new Date((first + slot++) * 1_800_000),
        mode: 'text',
        language: 'zh',
        locale: 'zh-Hans',
      },
    )
  const me = counselors[0]
  if (!me) throw new Error('Somebody is on duty.')
  await book()
  const booking = median(await timed(times, book))
  await queueOf(deps, me)
  const queue = median(await timed(times, () => queueOf(deps, me)))
  await installed.close()
  return { offer, booking, queue }
}

/** Closed calls and past sessions of the bench's counselors, half and half, with their tallies and audit lines. */
async function onRecord({ sql }: Installation, size: number) {
  await sql`create table c as select id, row_number() over () - 1 as n from people where handle like 'bench-%'`
  await sql`
    insert into calls (channel, line, reference_tag, language, state, arrived_at, queued_at, counselor_id, answered_at, ended_at, closed_at)
    select 'phone', 'main', 'old-' || i, 'zh', 'closed', at, at, c.id, at, at, at
    from generate_series(1, ${size}::int / 2) i join c on c.n = i % 60,
      lateral (select now() - i * interval '1 minute' - interval '1 hour' as at) t`
  await sql`
    insert into offers (call_id, counselor_id, state, offered_at, expires_at, settled_at)
    select id, counselor_id, 'accepted', arrived_at, arrived_at, arrived_at from calls`
  await sql`
    insert into bookings (counselor_id, starts_at, ends_at, mode, language, locale, return_code_tag, forget_on, made_at, closed_at)
    select c.id, at, at + interval '30 minutes', 'text', 'zh', 'zh-Hans', 'old-' || i, '2000-01-01', at, at
    from generate_series(1, ${size}::int / 2) i join c on c.n = i % 60,
      lateral (select now() - (i / 60 + 2) * interval '30 minutes' - interval '1 day' as at) t`
  await sql`insert into tallies (at, measure) select arrived_at, 'call_received' from calls`
  await sql`insert into audit_lines (at, actor_kind, action) select arrived_at, 'line', 'receive call' from calls`
}

/** Calls in a language that nobody on duty speaks. */
async function keepWaiting({ sql }: Installation, size: number) {
  await sql`
    insert into calls (channel, line, reference_tag, language, state, arrived_at, queued_at)
    select 'phone', 'main', 'waits-' || i, 'en', 'waiting', at, at
    from generate_series(1, ${size}::int) i, lateral (select now() - i * interval '1 second' as at) t`
}
