import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { makeBooking } from '../../src/actions/bookings/make-booking.ts'
import { acceptOffer } from '../../src/actions/calls/accept-offer.ts'
import { seedShifts } from '../../src/actions/demo/seed-shifts.ts'
import { closeCall } from '../../src/actions/outcomes/close-call.ts'
import { beginSignIn } from '../../src/actions/people/begin-sign-in.ts'
import { run as backup } from '../../src/cli/backup.ts'
import type { Command } from '../../src/cli/command.ts'
import { run as restore } from '../../src/cli/restore.ts'
import { connect, type Database, rows } from '../../src/db/connect.ts'
import { localDay } from '../../src/domain/time.ts'
import { keyFile } from '../../src/outside/key-file.ts'
import { openTimes } from '../../src/reads/open-times.ts'
import { forgetting, take } from '../../src/tick.ts'
import { type TestLine, talked, testLine } from '../support/line.ts'

const folder = mkdtempSync(join(tmpdir(), 'heartline-backup-'))
const file = (name: string) => join(folder, name)
const made: string[] = []

/** `heartline …` on a database, as somebody at a terminal runs it. */
async function heartline([command = '', ...args]: string[], url: string, keyPath: string) {
  const commands: Record<string, Command> = { backup, restore }
  vi.stubEnv('DATABASE_URL', url).stubEnv('DEMO', 'true').stubEnv('KEY_FILE', keyPath)
  const said: string[] = []
  const hear = (text: string | Uint8Array) => said.push(String(text)) > 0
  const spies = [process.stdout, process.stderr].map(stream =>
    vi.spyOn(stream, 'write').mockImplementation(hear),
  )
  try {
    const code = await (commands[command] as Command)(args, 'en')
    return { code, said: said.join('') }
  } finally {
    for (const spy of spies) spy.mockRestore()
    vi.unstubAllEnvs()
  }
}

/** An empty database on the server of the tests. */
async function emptyDatabase(): Promise<string> {
  const name = `heartline_restored_${process.pid}_${made.length}`
  await onServer(`create database ${name}`)
  made.push(name)
  return Object.assign(new URL(inject('templateUrl')), { pathname: `/${name}` }).href
}

async function onServer(statement: string) {
  const server = postgres(Object.assign(new URL(inject('templateUrl')), { pathname: '/postgres' }).href, {
    max: 1,
  })
  await server.unsafe(statement)
  await server.end()
}

/** Every row of every table, as text. */
async function contents(db: Database): Promise<Record<string, string[]>> {
  const tables = await rows<{ name: string }>(
    db,
    sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  )
  const all: Record<string, string[]> = {}
  for (const { name } of tables) {
    const found = await rows<{ row: string }>(
      db,
      sql`select t::text as row from ${sql.identifier(name)} t order by 1`,
    )
    all[name] = found.map(({ row }) => row)
  }
  return all
}

let line: TestLine
beforeAll(async () => {
  line = await testLine({}, new Date().toISOString())
  const { deps } = line
  await seedShifts(deps, { kind: 'system' })
  const [time] = await openTimes(deps, {
    from: new Date(Date.now() + 3_600_000),
    to: new Date(Date.now() + 7 * 86_400_000),
  })
  await makeBooking(
    deps,
    { kind: 'caller' },
    {
      startsAt: time?.startsAt as Date,
      mode: 'text',
      language: 'zh',
      locale: 'zh-Hans',
      contact: { phone: '+8613912345678', mail: 'a@example.org' },
      note: '睡不好 "quoted" \\ and a\nline',
    },
  )
  const [person] = await line.onDuty(1)
  const { callId } = await line.ring('one')
  const { offer } = await line.queue(person as NonNullable<typeof person>)
  await acceptOffer(deps, person as NonNullable<typeof person>, { offerId: offer?.id as string })
  await closeCall(deps, person as NonNullable<typeof person>, {
    callId,
    outcome: { ...talked, problems: [...talked.problems] },
  })
  await beginSignIn(deps, person as NonNullable<typeof person>)
}, 120_000)
afterAll(async () => {
  await line.close()
  for (const name of made) await onServer(`drop database ${name} with (force)`)
  await rm(folder, { recursive: true })
})

describe('a backup', () => {
  test('comes back into an empty database row for row, and nobody is still signed in', async () => {
    const { url } = line.database
    const backup = await heartline(['backup', file('one')], url, line.keyPath)
    expect([backup.code, backup.said]).toEqual([0, expect.stringContaining('must stay out of every backup')])
    expect(statSync(file('one')).mode & 0o077).toBe(0)
    expect(existsSync(file('one.unfinished'))).toBe(false)
    const restored = await emptyDatabase()
    const back = await heartline(['restore', file('one')], restored, line.keyPath)
    expect([back.code, back.said]).toEqual([0, expect.stringContaining('are back')])

    const { db, close } = connect(restored)
    const [before, after] = [await contents(line.database.db), await contents(db)]
    expect(after.sign_ins).toEqual([])
    expect(before.sign_ins?.length).toBeGreaterThan(0)
    expect(before.bookings?.length).toBe(1)
    for (const table of Object.keys(before).filter(table => table !== 'sign_ins'))
      expect([table, after[table]]).toEqual([table, before[table]])

    // Constraints, triggers and counters are there again.
    const shape = async (one: Database) =>
      rows(
        one,
        sql`select conname || ' ' || pg_get_constraintdef(oid) as it from pg_constraint where connamespace = 'public'::regnamespace
        union all select tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal order by 1`,
      )
    expect(await shape(db)).toEqual(await shape(line.database.db))
    await db.execute(sql`insert into audit_lines (at, actor_kind, action) values (now(), 'system', 'test')`)
    await close()
  })

  test('holds no key, and nothing that was sealed in the clear', () => {
    const text = gunzipSync(readFileSync(file('one'))).toString()
    const { secret, days } = JSON.parse(readFileSync(line.keyPath, 'utf8')) as {
      secret: string
      days: Record<string, { key: string }>
    }
    for (const told of [
      secret,
      ...Object.values(days).map(({ key }) => key),
      '13912345678',
      '睡不好',
      'a@example.org',
    ])
      expect(text.includes(told)).toBe(false)
  })

  test('of long ago comes back without what is overdue, and what its destroyed keys sealed cannot be opened', async () => {
    const text = gunzipSync(readFileSync(file('one'))).toString()
    // The same backup, made when everything in it was forty days younger.
    const moved = await emptyDatabase()
    writeFileSync(file('old'), gzipSync(aged(text, 40)))
    const back = await heartline(['restore', file('old')], moved, line.keyPath)
    expect([back.code, back.said]).toEqual([0, expect.stringContaining('is forgotten')])
    const { db, close } = connect(moved)
    const [left] = await rows(
      db,
      sql`select (select count(*)::int from bookings) as bookings, (select count(*)::int from letters) as letters,
            (select count(*)::int from calls) as calls`,
    )
    expect(left).toEqual({ bookings: 0, letters: 0, calls: 0 })
    await close()
  })

  test('whose keys were destroyed meanwhile stays shut, though its rows come back', async () => {
    const [before] = await rows<{ id: string; contact: string }>(
      line.database.db,
      sql`select id, contact_sealed as contact from bookings`,
    )
    const place = { table: 'bookings', row: before?.id ?? '', column: 'contact_sealed' }
    expect(await line.deps.keys.open(before?.contact ?? '', place)).toContain('13912345678')
    const today = localDay(line.deps.now(), line.deps.config.TIME_ZONE)
    const later = new Date(Date.now() + 40 * 86_400_000)
    const keys = keyFile(line.keyPath, line.deps.random, () => localDay(later, line.deps.config.TIME_ZONE))
    await take(forgetting, { ...line.deps, now: () => later, keys }, new Map())
    const restored = await emptyDatabase()
    expect((await heartline(['restore', file('one')], restored, line.keyPath)).code).toBe(0)
    const { db, close } = connect(restored)
    const [after] = await rows<{ contact: string }>(db, sql`select contact_sealed as contact from bookings`)
    expect(after?.contact).toBe(before?.contact)
    expect(await line.deps.keys.open(after?.contact ?? '', place)).toBeUndefined()
    expect((await line.deps.keys.goneBefore()) ?? '').toMatch(/^20/)
    expect(((await line.deps.keys.goneBefore()) as string) > today).toBe(true)
    await close()
  })

  test.each([
    ['cut off', (text: Buffer) => text.subarray(0, text.length - 200), 'not whole'],
    [
      'without its end',
      (text: Buffer) => gzipSync(gunzipSync(text).toString().split('\n').slice(0, -2).join('\n')),
      'not whole',
    ],
    ['of another kind', () => gzipSync('create table x();\n'), 'no backup of Heartline'],
    [
      'of a newer version',
      (text: Buffer) =>
        gzipSync(
          gunzipSync(text)
            .toString()
            .replace(/"schema":\d+/, '"schema":999'),
        ),
      'newer version',
    ],
  ])('that is %s is refused, and leaves the database empty', async (name, change, words) => {
    const broken = file(`broken ${name}`)
    writeFileSync(broken, change(readFileSync(file('one'))))
    const url = await emptyDatabase()
    const answer = await heartline(['restore', broken], url, line.keyPath)
    expect([answer.code, answer.said]).toEqual([1, expect.stringContaining(words)])
    const { db, close } = connect(url)
    expect(await contents(db)).toEqual({})
    await close()
  })

  test('is not put over a database that is in use', async () => {
    const answer = await heartline(['restore', file('one')], line.database.url, line.keyPath)
    expect([answer.code, answer.said]).toEqual([1, expect.stringContaining('not empty')])
    const [left] = await rows<{ n: number }>(line.database.db, sql`select count(*)::int as n from people`)
    expect(left?.n).toBeGreaterThan(10)
  })
})

/** The lines of a backup with every instant and day so many days earlier. */
function aged(text: string, days: number): string {
  return text.replace(/"(20\d\d-\d\d-\d\d)(T[^"]*)?"/g, (whole, day: string, time: string | undefined) => {
    const at = new Date(`${day}T00:00:00Z`)
    at.setUTCDate(at.getUTCDate() - days)
    return Number.isNaN(at.getTime()) ? whole : `"${at.toISOString().slice(0, 10)}${time ?? ''}"`
  })
}
