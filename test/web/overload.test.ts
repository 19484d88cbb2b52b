import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { seedShifts } from '../../src/actions/demo/seed-shifts.ts'
import { connect } from '../../src/db/connect.ts'
import { Room } from '../../src/web/room.ts'
import { main, type TestLine, talked, testLine } from '../support/line.ts'

const bookingsAtOnce = 2
let line: TestLine
beforeAll(async () => {
  line = await testLine({ BOOKINGS_AT_ONCE: String(bookingsAtOnce) })
  await seedShifts(line.deps, { kind: 'system' })
})
afterAll(() => line.close())

/** Runs while nobody can write a letter: bookings that promise one hang in the database, and nothing else does. */
async function whileBookingsHang(work: () => Promise<void>) {
  const { db, close } = connect(line.database.url, { slots: 1 })
  let over = () => {}
  const until = new Promise<void>(done => {
    over = done
  })
  const held = db.transaction(async tx => {
    await tx.execute(sql`lock table letters in access exclusive mode`)
    await Promise.all([work().finally(over), until])
  })
  await held
  await close()
}

async function openTimes(): Promise<string[]> {
  const { slots } = (await (await line.ask('/api/v1/slots')).json()) as { slots: { startsAt: string }[] }
  return slots.map(({ startsAt }) => startsAt)
}

const book = async (startsAt: string | undefined, key: string, headers: Record<string, string> = {}) =>
  line.ask('/api/v1/bookings', {
    json: { startsAt, mode: 'text', language: 'zh', contact: { mail: 'a@example.org' } },
    headers: { 'Idempotency-Key': key, ...headers },
  })

describe('when bookings take longer than they come', () => {
  test('those without room are asked to come again, with the numbers; whoever has room is served, none twice', async () => {
    const times = await openTimes()
    const asked: Promise<Response>[] = []
    await whileBookingsHang(async () => {
      for (let n = 0; n < 40; n++)
        asked.push(book(times[n % 8], `hang-${n}`, { 'Accept-Language': ['en', 'zh', 'zh-TW'][n % 3] ?? '' }))
      let shed = 0
      for (const each of asked) void each.then(({ status }) => (shed += status === 503 ? 1 : 0))
      // The line holds sixteen and its patience is a second; the two inside hang on.
      for (let tries = 0; shed < 38 && tries < 300; tries++) await new Promise(look => setTimeout(look, 10))
      expect(shed).toBe(38)
    })
    const answers = await Promise.all(asked)
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2)
    for (const answer of answers.filter(({ status }) => status === 503)) {
      expect(answer.headers.get('Retry-After')).toBe('5')
      const problem = (await answer.json()) as { code: string; detail: string; emergencyNumbers: unknown[] }
      expect(problem.code).toBe('overloaded')
      for (const number of ['12356', '120', '110']) expect(problem.detail).toContain(number)
      expect(problem.emergencyNumbers).toContainEqual({ number: '12356', link: 'tel:12356' })
    }
    const again = await Promise.all([0, 1, 2, 3].map(n => book(times[n], `hang-${n}`)))
    expect(again.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  })

  test('somebody with a form keeps what they typed, and sends it again under the same key', async () => {
    const times = await openTimes()
    await whileBookingsHang(async () => {
      const inside = [book(times[0], 'in-1'), book(times[1], 'in-2')]
      const page = await line.ask('/zh/book', {
        method: 'POST',
        body: new URLSearchParams({ step: 'age', ageBand: 'adult', note: '"睡不好" & <累>', go: 'next' }),
      })
      const html = await page.text()
      expect(page.status).toBe(503)
      expect(page.headers.get('Retry-After')).toBe('5')
      expect(html).toContain('href="tel:12356"')
      expect(html).toContain('name="note" value="&quot;睡不好&quot; &amp; &lt;累&gt;"')
      expect(html).toContain('name="go" value="next"')
      void inside
    })
  })

  test('where even the line is full, each is answered from memory with what is theirs alone', async () => {
    const times = await openTimes()
    const form = (note: string) => {
      const body = new URLSearchParams({ step: 'age', ageBand: 'adult', note, go: 'next' }).toString()
      const headers = {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': String(body.length),
      }
      return line.ask('/en/book', { method: 'POST', body, headers })
    }
    const flood: Promise<Response>[] = []
    await whileBookingsHang(async () => {
      for (let n = 0; n < 40; n++) flood.push(book(times[n % 8], `full-${n}`))
      // Whoever is turned away first tells that the line is full; it stays so for a second.
      await Promise.race(flood)
      const first = await form('mine <1>')
      const pages = await Promise.all([form('yours "2"'), form('theirs $& 3')])
      const apis = await Promise.all([book(times[0], 'full-a'), book(times[0], 'full-b')])
      expect(new Set([first, ...pages, ...apis].map(({ status }) => status))).toEqual(new Set([503]))
      const [mine = '', yours = '', theirs = ''] = await Promise.all(
        [first, ...pages].map(page => page.text()),
      )
      expect(mine).toContain('name="note" value="mine &lt;1&gt;"')
      expect(yours).toBe(mine.replace('mine &lt;1&gt;', 'yours &quot;2&quot;'))
      expect(theirs).toBe(mine.replace('mine &lt;1&gt;', () => 'theirs $&amp; 3'))
      for (const page of pages) expect([...page.headers]).toEqual([...first.headers])
      const [one, other] = (await Promise.all(apis.map(api => api.json()))) as { requestId: string }[]
      expect(one).toEqual({ ...other, requestId: one?.requestId })
      expect(one?.requestId).not.toBe(other?.requestId)
    })
    await Promise.all(flood)
  })

  test('the crisis page, home, calls and counselors are served all the while', async () => {
    const times = await openTimes()
    await line.onDuty(1)
    const { callId } = await line.ring('before')
    const first = await line.signedIn('counselor-1')
    await whileBookingsHang(async () => {
      const flood = Array.from({ length: 30 }, (_, n) => book(times[n % 8], `flood-${n}`))
      for (const path of ['/zh/now', '/hant/now', '/en/now', '/zh', '/en', '/zh/breathe', '/zh/callback'])
        expect([path, (await line.ask(path)).status]).toEqual([path, 200])
      const { offer } = (await (await first('/api/v1/queue')).json()) as { offer: { id: string } }
      const accepted = await first(`/api/v1/offers/${offer.id}/accept`, { method: 'POST' })
      expect(accepted.status).toBe(200)
      for (const event of ['newCall', 'hangup'])
        expect((await line.tell({ event, callId: 'during', from: '13900001111' }, main.line)).status).toBe(
          200,
        )
      expect((await first(`/api/v1/calls/${callId}/outcome`, { json: talked })).status).toBe(200)
      void flood
    })
  })
})

describe('a room', () => {
  test('is entered in the order of arrival', async () => {
    const room = new Room(1)
    const first = await room.enter()
    const entered: number[] = []
    const waiting = [1, 2, 3].map(async n => {
      const place = await room.enter(60_000)
      entered.push(n)
      if (place) room.leave(place)
    })
    if (first) room.leave(first)
    await Promise.all(waiting)
    expect(entered).toEqual([1, 2, 3])
  })

  test('turns away at once whoever finds the line full, and in a while whoever waits in vain', async () => {
    const room = new Room(1)
    const first = await room.enter()
    const waiting = Array.from({ length: 8 }, () => room.enter(100))
    expect(
      await Promise.race([room.enter(60_000), new Promise(late => setTimeout(late, 30_000, 'late'))]),
    ).toBe(undefined)
    expect(await Promise.all(waiting)).toEqual(Array(8).fill(undefined))
    if (first) room.leave(first)
    expect(await room.enter()).toBeDefined()
  })

  test('expects no more than may stand in line, and forgets whoever was on the way and never came', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      const room = new Room(1)
      expect(Array.from({ length: 10 }, () => room.expect())).toEqual([...Array(9).fill(true), false])
      vi.advanceTimersByTime(251)
      expect(room.expect()).toBe(true)
      await room.enter()
      expect(Array.from({ length: 10 }, () => room.expect())).toEqual([...Array(8).fill(true), false, false])
    } finally {
      vi.useRealTimers()
    }
  })

  test('has the place free again of somebody who never left', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      const room = new Room(1)
      await room.enter()
      expect(await room.enter(0)).toBeUndefined()
      vi.advanceTimersByTime(10_001)
      expect(await room.enter()).toBeDefined()
    } finally {
      vi.useRealTimers()
    }
  })
})
