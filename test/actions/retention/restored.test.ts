import { mkdtempSync } from 'node:fs'
import { copyFile, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBooking } from '../../../src/actions/bookings/make-booking.ts'
import { bookings } from '../../../src/db/schema/bookings.ts'
import { auditLines } from '../../../src/db/schema/counts.ts'
import { localDay } from '../../../src/domain/time.ts'
import { prepare } from '../../../src/node/prepare.ts'
import { keyFile } from '../../../src/outside/key-file.ts'
import { retentionPlan } from '../../../src/reads/retention-plan.ts'
import { tick } from '../../../src/tick.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { onShift } from '../../support/on-shift.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
  await onShift(app, 'counselor-1', '2026-11-24T14:00:00+08:00', '2026-11-24T16:00:00+08:00')
})
afterAll(() => app.close())

test('a database and a key file that come back from an old backup forget everything due before anybody is served', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'heartline-restored-'))
  const [file, backup] = [join(folder, 'keys.json'), join(folder, 'backup.json')]
  const keys = keyFile(file, app.deps.random, () => localDay(app.clock.now, app.deps.config.TIME_ZONE))
  const deps = { ...app.deps, keys }
  await makeBooking(
    deps,
    { kind: 'caller' },
    {
      startsAt: new Date('2026-11-24T14:00:00+08:00'),
      mode: 'phone',
      language: 'zh',
      locale: 'zh-Hans',
      contact: { phone: '13912345678', mail: 'reader@example.net' },
    },
  )
  const [sealed] = await app.database.db.select().from(bookings)
  await copyFile(file, backup)

  // A month later the machine is set up anew from that backup, of the database and, against all advice, of the keys.
  app.clock.now = new Date('2026-12-24T10:00:00+08:00')
  await copyFile(backup, file)
  const restored = { ...deps, keys: keyFile(file, app.deps.random, () => '2026-12-24') }
  const due = (await retentionPlan(restored)).filter(({ now }) => now > 0).map(({ id, now }) => [id, now])
  expect(due).toEqual([
    ['booking_contact', 1],
    ['booking', 1],
  ])
  await prepare({ deps: restored, databaseUrl: app.database.url, raiseWalls: () => {} })

  expect(await app.database.db.$count(bookings)).toBe(0)
  const place = { table: 'bookings', row: sealed!.id, column: 'contact_sealed' }
  expect(await restored.keys.open(sealed!.contactSealed!, place)).toBeUndefined()
  expect(await readFile(file, 'utf8')).not.toContain('"2026-11-27"')
  expect((await retentionPlan(restored)).every(({ now }) => now === 0)).toBe(true)
})

test('lines of the access log go after twelve months to the day, those of yesterday a year ago first', async () => {
  const { db } = app.database
  await db.delete(auditLines)
  const line = (at: string) => ({ at: new Date(at), actorKind: 'system', action: 'test' })
  app.clock.now = new Date('2028-02-29T12:00:00Z')
  await db
    .insert(auditLines)
    .values([line('2027-02-28T11:59:59Z'), line('2027-02-28T12:00:01Z'), line('2028-02-29T11:00:00Z')])
  await tick(app.deps)
  const kept = await db.select({ at: auditLines.at, action: auditLines.action }).from(auditLines)
  const ours = kept.filter(({ action }) => action === 'test').map(({ at }) => at.toISOString())
  expect(ours.sort()).toEqual(['2027-02-28T12:00:01.000Z', '2028-02-29T11:00:00.000Z'])
})
