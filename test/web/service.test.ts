import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../src/db/connect.ts'
import { calls } from '../../src/db/schema/calls.ts'
import { tallies } from '../../src/db/schema/counts.ts'
import { duties } from '../../src/db/schema/duty.ts'
import { people } from '../../src/db/schema/people.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { onShift } from '../support/on-shift.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
})
afterAll(() => app.close())

/** What is told once a change is heard of; what these tests write themselves tells nobody. */
const told = async () => {
  app.deps.changes.tell()
  return (await (await app.ask('/api/v1/service')).json()) as Record<string, unknown>
}

describe('GET /api/v1/service', () => {
  it('gives the numbers and says that nobody is there, and when somebody will be', async () => {
    await onShift(app, 'counselor-1', '2026-11-23T18:00:00+08:00', '2026-11-23T20:00:00+08:00')
    expect(await told()).toEqual({
      name: '心线',
      zone: 'Asia/Shanghai',
      languages: ['zh', 'yue', 'en'],
      hotlineNumber: '12356',
      emergencyNumbers: [{ number: '12356' }, { number: '120' }, { number: '110' }],
      emergencyCheckedOn: '2026-11-01',
      openNow: false,
      nextOpening: '2026-11-23T18:00:00+08:00',
      waiting: 0,
      minutes: null,
    })
  })

  it('counts who waits, and promises a range only when somebody is on duty', async () => {
    const { db } = app.database
    const now = app.clock.now
    const waiting = {
      channel: 'phone',
      line: 'main',
      language: 'zh',
      state: 'waiting',
      arrivedAt: now,
      queuedAt: now,
    }
    await db.insert(calls).values([
      { ...waiting, referenceTag: 'a' },
      { ...waiting, referenceTag: 'b', state: 'offered' },
      { ...waiting, referenceTag: 'c', state: 'abandoned' },
    ])
    expect(await told()).toMatchObject({ openNow: false, waiting: 2, minutes: null })
    const measured = { at: new Date(now.getTime() - 3_600_000), measure: 'call_handled', amount: 1200 }
    await db.insert(tallies).values(Array.from({ length: 10 }, () => measured))
    // What nobody measured in four weeks, or fell asleep over, does not count.
    await db.insert(tallies).values({ ...measured, at: new Date(now.getTime() - 29 * 86_400_000), amount: 1 })
    await db.insert(duties).values({
      counselorId: sql`(select id from ${people} where handle = 'counselor-1')`,
      state: 'talking',
      startedAt: now,
      idleSince: now,
      seenAt: now,
    })
    // The third end of 20 minutes at one seat: an hour on average, widely scattered.
    expect(await told()).toMatchObject({
      openNow: true,
      nextOpening: null,
      waiting: 2,
      minutes: { from: 15, to: 130 },
    })
  })

  it('still gives the numbers when the database is gone', async () => {
    const { db, close } = connect('postgres://nobody@127.0.0.1:9/none', { deadlineMs: 500 })
    const { createApp } = await import('../../src/app.ts')
    const answer = await createApp({ ...app.deps, db }).request('/api/v1/service')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      emergencyNumbers: [{ number: '12356' }, {}, {}],
      openNow: null,
      waiting: null,
      minutes: null,
    })
    await close()
  })
})
