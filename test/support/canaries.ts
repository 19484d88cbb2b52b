import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { acceptOffer } from '../../src/actions/calls/accept-offer.ts'
import { goOnDuty } from '../../src/actions/duty/go-on-duty.ts'
import { closeCall } from '../../src/actions/outcomes/close-call.ts'
import { closeSession } from '../../src/actions/outcomes/close-session.ts'
import { saveDraft } from '../../src/actions/outcomes/save-draft.ts'
import { connect, rows } from '../../src/db/connect.ts'
import { migrate } from '../../src/db/migrate.ts'
import type { CounselorActor } from '../../src/domain/actor.ts'
import { readKeyRing } from '../../src/domain/key-ring.ts'
import { keyedTag } from '../../src/domain/keyed-tag.ts'
import type { GivenOutcome } from '../../src/domain/outcome.ts'
import { openText, readSealed } from '../../src/domain/seal.ts'
import { startEmbedded } from '../../src/outside/embedded-postgres.ts'
import type { Place } from '../../src/outside/keys.ts'
import { queueOf } from '../../src/reads/queue.ts'
import { tick } from '../../src/tick.ts'
import { testApp } from './app.ts'
import { onShift } from './on-shift.ts'
import { ownFolder } from './own-server.ts'

/** What stands in every text that a canary caller writes, and begins every number. */
export const marks = { text: 'Cnry7qXz', phone: '1397391' }

const outcome = { ending: 'completed', riskAnswer: 'low', problems: ['mood'] } as GivenOutcome

type Sealed = { text: string; place: Place }

/** A Heartline on a PostgreSQL of its own, whose files can be searched; it remembers all that was ever sealed. */
export async function canaryApp(env: Record<string, string> = {}) {
  const { folder, remove } = await ownFolder()
  const server = await startEmbedded(folder)
  await migrate(server.url)
  const connection = connect(server.url, { deadlineMs: 30_000 })
  const database = { url: server.url, db: connection.db, connection, drop: () => connection.close() }
  const app = await testApp('2026-11-23T08:00:00+08:00', env, database)
  const sealed = new Map<string, Sealed>()
  const tagged = new Set<string>()
  const { keys } = app.deps
  const { seal, tag } = { seal: keys.seal, tag: keys.tag }
  keys.seal = async (text, until, place) => {
    const shut = await seal(text, until, place)
    sealed.set(shut, { text, place })
    return shut
  }
  keys.tag = async (purpose, value, until) => {
    const made = await tag(purpose, value, until)
    if (purpose === 'caller') tagged.add(made)
    return made
  }
  const close = async () => {
    await app.close()
    await server.stop()
    await remove()
  }
  return { ...app, folder, sealed, tagged, close }
}

export type CanaryApp = Awaited<ReturnType<typeof canaryApp>>

/** So many callers by each way, with canaries in every field, and all that follows until everything is due. */
export async function wholeLife(app: CanaryApp, callers: number) {
  const { deps, clock } = app
  const people = Math.min(10, 2 + Math.ceil(callers / 15))
  const counselors: CounselorActor[] = []
  for (let n = 1; n <= people; n++) {
    const day = (d: number) => `2026-11-${23 + d}`
    for (const d of [0, 1, 2])
      await onShift(app, `counselor-${n}`, `${day(d)}T08:00:00+08:00`, `${day(d)}T20:00:00+08:00`)
    counselors.push(await app.person(`counselor-${n}`, 'counselor'))
  }
  for (const counselor of counselors.slice(0, 2)) await goOnDuty(deps, counselor)
  const codes = await booked(app, callers)
  await rung(app, callers, codes)
  await talkedTo(app, counselors.slice(0, 2))
  for (const day of [24, 25, 26]) {
    clock.now = new Date(`2026-11-${day}T20:30:00+08:00`)
    await closed(app, counselors)
    await tick(deps)
  }
  return codes
}

/** Winds the clock past every period of a caller, with a tick every so many nights. */
export async function untilForgotten(app: CanaryApp, nights = 1): Promise<void> {
  for (let day = 0; day <= 15; day += nights) {
    app.clock.now = new Date(Date.parse('2026-11-27T00:30:00+08:00') + day * 86_400_000)
    await tick(app.deps)
  }
}

const phoneOf = (n: number) => `${marks.phone}${String(n).padStart(4, '0')}`
const mailOf = (n: number) => `${marks.text}.${n}@example.net`

async function booked(app: CanaryApp, callers: number): Promise<string[]> {
  const found = await app.ask('/api/v1/slots?from=2026-11-23&to=2026-11-25&language=zh&mode=phone')
  const { slots } = (await found.json()) as { slots: { startsAt: string }[] }
  const codes: string[] = []
  for (let n = 0; n < callers; n++) {
    const answer = await app.ask('/api/v1/bookings', {
      json: {
        startsAt: slots[Math.floor((n * slots.length) / callers)]?.startsAt,
        mode: 'phone',
        language: 'zh',
        contact: { phone: phoneOf(n), mail: mailOf(n) },
        note: `金丝雀 ${marks.text} ${n} 睡不好`,
      },
      headers: { 'Idempotency-Key': `${marks.text}-booking-${n}` },
    })
    const { returnCode } = (await answer.json()) as { returnCode?: string }
    if (!returnCode) continue
    codes.push(returnCode)
    if (n % 5 === 1) await app.ask('/api/v1/bookings/cancel', { json: { returnCode } })
    if (n % 5 === 2)
      await app.ask('/api/v1/bookings/reschedule', { json: { returnCode, startsAt: slots.at(-1)?.startsAt } })
    if (n % 5 === 3)
      await app.app.request('/zh/booking', {
        method: 'POST',
        body: new URLSearchParams({ code: returnCode }),
      })
    await app.ask('/api/v1/waiting-list', {
      json: { mode: 'video', language: 'en', from: '2026-11-24', to: '2026-11-26', mail: mailOf(n) },
      headers: { 'Idempotency-Key': `${marks.text}-waiting-${n}` },
    })
  }
  return codes
}

async function rung(app: CanaryApp, callers: number, codes: string[]) {
  const operator = await app.signedIn('operator-1')
  const headers = { Authorization: 'Bearer demo-line' }
  for (let n = 0; n < callers; n++) {
    const told = {
      callId: `${marks.text}-${n}`,
      from: phoneOf(n),
      to: `${marks.phone}9999`,
      direction: 'inbound',
    }
    const events =
      n % 3 === 0
        ? ['newCall', 'callback', 'hangup']
        : n % 3 === 1
          ? ['newCall', 'newCall']
          : ['newCall', 'hangup']
    for (const event of events) await app.ask('/phone/cti/main', { json: { ...told, event }, headers })
    await app.ask('/api/v1/callbacks', {
      json: { phone: phoneOf(n), language: 'zh' },
      headers: { 'Idempotency-Key': `${marks.text}-callback-${n}` },
    })
    await operator('/api/v1/calls', {
      json: { language: 'zh', ...(n % 2 === 0 && { returnCode: codes[n % codes.length] }) },
      headers: { 'Idempotency-Key': `${marks.text}-typed-${n}` },
    })
  }
}

async function talkedTo(app: CanaryApp, counselors: CounselorActor[]) {
  for (let round = 0; round < 20; round++)
    for (const counselor of counselors) {
      const { offer } = await queueOf(app.deps, counselor)
      if (!offer) continue
      const { callId } = offer
      await acceptOffer(app.deps, counselor, { offerId: offer.id })
      await saveDraft(app.deps, counselor, { callId, draft: { ending: 'completed' } })
      app.clock.wind(60)
      await closeCall(app.deps, counselor, { callId, outcome })
    }
}

/** Two of three sessions are closed; of the others nobody says how they went. */
async function closed(app: CanaryApp, counselors: CounselorActor[]) {
  const held = await rows<{ id: string; counselor: string }>(
    app.database.db,
    sql`select id, counselor_id as counselor from bookings
        where canceled_at is null and closed_at is null and ends_at < ${app.clock.now} order by starts_at, id`,
  )
  for (const [n, { id, counselor }] of held.entries()) {
    const who = counselors.find(({ personId }) => personId === counselor)
    if (who && n % 3 !== 2) await closeSession(app.deps, who, { bookingId: id, outcome })
  }
}

/** The marks in every spelling in which bytes may hold them. */
function spellings(mark: string): Buffer[] {
  const plain = Buffer.from(mark)
  const base64 = [0, 1, 2].map(shift => {
    const written = Buffer.concat([Buffer.alloc(shift), plain]).toString('base64')
    // Signs at either end depend on what stands beside.
    return Buffer.from(
      written
        .slice(shift === 0 ? 0 : shift + 1)
        .replace(/=+$/, '')
        .slice(0, -1),
    )
  })
  const wide = Buffer.from(mark, 'utf16le')
  const hex = Buffer.from(plain.toString('hex'))
  return [plain, Buffer.from(mark.toLowerCase()), wide, wide.swap16(), hex, ...base64]
}

/** How often a mark can be read in a text or in the files of a folder, by file. */
export function readable(bytes: Buffer, mark: string): number {
  let count = 0
  for (const spelling of spellings(mark))
    for (let at = bytes.indexOf(spelling); at >= 0; at = bytes.indexOf(spelling, at + 1)) count++
  return count
}

/** All files below a folder. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => statSync(path, { throwIfNoEntry: false })?.isFile())
}

/** Every row of every table as PostgreSQL writes it out, as a dump does. */
export async function dumpOf({ database }: Pick<CanaryApp, 'database'>): Promise<Buffer> {
  const tables = await rows<{ name: string }>(
    database.db,
    sql`select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const lines = await Promise.all(
    tables.map(({ name }) =>
      rows<{ line: string }>(database.db, sql`select t::text as line from ${sql.raw(name)} t`),
    ),
  )
  return Buffer.from(
    lines
      .flat()
      .map(({ line }) => line)
      .join('\n'),
  )
}

/**
 * Searches everything that is left: data files and WAL, a dump, the logs, the key file. What remains sealed is tried with
 * every key that remains, in its very place; numbers are tagged with every key that remains and looked for.
 */
export async function searched(app: CanaryApp, codes: readonly string[]) {
  await app.database.db.execute(sql`checkpoint`)
  const files = filesIn(app.folder)
  const found = {
    files: files.length,
    bytes: 0,
    readable: 0,
    codes: 0,
    sealedLeft: 0,
    opened: 0,
    tagsLeft: 0,
    tagsMade: 0,
  }
  const places: Record<string, number> = {}
  const ring = readKeyRing(readFileSync(app.keyPath, 'utf8'))
  const keys = [ring.secret, ...[...ring.days.values()].map(({ key }) => key)]
  const codesWritten = new Set(codes.flatMap(code => [code, code.replaceAll('-', '')]))
  const tagsMade = new Set<string>()
  for (let n = 0; n < codes.length; n++)
    for (const key of keys) tagsMade.add(await keyedTag(key, 'caller', phoneOf(n)))
  const left = new Set<string>()
  const tagsLeft = new Set<string>()
  const texts: [string, Buffer][] = [
    ['dump', await dumpOf(app)],
    ['log of the app', Buffer.from(JSON.stringify(app.lines))],
    ['key file', readFileSync(app.keyPath)],
  ]
  const all = [
    ...files.map(path => () => [path.slice(app.folder.length), readFileSync(path)] as const),
    ...texts.map(text => () => text),
  ]
  for (const one of all) {
    const [name, bytes] = one()
    found.bytes += bytes.length
    const count = readable(bytes, marks.text) + readable(bytes, marks.phone)
    if (count > 0) places[name] = count
    found.readable += count
    const text = bytes.toString('latin1')
    for (const [code] of text.matchAll(/[0-9A-HJKMNP-TV-Z]{4}(?:-?[0-9A-HJKMNP-TV-Z]{4}){3}/g))
      if (codesWritten.has(code)) found.codes++
    for (const [shut] of text.matchAll(/1\.\d{4}-\d\d-\d\d\.[\w-]{100,}/g))
      if (app.sealed.has(shut)) left.add(shut)
    for (const tag of app.tagged) if (text.includes(tag)) tagsLeft.add(tag)
  }
  for (const shut of left) {
    const { place, text } = app.sealed.get(shut) as Sealed
    if (!text.includes(marks.text) && !text.includes(marks.phone)) continue
    found.sealedLeft++
    for (const key of keys) {
      const opened = await openText(key, readSealed(shut), place).catch(() => undefined)
      if (opened !== undefined) found.opened++
    }
  }
  found.tagsLeft = tagsLeft.size
  found.tagsMade = [...tagsLeft].filter(tag => tagsMade.has(tag)).length
  return { ...found, keys: keys.length, places }
}
