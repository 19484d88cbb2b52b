import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { flushOutcomes } from '../../../src/actions/outcomes/flush-outcomes.ts'
import { mixOutcomes } from '../../../src/actions/outcomes/mix-outcomes.ts'
import { rows } from '../../../src/db/connect.ts'
import { outcomes } from '../../../src/db/schema/counts.ts'
import { monthOf, weekOf } from '../../../src/domain/days.ts'
import { localDay } from '../../../src/domain/time.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { closedContacts } from '../../support/closed-contacts.ts'
import { diceBytes } from '../../support/dice.ts'
import { type KeptWal, keepWal, relink, type Stolen, steal } from '../../support/relink.ts'

const seeds = [11, 12]
const weeks = 6
const aDay = 4
let app: TestApp
let wal: KeptWal
beforeEach(async () => {
  app = await testApp('2026-11-02T09:00:00+08:00')
  wal = await keepWal(app.database.db)
})
afterEach(async () => {
  await wal.letGo()
  await app.close()
})

/** Closes contacts all through some weeks, each marked by a number only for the test to know it by. */
async function busyWeeks(eachNight: () => Promise<unknown>): Promise<Map<string, number>> {
  const truth = new Map<string, number>()
  const { deps } = app
  const idBytes = diceBytes(weeks * aDay)
  for (let day = 0; day < 7 * weeks + 1; day++) {
    const started = deps.now()
    if (day < 7 * weeks) {
      const marks = Array.from({ length: aDay }, (_, number) => truth.size + number + 1)
      const ids = await closedContacts(
        app,
        marks.map(mark => ({ ending: 'completed', riskAnswer: 'low', peopleHelped: mark })),
        idBytes,
      )
      for (const [place, id] of ids.entries()) truth.set(id, marks[place]!)
    }
    app.clock.now = new Date(started.getTime() + 86_400_000)
    await eachNight()
  }
  return truth
}

/** The most right guesses that any way of setting two orders beside each other makes, for each batch that was mixed. */
function rightPerBatch(stolen: Stolen, truth: Map<string, number>): { most: number; way: string } {
  const groups = [...new Set(stolen.closings.map(({ closed_on }) => weekOf(closed_on).from))]
  const sums = new Map<string, number>()
  for (const week of groups) {
    const within = {
      ...stolen,
      closings: stolen.closings.filter(({ closed_on }) => weekOf(closed_on).from === week),
      outcomes: stolen.outcomes.filter(outcome => outcome.week === week),
    }
    for (const [way, guesses] of Object.entries(relink(within))) {
      const right = guesses.filter(([id, mark]) => truth.get(id) === mark).length
      sums.set(way, (sums.get(way) ?? 0) + right)
    }
  }
  const [way = '', most = 0] = [...sums].sort(([, a], [, b]) => b - a)[0] ?? []
  return { way, most: most / groups.length }
}

test('moved in the naive way, night by night in their order, every outcome is found again in a dump', async () => {
  const truth = await busyWeeks(async () => {
    const due = await rows<{ id: string; closedOn: string; sealed: string }>(
      app.database.db,
      sql`select id, closed_on as "closedOn", outcome_sealed as sealed from closings
          where outcome_sealed is not null and closed_on < ${localDay(app.deps.now(), 'Asia/Shanghai')} order by closed_at`,
    )
    for (const { id, closedOn, sealed } of due) {
      const text = await app.deps.keys.open(sealed, { table: 'closings', row: id, column: 'outcome_sealed' })
      const at = { week: weekOf(closedOn).from, month: monthOf(closedOn).from }
      await app.database.db.insert(outcomes).values({ ...JSON.parse(text ?? ''), ...at })
      await app.database.db.execute(sql`update closings set outcome_sealed = null where id = ${id}`)
    }
  })
  const { most, way } = rightPerBatch(await steal(app.database.db, wal.from), truth)
  console.log(
    `naive: ${truth.size} contacts in ${weeks} weeks, ${most} of ${7 * aDay} found again a week, by ${way}`,
  )
  expect(most).toBe(7 * aDay)
})

test.each(seeds)(
  'sealed, flushed and mixed, a dump and the WAL link no more than guessing (seed %i)',
  async seed => {
    app.deps.random = diceBytes(seed)
    const truth = await busyWeeks(async () => {
      await flushOutcomes(app.deps)
      await mixOutcomes(app.deps)
    })
    const stolen = await steal(app.database.db, wal.from)
    expect(stolen.outcomes.map(({ mark }) => mark).sort((a, b) => a - b)).toEqual([...truth.values()])
    const inWal = stolen.outcomes.filter(({ id }) =>
      stolen.wal.includes(Buffer.from(id.replaceAll('-', ''), 'hex')),
    )
    expect(inWal).toHaveLength(truth.size)
    const { most, way } = rightPerBatch(stolen, truth)
    console.log(
      `seed ${seed}: ${truth.size} contacts in ${weeks} batches of ${7 * aDay}, guessing finds 1 a batch; ` +
        `the best of 12 ways found ${most} a batch (${way})`,
    )
    // Chance alone finds one a batch; the best of twelve ways is luckier than chance.
    expect(most - 1).toBeLessThanOrEqual(1)
  },
)

test('without the keys nothing of an outcome can be read before it is mixed, not even its length', async () => {
  const { deps } = app
  await closedContacts(app, [
    { ending: 'completed', riskAnswer: 'low', problems: ['mood'] },
    {
      ending: 'completed',
      riskAnswer: 'not_asked',
      problems: ['mood', 'family', 'sexuality', 'mental_illness'],
      territory: 'longsha',
    },
    { ending: 'technical' },
  ])
  const lengths = (table: string, column: string) =>
    rows<{ length: number }>(
      app.database.db,
      sql`select distinct length(${sql.identifier(column)}) as length from ${sql.identifier(table)}`,
    )
  expect(await lengths('closings', 'outcome_sealed')).toHaveLength(1)
  app.clock.wind(86_400)
  await flushOutcomes(deps)
  expect(await lengths('spool', 'sealed')).toHaveLength(1)
  const stolen = await steal(app.database.db, wal.from)
  for (const word of ['sexuality', 'mental_illness']) expect(stolen.wal.includes(word)).toBe(false)
})
