import { makeBooking } from '../../../src/actions/bookings/make-booking.ts'
import { Problem } from '../../../src/domain/problem.ts'
import { type Bench, type Installation, install, planShifts } from '../installation.ts'
import { inTurn, type Line, load, quantile, type Size } from '../line.ts'
import { leanest, type Script } from '../pgbench.ts'

const halfHour = 30 * 60_000

/** P1: bookings a second, 8 at once, through the app's own action, against the leanest SQL that is safe against overlap. */
export async function booking(bench: Bench, { rounds, seconds }: Size): Promise<Line[]> {
  const installed = await install(bench, 60)
  await planShifts(installed, 60)
  await makeLean(installed)
  const { sql, url } = installed
  const slow = { ours: [] as number[], lean: [] as number[] }
  const lean = leanest(url)

  const values = await inTurn(rounds, {
    ours: async () => {
      await sql`truncate bookings, letters, closings, ledger cascade`
      const done = await load({ seconds, atOnce: 8 }, () => book(installed))
      slow.ours.push(quantile(done.took, 0.99))
      return done.perSecond
    },
    lean: async () => {
      await sql`truncate lean_bookings, lean_outbox`
      const done = await lean.run(leanBooking, seconds, 8)
      slow.lean.push(quantile(done.took, 0.99))
      return done.perSecond
    },
  })
  await installed.close()
  const name = `${lean.name}, leanest SQL`
  return [
    {
      figure: 'P1',
      what: 'bookings, 8 at once',
      unit: '/s',
      ours: values.ours,
      baseline: { name, values: values.lean },
      target: { atLeast: 0.6 },
    },
    {
      figure: 'P1',
      what: 'the slowest 1 %',
      unit: 'ms',
      ours: slow.ours,
      baseline: { name, values: slow.lean },
      target: { atMost: 3 },
    },
  ]
}

/** Books a time of the next 59 days at random, with a number and an address: a confirmation and a reminder follow. */
export async function book({ deps }: Pick<Installation, 'deps'>): Promise<void> {
  const first = Math.ceil((deps.now().getTime() + 3_600_000) / halfHour)
  const startsAt = new Date((first + Math.floor(Math.random() * 59 * 48)) * halfHour)
  const contact = { phone: '+8613900001111', mail: 'someone@example.org' }
  try {
    await makeBooking(
      deps,
      { kind: 'caller' },
      { startsAt, mode: 'phone', language: 'zh', locale: 'zh-Hans', contact },
    )
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'slot_taken')) throw error
  }
}

async function makeLean({ sql }: Installation) {
  await sql.unsafe(`
    create table lean_bookings (id bigint generated always as identity primary key, counselor int not null,
      starts_at timestamptz not null, ends_at timestamptz not null,
      exclude using gist (counselor with =, tstzrange(starts_at, ends_at) with &&));
    create table lean_outbox (id bigint generated always as identity primary key, counselor int not null, kind text not null)`)
}

const leanBooking: Script = {
  draw: { counselor: [1, 60], slot: [1, 2832] },
  statements: [
    'begin',
    `insert into lean_bookings (counselor, starts_at, ends_at) select :counselor::int, at, at + interval '30 minutes'
     from (select date '2030-01-01' + :slot::int * interval '30 minutes' as at) t on conflict do nothing`,
    `insert into lean_outbox (counselor, kind) values (:counselor::int, 'confirmation')`,
    'commit',
  ],
}
