import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import postgres from 'postgres'
import { seedPeople } from '../../src/actions/demo/seed-people.ts'
import { readConfig } from '../../src/config.ts'
import { connect } from '../../src/db/connect.ts'
import { migrate } from '../../src/db/migrate.ts'
import type { Deps } from '../../src/deps.ts'
import type { CounselorActor } from '../../src/domain/actor.ts'
import { localDay } from '../../src/domain/time.ts'
import { localChanges } from '../../src/outside/changes.ts'
import { keptMail } from '../../src/outside/kept-mail.ts'
import { keyFile } from '../../src/outside/key-file.ts'
import { promptSocket } from '../../src/outside/prompt-socket.ts'
import { keyDays } from '../../src/tick.ts'

/** The server that everything is measured on, and a folder for what belongs to one run. */
export type Bench = { serverUrl: string; folder: string }

/** A Heartline in a database of its own, with counselors; `sql` is a plain connection beside it. */
export type Installation = {
  url: string
  keyFile: string
  deps: Deps
  sql: postgres.Sql
  counselors: CounselorActor[]
  close(): Promise<void>
}

let installations = 0

/**
 * Installs a Heartline with so many counselors of the four demo partners, who speak zh and take all modes. `through`
 * changes the address that the application uses, for instance to go through a proxy.
 */
export async function install(
  bench: Bench,
  counselors: number,
  through: (url: string) => Promise<string> = async url => url,
): Promise<Installation> {
  const name = `bench_${++installations}`
  const server = plain(bench.serverUrl)
  await server.unsafe(`create database ${name}`)
  await server.end()
  const url = Object.assign(new URL(bench.serverUrl), { pathname: `/${name}` }).href
  await migrate(url)
  const sql = plain(url)
  const connection = connect(await through(url), { deadlineMs: 120_000, socket: promptSocket })
  const config = readConfig({ DEMO: 'true', IDLE_MINUTES: '720' })
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
  const now = () => new Date()
  const file = join(bench.folder, `${name}-keys.json`)
  const keys = keyFile(file, random, () => localDay(now(), config.TIME_ZONE))
  await keys.prepare(localDay(now(), config.TIME_ZONE), keyDays(config))
  const deps: Deps = {
    db: connection.db,
    now,
    random,
    config,
    keys,
    mail: keptMail(),
    changes: localChanges(),
    log: () => {},
  }
  await seedPeople(deps, { kind: 'system' })
  connection.raiseWalls()
  await sql`
    insert into people (role, partner_id, handle, name, languages, modes, invited_at)
    select 'counselor', (select id from partners order by code offset n % 4 limit 1), 'bench-' || n, 'Bench ' || n,
      '{zh}', '{phone,text,video}', now()
    from generate_series(1, ${counselors}::int) n`
  const found = await sql<{ id: string; partner: string; name: string }[]>`
    select id, partner_id as partner, name from people where handle like 'bench-%' order by handle`
  return {
    url,
    keyFile: file,
    deps,
    sql,
    counselors: found.map(({ id, partner, name }) => ({
      kind: 'counselor',
      personId: id,
      partnerId: partner,
      name,
    })),
    close: async () => {
      await connection.close()
      await sql.end({ timeout: 1 })
    },
  }
}

/** A plain pool of connections to an address. */
export function plain(url: string, max = 4): postgres.Sql {
  return postgres(url, { max, onnotice: () => {} })
}

/** Puts every bench counselor on shift for eight hours of each of the next days: a third of them at any time. */
export async function planShifts({ sql }: Installation, days: number): Promise<void> {
  await sql`
    insert into shifts (counselor_id, starts_at, ends_at, planned_at)
    select id, start, start + interval '8 hours', now()
    from (select id, row_number() over (order by handle) % 3 as turn from people where handle like 'bench-%') p,
      generate_series(0, ${days}::int) d,
      lateral (select date_trunc('day', now()) + d * interval '1 day' + turn * interval '8 hours' as start) s`
  await sql`analyze`
}

/** Puts counselors on duty, free, longest idle first in their order. */
export async function putOnDuty({ sql }: Installation, counselors: readonly CounselorActor[]): Promise<void> {
  await sql`
    insert into duties (counselor_id, state, started_at, idle_since, seen_at)
    select id, 'free', now(), now() - (1000 - n) * interval '1 second', now() + interval '1 day'
    from unnest(${counselors.map(({ personId }) => personId)}::uuid[]) with ordinality as t(id, n)`
  // As PostgreSQL does by itself within a minute: without, it joins a thousand people to a thousand duties by looking at each pair.
  await sql`analyze`
}
