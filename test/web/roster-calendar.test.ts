import { sql } from 'drizzle-orm'
import ICAL from 'ical.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { retirePerson } from '../../src/actions/people/retire-person.ts'
import { cancelShift } from '../../src/actions/shifts/cancel-shift.ts'
import { planShift } from '../../src/actions/shifts/plan-shift.ts'
import { rows } from '../../src/db/connect.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { formBody } from '../support/form-body.ts'

const system = { kind: 'system' } as const
let app: TestApp
let counselor: Awaited<ReturnType<TestApp['signedIn']>>
beforeEach(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
  counselor = await app.signedIn('counselor-1')
})
afterEach(() => app.close())

const plan = (handle: string, from: string, to: string) =>
  planShift(app.deps, system, {
    handle,
    startsAt: new Date(`${from}+08:00`),
    endsAt: new Date(`${to}+08:00`),
  })
const send = (path: string) => counselor(path, { method: 'POST', ...formBody({}) })

async function newAddress(): Promise<string> {
  const html = await (await send('/my-shifts/calendar')).text()
  const [, address] = /class="feed-address">([^<]+)</.exec(html) ?? []
  return new URL(address ?? '').pathname
}

async function read(address: string) {
  const answer = await app.ask(address)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8')
  expect(answer.headers.get('Cache-Control')).toContain('no-store')
  const text = await answer.text()
  const calendar = new ICAL.Component(ICAL.parse(text))
  const events = calendar.getAllSubcomponents('vevent').map(one => new ICAL.Event(one))
  return { text, events }
}

test('a calendar reads one’s own shifts at their very instants, under names that last, and what is canceled goes', async () => {
  const first = await plan('counselor-1', '2026-11-24T22:00', '2026-11-25T02:00')
  const second = await plan('counselor-1', '2026-11-26T08:00', '2026-11-26T12:00')
  await plan('counselor-2', '2026-11-27T08:00', '2026-11-27T12:00')
  const address = await newAddress()
  expect(address).toMatch(/^\/calendar\/[\w-]{43}\.ics$/)
  const { events } = await read(address)
  expect(events.map(({ startDate, endDate }) => [startDate.toJSDate(), endDate.toJSDate()])).toEqual(
    [first, second].map(({ startsAt, endsAt }) => [startsAt, endsAt]),
  )
  await cancelShift(app.deps, system, { shiftId: first.id })
  const later = await read(address)
  expect(later.events.map(({ uid }) => uid)).toEqual([events[1]?.uid])
})

test('it says nothing of what the time is for, and names nobody', async () => {
  const { id } = await plan('counselor-1', '2026-11-24T22:00', '2026-11-25T02:00')
  const { text, events } = await read(await newAddress())
  expect(events[0]?.summary).toBe('有安排')
  expect(text).not.toMatch(/heartline|hotline|counsel|shift|duty|心线|热线|咨询|值班|班次|林静|卫生/i)
  expect(text).not.toContain(id)
})

test('the address is kept as a keyed hash only, shown once, and never logged', async () => {
  const address = await newAddress()
  const token = address.slice(10, 53)
  await read(address)
  expect(await (await counselor('/my-shifts')).text()).not.toContain(token)
  const kept = await rows<{ all: string }>(
    app.database.db,
    sql`select calendar_feeds::text as all from calendar_feeds`,
  )
  expect(kept).toHaveLength(1)
  expect(JSON.stringify([kept, app.lines])).not.toContain(token)
  const audit = await rows(app.database.db, sql`select * from audit_lines`)
  expect(JSON.stringify(audit)).not.toContain(token)
})

test('a new address ends the old one, a press ends it, and so does leaving; all look like one that never was', async () => {
  const first = await newAddress()
  const second = await newAddress()
  expect((await app.ask(first)).status).toBe(404)
  await read(second)
  expect((await send('/my-shifts/calendar/end')).headers.get('Location')).toBe('/my-shifts?done=ended')
  expect((await app.ask(second)).status).toBe(404)
  const third = await newAddress()
  const { personId } = await app.person('counselor-1', 'counselor')
  await retirePerson(app.deps, system, { personId })
  expect((await app.ask(third)).status).toBe(404)
  expect((await app.ask(`/calendar/${'x'.repeat(43)}.ics`)).status).toBe(404)
})

test('of ten addresses made at once one is left', async () => {
  const addresses = await Promise.all(Array.from({ length: 10 }, newAddress))
  const statuses = await Promise.all(addresses.map(async address => (await app.ask(address)).status))
  expect(statuses.filter(status => status === 200)).toHaveLength(1)
})
