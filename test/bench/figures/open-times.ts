import { DateTime, Interval } from 'luxon'
import { openTimes } from '../../../src/reads/open-times.ts'
import { type Bench, type Installation, install, planShifts } from '../installation.ts'
import { exponent, inTurn, type Line, median, type Size, timed } from '../line.ts'

const days = 30
const faster: Record<number, number | undefined> = { 1: 20, 10: 60, 100: 150 }
/** The loop over more people takes minutes, and shows nothing new. */
const longestLoop = 100

/**
 * P4: the open times of 30 days for ever more counselors, in milliseconds, against a plain luxon loop over every slot and
 * person, and against one SQL statement that reads the same rows.
 */
export async function openTimesFigure(bench: Bench, { rounds, quick }: Size): Promise<Line[]> {
  const lines: Line[] = []
  const costs: { size: number; cost: number }[] = []
  for (const people of quick ? [1, 10, 100] : [1, 10, 100, 1000]) {
    const installed = await install(bench, people)
    await planShifts(installed, days)
    await bookHalf(installed)
    const from = installed.deps.now()
    const to = new Date(from.getTime() + days * 24 * 3_600_000)
    const times = quick ? 5 : 20
    const values = await inTurn(rounds, {
      ours: async () => median(await timed(times, () => openTimes(installed.deps, { from, to }))),
      statement: async () => median(await timed(times, () => readRows(installed, from, to))),
      loop: async () =>
        people > longestLoop ? Number.NaN : median(await timed(1, () => luxonLoop(installed, from, to))),
    })
    await installed.close()
    costs.push({ size: people, cost: median(values.ours) })
    const what = `open times of ${days} days, ${people} on the roster`
    const ours = { figure: 'P4', unit: 'ms', ours: values.ours }
    if (people <= longestLoop)
      lines.push({
        figure: 'P4',
        what: `${what}: times faster than the loop`,
        unit: '×',
        ours: values.loop.map((loop, round) => loop / (values.ours[round] ?? Number.NaN)),
        target: { atLeast: faster[people] ?? 0 },
      })
    lines.push({
      ...ours,
      what,
      baseline: { name: 'one SQL statement', values: values.statement },
      target: { atMost: 3 },
    })
  }
  const growth = exponent(costs)
  return [
    ...lines,
    { figure: 'P4', what: 'growth in people, exponent', unit: '', ours: [growth], target: { atMost: 1 } },
  ]
}

/** Every second session of every shift is taken. */
async function bookHalf({ sql }: Installation) {
  await sql`
    insert into bookings (counselor_id, starts_at, ends_at, mode, language, locale, return_code_tag, forget_on, made_at)
    select counselor_id, at, at + interval '30 minutes', 'text', 'zh', 'zh-Hans', gen_random_uuid(), '2099-01-01', now()
    from shifts, generate_series(starts_at, ends_at - interval '1 hour', interval '1 hour') at
    where counselor_id in (select id from people where handle like 'bench-%')`
  await sql`analyze`
}

function readRows({ sql }: Installation, from: Date, to: Date) {
  return sql`
    select s.counselor_id, s.starts_at, s.ends_at, p.languages, p.modes, p.partner_id
    from shifts s join people p on p.id = s.counselor_id
    where s.canceled_at is null and s.starts_at < ${to} and s.ends_at > ${from}
    union all
    select b.counselor_id, b.starts_at, b.ends_at, null, null, null
    from bookings b where b.canceled_at is null and b.starts_at < ${to} and b.ends_at > ${from}`
}

/** The way of the field: for each slot and each person, does a shift cover it, and does no booking overlap it? */
async function luxonLoop(installed: Installation, from: Date, to: Date) {
  const intervals = new Map<string, { shifts: Interval[]; taken: Interval[] }>()
  for (const row of await readRows(installed, from, to)) {
    const own = intervals.get(row.counselor_id) ?? { shifts: [], taken: [] }
    const interval = Interval.fromDateTimes(
      DateTime.fromJSDate(row.starts_at, { zone: 'Asia/Shanghai' }),
      DateTime.fromJSDate(row.ends_at, { zone: 'Asia/Shanghai' }),
    )
    const kind = row.languages ? own.shifts : own.taken
    kind.push(interval)
    intervals.set(row.counselor_id, own)
  }
  const open: DateTime[] = []
  const end = DateTime.fromJSDate(to, { zone: 'Asia/Shanghai' })
  let at = DateTime.fromJSDate(from, { zone: 'Asia/Shanghai' }).startOf('hour').plus({ hours: 1 })
  for (; at < end; at = at.plus({ minutes: 30 })) {
    const slot = Interval.after(at, { minutes: 30 })
    const free = [...intervals.values()].filter(
      ({ shifts, taken }) =>
        shifts.some(shift => shift.engulfs(slot)) && !taken.some(session => session.overlaps(slot)),
    )
    if (free.length > 0) open.push(at)
  }
  return open
}
