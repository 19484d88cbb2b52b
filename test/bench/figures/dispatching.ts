import { Logger, makeWorkerUtils, type Runner, run } from 'graphile-worker'
import { PgBoss } from 'pg-boss'
import { type Bench, install, putOnDuty } from '../installation.ts'
import { inTurn, type Line, load, type Size } from '../line.ts'
import { leanest, type Script } from '../pgbench.ts'
import { byId, carryCall } from './carry-call.ts'

const atOnce = 8
const silent = new Logger(() => () => {})

/**
 * P2: calls a second carried from arrival through offer and acceptance to the close, against two job queues that add, take
 * and finish one job, and against the leanest SQL that claims a call for somebody.
 */
export async function dispatching(bench: Bench, { rounds, seconds }: Size): Promise<Line[]> {
  const installed = await install(bench, 40)
  await putOnDuty(installed, installed.counselors)
  const people = byId(installed.counselors)
  const { url, sql } = installed
  await sql.unsafe(makeLean)
  const lean = leanest(url)
  const worker = await graphileWorker(url)
  const boss = await pgBoss(url)

  const values = await inTurn(rounds, {
    ours: async () => (await load({ seconds, atOnce }, () => carryCall(installed, people))).perSecond,
    lean: async () => (await lean.run(leanDispatch, seconds, atOnce)).perSecond,
    worker: () => worker.perSecond(seconds),
    boss: async () => (await load({ seconds, atOnce }, boss.job)).perSecond,
  })
  await worker.close()
  await boss.close()
  await installed.close()
  const calls = (name: string, against: number[], atLeast?: number): Line => ({
    figure: 'P2',
    what: 'calls carried, arrive to close',
    unit: '/s',
    ours: values.ours,
    baseline: { name, values: against },
    target: atLeast === undefined ? undefined : { atLeast },
  })
  return [
    calls('graphile-worker jobs', values.worker, 1),
    calls('pg-boss jobs', values.boss, 1.2),
    calls(`${lean.name}, leanest SQL`, values.lean),
  ]
}

/** Adds jobs, 8 at once, each awaited until a runner beside it has finished it. */
async function graphileWorker(url: string) {
  const finished = new Map<string, () => void>()
  const pool = { connectionString: url, logger: silent }
  const utils = await makeWorkerUtils(pool)
  await utils.migrate()
  const runner: Runner = await run({
    ...pool,
    concurrency: atOnce,
    noHandleSignals: true,
    taskList: { job: async () => {} },
  })
  runner.events.on('job:complete', ({ job }) => finished.get(String(job.key))?.())
  let number = 0
  const job = async () => {
    const key = `job-${++number}`
    const done = new Promise<void>(finish => finished.set(key, finish))
    await utils.addJob('job', {}, { jobKey: key })
    await done
    finished.delete(key)
  }
  return {
    perSecond: async (seconds: number) => (await load({ seconds, atOnce }, job)).perSecond,
    close: async () => {
      await runner.stop()
      await utils.release()
    },
  }
}

async function pgBoss(url: string) {
  const boss = new PgBoss({ connectionString: url, schedule: false, supervise: false })
  boss.on('error', () => {})
  await boss.start()
  await boss.createQueue('calls')
  return {
    job: async () => {
      await boss.send('calls', { call: 1 })
      for (const { id } of await boss.fetch('calls')) await boss.complete('calls', id)
    },
    close: () => boss.stop({ graceful: false }),
  }
}

const makeLean = `
  create table lean_calls (id bigint generated always as identity primary key, state text not null, claimed_by int);
  create index on lean_calls (id) where state = 'waiting';
  create index on lean_calls (claimed_by) where state in ('offered', 'talking');
  create table lean_duties (id int primary key, state text not null, claimed_by int, idle_since timestamptz default now());
  create index on lean_duties (idle_since) where state = 'free';
  create index on lean_duties (claimed_by);
  insert into lean_duties select n, 'free' from generate_series(1, 40) n`

const move = (from: string, call: string, duty: string) => `
  with c as (update lean_calls set state = '${call}' where claimed_by = :client_id::int and state = '${from}')
  update lean_duties set state = '${duty}', idle_since = clock_timestamp() where claimed_by = :client_id::int`

const leanDispatch: Script = {
  draw: {},
  statements: [
    `insert into lean_calls (state) values ('waiting')`,
    `with d as (select id from lean_duties where state = 'free' order by idle_since limit 1 for update skip locked),
       c as (select id from lean_calls where state = 'waiting' order by id limit 1 for update skip locked),
       o as (update lean_calls l set state = 'offered', claimed_by = :client_id::int from c, d where l.id = c.id)
     update lean_duties l set state = 'offered', claimed_by = :client_id::int from c, d where l.id = d.id`,
    move('offered', 'talking', 'talking'),
    move('talking', 'closed', 'free'),
  ],
}
