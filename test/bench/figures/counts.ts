import { rollUpDays } from '../../../src/actions/counts/roll-up-days.ts'
import { dayAfter } from '../../../src/domain/days.ts'
import { localDay } from '../../../src/domain/time.ts'
import { type Bench, type Installation, install } from '../installation.ts'
import { inTurn, type Line, median, type Size, timed } from '../line.ts'
import { ask, keptOpen, serve } from '../served.ts'

const days = 1_090
// Almost three years up to yesterday: what is older, the program forgets while it is being measured.
const to = dayAfter(localDay(new Date(), 'Asia/Shanghai'), -1)
const from = dayAfter(to, 1 - days)

/**
 * P5: counts over 10 million tallies of almost three years, as JSON and as a page, against summing a roll-up that holds just what
 * is asked for, and against the scan of the raw rows. The raw rows are kept in a table of their own for the scan.
 */
export async function counts(bench: Bench, { rounds, quick }: Size): Promise<Line[]> {
  const installed = await install(bench, 20)
  const size = quick ? 300_000 : 10_000_000
  await fill(installed, size)
  // What the first night after brings.
  await rollUpDays(installed.deps)
  const { sql } = installed
  const served = await serve(installed)
  const agent = keptOpen(2)
  const cookie = await signIn(agent, served.base)
  const times = quick ? 3 : 5
  const lines: Line[] = []
  for (const by of ['day', 'total', 'hour'] as const) {
    const get = (path: string, accept: string) => async () => {
      const answer = await ask(agent, served.base + path, { headers: { Cookie: cookie, Accept: accept } })
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`)
    }
    const span = `from=${from}&to=${to}&by=${by}`
    const values = await inTurn(rounds, {
      json: async () =>
        median(await timed(times, get(`/api/v1/counts/operations?${span}`, 'application/json'))),
      page: async () => median(await timed(times, get(`/counts?${span}`, 'text/html'))),
      rolled: async () => median(await timed(times, () => sql.unsafe(sumOfRollUp[by]))),
      raw: async () => median(await timed(1, () => sql.unsafe(scan(by)))),
    })
    const what = `counts by ${by}, ${size.toLocaleString('en-US')} tallies`
    lines.push(
      {
        figure: 'P5',
        what: `${what}: JSON`,
        unit: 'ms',
        ours: values.json,
        baseline: { name: 'sum of a roll-up', values: values.rolled },
        target: { atMost: 2 },
      },
      {
        figure: 'P5',
        what: `${what}: times faster than the scan`,
        unit: '×',
        ours: values.raw.map((raw, round) => raw / (values.json[round] ?? Number.NaN)),
        target: { atLeast: 15 },
      },
      {
        figure: 'P5',
        what: `${what}: page`,
        unit: 'ms',
        ours: values.page,
        baseline: { name: 'sum of a roll-up', values: values.rolled },
      },
    )
  }
  agent.destroy()
  await served.end()
  await installed.close()
  return lines
}

/** Tallies spread evenly over the span: of ten, four received, three answered after up to ten minutes, and so on. */
async function fill({ sql }: Installation, size: number) {
  await sql`
    create table raw_tallies as
    select ${from}::date::timestamp at time zone 'Asia/Shanghai' + (i - 1) * (interval '1 day' * ${days}::int / ${size}::int) as at,
      (array['call_received','call_received','call_received','call_received','call_answered','call_answered',
        'call_answered','people_helped','people_helped','booking_made'])[1 + i % 10] as measure,
      case when i % 10 >= 4 then p.ids[1 + i % 4] end as partner_id, 1 as amount,
      case when i % 10 between 4 and 6 then (random() * random() * 600)::int end as wait_seconds
    from generate_series(1, ${size}::int) i, (select array_agg(id) as ids from partners) p`
  await sql`insert into tallies (at, measure, partner_id, amount, wait_seconds) select * from raw_tallies`
  await sql`create index on raw_tallies (at)`
  await sql`
    create table lean_days as
    select (at at time zone 'Asia/Shanghai')::date as day, measure, sum(amount) as amount from raw_tallies group by 1, 2`
  await sql`
    create table lean_hours as
    select (at at time zone 'Asia/Shanghai')::date as day, extract(hour from at at time zone 'Asia/Shanghai') as hour,
      measure, sum(amount) as amount from raw_tallies group by 1, 2, 3`
  await sql`vacuum analyze`
}

const sumOfRollUp = {
  day: `select day, measure, sum(amount) from lean_days where day between '${from}' and '${to}' group by 1, 2 order by 1, 2`,
  total: `select measure, sum(amount) from lean_days where day between '${from}' and '${to}' group by 1 order by 1`,
  hour: `select hour, measure, sum(amount) from lean_hours where day between '${from}' and '${to}' group by 1, 2 order by 1, 2`,
}

const scan = (by: 'day' | 'total' | 'hour') => `
  select ${{ day: `(at at time zone 'Asia/Shanghai')::date`, hour: `extract(hour from at at time zone 'Asia/Shanghai')`, total: `'total'::text` }[by]},
    measure, sum(amount), percentile_cont(0.5) within group (order by wait_seconds) as half
  from raw_tallies where at >= '${from} 00:00+08' and at < '${dayAfter(to, 1)} 00:00+08' group by 1, 2 order by 1, 2`

async function signIn(agent: Parameters<typeof ask>[0], base: string): Promise<string> {
  const answer = await ask(agent, `${base}/demo/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ as: 'coordinator-1' }),
  })
  const [cookie] = answer.headers['set-cookie'] as string[]
  return cookie?.split(';')[0] ?? ''
}
