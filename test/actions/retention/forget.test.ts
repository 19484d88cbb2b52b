import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeBooking } from '../../../src/actions/bookings/make-booking.ts'
import { sendLetters } from '../../../src/actions/letters/send-letters.ts'
import { forget } from '../../../src/actions/retention/forget.ts'
import { rows } from '../../../src/db/connect.ts'
import { bookings, letters } from '../../../src/db/schema/bookings.ts'
import { calls } from '../../../src/db/schema/calls.ts'
import { closings } from '../../../src/db/schema/counts.ts'
import { shifts } from '../../../src/db/schema/duty.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { onShift } from '../../support/on-shift.ts'

const start = '2026-11-23T10:00:00+08:00'
const system = { kind: 'system' } as const
const phone = '13912345678'
const mail = 'canary.reader@example.net'
const note = '金丝雀 canary in the note'

let app: TestApp
beforeAll(async () => {
  app = await testApp(start)
})
afterAll(() => app.close())
beforeEach(async () => {
  app.clock.now = new Date(start)
  for (const table of [closings, letters, bookings, shifts, calls]) await app.database.db.delete(table)
  await onShift(app, 'counselor-1', '2026-11-24T14:00:00+08:00', '2026-11-24T16:00:00+08:00')
  await makeBooking(
    app.deps,
    { kind: 'caller' },
    {
      startsAt: new Date('2026-11-24T14:00:00+08:00'),
      mode: 'phone',
      language: 'zh',
      locale: 'zh-Hans',
      contact: { phone, mail },
      note,
      requestKey: 'canary-key',
    },
  )
})

const row = async () => (await app.database.db.select().from(bookings))[0]
const closing = (outcomeSealed: string | null) => async (of: Partial<typeof closings.$inferInsert>) =>
  app.database.db
    .insert(closings)
    .values({ closedAt: app.clock.now, closedOn: '2026-11-24', outcomeSealed, ...of })

describe('what a caller left', () => {
  it('cannot be read from the rows in any spelling, and can with the keys', async () => {
    const dump = (
      await Promise.all(
        ['bookings', 'letters', 'audit_lines', 'tallies'].map(table =>
          rows<{ line: string }>(
            app.database.db,
            sql`select t::text as line from ${sql.identifier(table)} t`,
          ),
        ),
      )
    )
      .flat()
      .map(({ line }) => line)
      .join('\n')
    expect(dump).toMatch(/1\.2026-11-27\./)
    for (const secret of [phone, mail, note, 'canary', '金丝雀', phone.slice(3), 'canary-key'])
      for (const encoding of ['utf8', 'base64', 'base64url', 'hex', 'utf16le'] as const) {
        const bytes = Buffer.from(secret, encoding === 'utf16le' ? 'utf16le' : 'utf8')
        const written =
          encoding === 'utf8' || encoding === 'utf16le' ? bytes.toString('latin1') : bytes.toString(encoding)
        // The last signs of base64 depend on what follows.
        expect(dump.toLowerCase()).not.toContain(written.replace(/=+$/, '').slice(0, -1).toLowerCase())
      }
    const { id, contactSealed } = (await row())!
    const place = { table: 'bookings', row: id, column: 'contact_sealed' }
    expect(JSON.parse((await app.deps.keys.open(contactSealed!, place))!)).toEqual({ phone, mail })
  })

  it('is forgotten 72 hours after the session, the booking itself 7 days after it', async () => {
    app.clock.now = new Date('2026-11-27T14:29:59+08:00')
    await forget(app.deps, system)
    expect(await row()).toMatchObject({ contactSealed: expect.any(String), noteSealed: expect.any(String) })
    app.clock.now = new Date('2026-11-27T14:30:00+08:00')
    await forget(app.deps, system)
    expect(await row()).toMatchObject({ contactSealed: null, noteSealed: null, requestTag: null })
    app.clock.now = new Date('2026-12-01T14:29:59+08:00')
    expect(await forget(app.deps, system)).toEqual({})
    expect(await row()).toBeDefined()
    app.clock.now = new Date('2026-12-01T14:30:00+08:00')
    await forget(app.deps, system)
    expect(await row()).toBeUndefined()
    expect(await app.database.db.$count(letters)).toBe(0)
  })

  it('stays as a row while its outcome waits to be counted', async () => {
    await closing('1.sealed')({ bookingId: (await row())!.id })
    app.clock.now = new Date('2026-12-10T00:00:00+08:00')
    expect(await forget(app.deps, system)).toEqual({ booking_contact: 1 })
    expect(await row()).toMatchObject({ contactSealed: null })
    await app.database.db.update(closings).set({ outcomeSealed: null })
    expect(await forget(app.deps, system)).toEqual({ booking: 1 })
    expect(await row()).toBeUndefined()
  })

  it('is gone for letters too, once the key of the day is', async () => {
    const keys = { ...app.deps.keys, open: async () => undefined }
    await sendLetters({ ...app.deps, keys }, system)
    expect(app.mail.kept()).toEqual([])
    const [confirmation] = await app.database.db
      .select()
      .from(letters)
      .where(eq(letters.kind, 'confirmation'))
    expect(confirmation).toMatchObject({ sentAt: null, withdrawnAt: app.clock.now, toSealed: '' })
  })
})

describe('a call', () => {
  const call = {
    channel: 'callback',
    language: 'zh',
    arrivedAt: new Date('2026-11-20T09:00:00+08:00'),
    queuedAt: new Date('2026-11-20T09:00:00+08:00'),
    contactSealed: '1.sealed',
  }

  it('is forgotten like a booking, counted from its end; one that waits stays', async () => {
    const ended = { ...call, state: 'closed', endedAt: new Date('2026-11-20T10:00:00+08:00') }
    await app.database.db.insert(calls).values([ended, { ...call, state: 'waiting' }])
    app.clock.now = new Date('2026-11-23T09:59:00+08:00')
    await forget(app.deps, system)
    expect(await app.database.db.$count(calls, sql`contact_sealed is not null`)).toBe(2)
    app.clock.now = new Date('2026-11-23T10:00:00+08:00')
    await forget(app.deps, system)
    const kept = await app.database.db.select().from(calls).where(sql`contact_sealed is not null`)
    expect(kept.map(({ state }) => state)).toEqual(['waiting'])
    app.clock.now = new Date('2026-11-27T10:00:00+08:00')
    expect(await forget(app.deps, system)).toEqual({ call: 1 })
    expect((await app.database.db.select().from(calls)).map(({ state }) => state)).toEqual(['waiting'])
  })

  it('that nobody called back waits on without its number, once the day of its key is over', async () => {
    await app.database.db.insert(calls).values({ ...call, state: 'waiting', forgetOn: '2026-11-23' })
    const numbers = () => app.database.db.$count(calls, sql`contact_sealed is not null`)
    await forget(app.deps, system)
    expect(await numbers()).toBe(1)
    app.clock.now = new Date('2026-11-24T00:00:00+08:00')
    await forget(app.deps, system)
    expect(await numbers()).toBe(0)
    expect(await app.database.db.$count(calls)).toBe(1)
  })

  it('stays while its outcome waits to be counted', async () => {
    const [closed] = await app.database.db
      .insert(calls)
      .values({ ...call, state: 'closed', endedAt: call.arrivedAt })
      .returning()
    await closing('1.sealed')({ callId: closed!.id })
    app.clock.now = new Date('2026-12-27T10:00:00+08:00')
    expect(await forget(app.deps, system)).toMatchObject({ call_contact: 1 })
    expect(await app.database.db.$count(calls)).toBe(1)
  })
})
