import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'
import { onShift } from '../support/on-shift.ts'

let app: TestApp
let coordinator: Awaited<ReturnType<TestApp['signedIn']>>
beforeAll(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
  coordinator = await app.signedIn('coordinator-1')
})
afterAll(() => app.close())

type Asking = typeof coordinator
const send = (who: Asking, method: string, path: string, body?: unknown, key?: string) =>
  who(path, {
    method,
    headers: {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(key && { 'Idempotency-Key': key }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
const read = async (who: Asking, path: string) => (await who(path)).json()

describe('the roster for programs of coordinators', () => {
  test('adds a pattern once per key, lists it, lets a day off take its shift back, ends it', async () => {
    const { personId } = await app.person('counselor-1', 'counselor')
    const pattern = {
      counselorId: personId,
      weekdays: [3],
      stretches: [{ from: '18:00', to: '22:00' }],
      fromDay: '2026-11-23',
    }
    for (let time = 0; time < 2; time++) {
      const made = await send(coordinator, 'POST', '/api/v1/patterns', pattern, 'p1')
      expect([made.status, await made.json()]).toEqual([201, { planned: 4 }])
    }
    const other = await send(coordinator, 'POST', '/api/v1/patterns', { ...pattern, weekdays: [4] }, 'p1')
    expect([other.status, (await other.json()).code]).toEqual([422, 'request_reused'])
    const { patterns } = await read(coordinator, '/api/v1/patterns')
    expect(patterns).toMatchObject([{ weekday: 3, from: '18:00', to: '22:00', fromDay: '2026-11-23' }])

    const off = await send(coordinator, 'POST', '/api/v1/days-off', { day: '2026-12-02', name: '节日' })
    expect([off.status, await off.json()]).toEqual([201, { kept: 0 }])
    const { daysOff } = await read(coordinator, '/api/v1/patterns')
    expect(daysOff).toMatchObject([{ day: '2026-12-02', name: '节日', counselor: null }])
    expect((await send(coordinator, 'DELETE', `/api/v1/days-off/${daysOff[0].id}`)).status).toBe(204)
    const ended = await send(coordinator, 'DELETE', `/api/v1/patterns/${patterns[0].id}`)
    expect([ended.status, await ended.json()]).toEqual([200, { kept: 0 }])
    expect((await read(coordinator, '/api/v1/patterns')).patterns).toEqual([])
  })

  test('says at which field a pattern is wrong', async () => {
    const { personId } = await app.person('counselor-1', 'counselor')
    const wrong = await send(coordinator, 'POST', '/api/v1/patterns', {
      counselorId: personId,
      weekdays: [8],
      stretches: [],
      fromDay: 'x',
    })
    expect(wrong.status).toBe(400)
    const fields = (await wrong.json()).errors?.map(({ field }: { field: string }) => field)
    if (fields) expect(fields).toEqual(expect.arrayContaining(['weekdays.0', 'stretches', 'fromDay']))
  })

  test('names a counselor who is none by the field that came', async () => {
    const { personId } = await app.person('coordinator-1', 'coordinator')
    const stretches = [{ from: '18:00', to: '22:00' }]
    const pattern = { counselorId: personId, weekdays: [3], stretches, fromDay: '2026-11-23' }
    const dayOff = { counselorId: personId, day: '2026-11-25' }
    const shift = {
      counselor: personId,
      startsAt: '2026-11-25T18:00:00+08:00',
      endsAt: '2026-11-25T22:00:00+08:00',
    }
    const fields = async (path: string, body: unknown) => {
      const answer = await send(coordinator, 'POST', path, body)
      expect(answer.status).toBe(400)
      return (await answer.json()).faults.map(({ field }: { field: string }) => field)
    }
    expect(await fields('/api/v1/patterns', pattern)).toEqual(['counselorId'])
    expect(await fields('/api/v1/days-off', dayOff)).toEqual(['counselorId'])
    expect(await fields('/api/v1/shifts', shift)).toEqual(['counselor'])
  })

  test('says what single weekdays need, and the week is held against it', async () => {
    const said = [
      { language: 'yue', weekday: 6, hour: 20, seats: 1 },
      { language: 'zh', hour: 3, seats: 0 },
    ]
    const answer = await send(coordinator, 'PUT', '/api/v1/seats', { seats: said })
    expect(answer.status).toBe(200)
    const { seats } = await answer.json()
    expect(seats).toHaveLength(7 * 24 * 3)
    const of = (language: string, hour: number) =>
      seats
        .filter((one: { language: string; hour: number }) => one.language === language && one.hour === hour)
        .map((one: { seats: number }) => one.seats)
    expect(of('yue', 20)).toEqual([0, 0, 0, 0, 0, 1, 0])
    expect(of('zh', 3)).toEqual([0, 0, 0, 0, 0, 0, 0])
    const bad = { seats: [{ language: 'zh', hour: 24, seats: 1 }] }
    expect((await send(coordinator, 'PUT', '/api/v1/seats', bad)).status).toBe(400)
  })

  test('opens seats once per key, lists and withdraws them', async () => {
    const wanted = {
      startsAt: '2026-11-28T18:00:00+08:00',
      endsAt: '2026-11-28T22:00:00+08:00',
      seats: 2,
    }
    for (let time = 0; time < 2; time++)
      expect((await send(coordinator, 'POST', '/api/v1/open-shifts', wanted, 'o1')).status).toBe(201)
    const { openShifts } = await read(coordinator, '/api/v1/open-shifts')
    expect(openShifts).toHaveLength(2)
    expect(openShifts[0]).toMatchObject({ startsAt: wanted.startsAt, takenBy: null, coverFor: null })
    expect((await send(coordinator, 'DELETE', `/api/v1/open-shifts/${openShifts[0].id}`)).status).toBe(204)
    expect((await read(coordinator, '/api/v1/open-shifts')).openShifts).toHaveLength(1)
  })

  test('judges a list line by line, takes over nothing with a fault in it, and twice is harmless', async () => {
    const head = 'counselor,day,from,to\n'
    const good = `${head}counselor-4,2026-12-20,08:00,12:00\n`
    const bad = `${good}nobody,2026-12-20,08:00,12:00\n`
    const list = (csv: string) => ({ kind: 'shifts', csv })
    const judged = await send(coordinator, 'POST', '/api/v1/import/preview', list(bad))
    expect(await judged.json()).toMatchObject({
      new: 1,
      there: 0,
      wrong: 1,
      lines: [
        { line: 2, verdict: 'new', faults: [] },
        { line: 3, verdict: 'wrong', faults: [expect.any(String)] },
      ],
    })
    expect((await send(coordinator, 'POST', '/api/v1/import', list(bad))).status).toBe(400)
    const takes = async (key: string) =>
      (await send(coordinator, 'POST', '/api/v1/import', list(good), key)).json()
    expect(await takes('i1')).toEqual({ taken: 1 })
    expect(await takes('i1')).toEqual({ taken: 1 })
    expect(await takes('i2')).toEqual({ taken: 0 })
  })

  test('tells how every contact of the next days would end', async () => {
    const proof = await read(coordinator, '/api/v1/coverage')
    expect(proof.checkedAt).toBe('2026-11-23T10:00:00+08:00')
    expect(new Set(proof.spans.map(({ language }: { language: string }) => language)).size).toBe(3)
  })

  test('is shut to everybody else', async () => {
    for (const handle of ['counselor-1', 'operator-1', 'supervisor-1']) {
      const other = await app.signedIn(handle)
      for (const path of ['patterns', 'seats', 'open-shifts', 'coverage'])
        expect([handle, path, (await other(`/api/v1/${path}`)).status]).toEqual([handle, path, 403])
    }
  })
})

describe('a counselor’s own shifts for programs', () => {
  test('cover is asked, taken and kept; a swap is wished, answered, and nobody is named', async () => {
    const [first, second] = await Promise.all([app.signedIn('counselor-6'), app.signedIn('counselor-7')])
    await onShift(app, 'counselor-6', '2026-11-24T08:00:00+08:00', '2026-11-24T12:00:00+08:00')
    await onShift(app, 'counselor-6', '2026-11-26T08:00:00+08:00', '2026-11-26T12:00:00+08:00')
    await onShift(app, 'counselor-7', '2026-11-27T08:00:00+08:00', '2026-11-27T12:00:00+08:00')
    const mine = async (who: Asking) => read(who, '/api/v1/my-shifts')
    const [soon, later] = (await mine(first)).shifts
    for (let time = 0; time < 2; time++) {
      const path = `/api/v1/my-shifts/${soon.id}/cover`
      expect((await send(first, 'POST', path, undefined, 'c1')).status).toBe(201)
    }
    const { asked } = await mine(second)
    expect(asked).toMatchObject([{ startsAt: '2026-11-24T08:00:00+08:00', overlaps: false }])
    const taken = await send(second, 'POST', `/api/v1/my-shifts/open/${asked[0].id}/take`)
    expect([taken.status, await taken.json()]).toEqual([200, { taken: true }])
    expect((await mine(first)).shifts).toHaveLength(1)

    const { others } = await read(first, `/api/v1/my-shifts/${later.id}/swaps`)
    const other = others.find(
      ({ startsAt }: { startsAt: string }) => startsAt === '2026-11-27T08:00:00+08:00',
    )
    const wish = await send(first, 'POST', `/api/v1/my-shifts/${later.id}/swaps`, {
      otherShiftId: other.id,
    })
    expect(wish.status).toBe(201)
    const put = (await mine(second)).swaps.asked
    expect(JSON.stringify(put)).not.toMatch(/沈清|何暖/)
    expect((await send(first, 'POST', `/api/v1/my-shifts/swaps/${put[0].id}/accept`)).status).toBe(404)
    expect((await send(second, 'POST', `/api/v1/my-shifts/swaps/${put[0].id}/accept`)).status).toBe(200)
    expect((await mine(first)).shifts[0].startsAt).toBe('2026-11-27T08:00:00+08:00')
  })

  test('a calendar address is the same for the same key, reads the shifts, and ends', async () => {
    const me = await app.signedIn('counselor-9')
    const made = async (key: string) => send(me, 'POST', '/api/v1/my-shifts/calendar', undefined, key)
    const { address } = await (await made('k1')).json()
    expect((await (await made('k1')).json()).address).toBe(address)
    const reads = async () => (await app.ask(new URL(address).pathname)).status
    expect(await reads()).toBe(200)
    expect((await send(me, 'DELETE', '/api/v1/my-shifts/calendar')).status).toBe(204)
    expect(await reads()).toBe(404)
    expect((await made('k1')).status).toBe(422)
    expect((await (await made('k2')).json()).address).not.toBe(address)
  })

  test('is shut to coordinators', async () => {
    expect((await coordinator('/api/v1/my-shifts')).status).toBe(403)
  })
})

test('a supervisor reads why, and nothing else of the coordinators’', async () => {
  const supervisor = await app.signedIn('supervisor-1')
  const page = await supervisor('/explain')
  expect(page.status).toBe(200)
  const text = await page.text()
  expect(text).toContain('派单说明')
  expect(text).toContain('督导')
  const nobody = '00000000-0000-4000-8000-000000000000'
  expect((await supervisor(`/api/v1/calls/${nobody}/explanation`)).status).toBe(404)
  for (const path of ['/queue', '/calls']) {
    const led = await supervisor(path)
    expect([path, led.status, led.headers.get('Location')]).toEqual([path, 303, '/explain'])
  }
  for (const path of ['/shifts', '/people', '/counts', '/my-shifts', '/calls/fragment'])
    expect([path, (await supervisor(path)).status]).toEqual([path, 403])
})
