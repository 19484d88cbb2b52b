import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'
import { onShift } from '../support/on-shift.ts'

let app: TestApp
let coordinator: Awaited<ReturnType<TestApp['signedIn']>>
let operator: typeof coordinator
beforeAll(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
  coordinator = await app.signedIn('coordinator-1')
  operator = await app.signedIn('operator-1')
})
afterAll(() => app.close())

const onDuty = async (handle: string) => {
  const person = await app.signedIn(handle)
  await person('/api/v1/duty', { method: 'PUT', json: { on: true } })
  app.clock.wind(1)
  return person
}
const explained = async (id: string) =>
  (await (await coordinator(`/api/v1/calls/${id}/explanation`)).json()) as {
    explanation: { code: string; steps: Record<string, unknown>[] }
  }

describe('a contact that was put to one, passed on, and put to another', () => {
  let callId: string
  beforeAll(async () => {
    const first = await onDuty('counselor-1')
    await onDuty('counselor-2')
    const made = await operator('/api/v1/calls', { json: { language: 'zh', ageBand: 'age_14_17' } })
    callId = ((await made.json()) as { call: { id: string } }).call.id
    app.clock.wind(5)
    const { offer } = (await (await first('/api/v1/queue')).json()) as { offer: { id: string } }
    await first(`/api/v1/offers/${offer.id}/decline`, { method: 'POST' })
    app.clock.wind(1)
    const second = await app.signedIn('counselor-2')
    const next = (await (await second('/api/v1/queue')).json()) as { offer: { id: string } }
    await second(`/api/v1/offers/${next.offer.id}/accept`, { method: 'POST' })
  })

  test('is told in reasons, step by step', async () => {
    const { explanation } = await explained(callId)
    expect(
      explanation.steps.map(({ step, counselor, because, others }) => ({ step, counselor, because, others })),
    ).toEqual([
      {
        step: 'offered',
        counselor: '林静',
        because: 'idle_longer',
        others: [{ name: '周安', reasons: ['idle_longer'] }],
      },
      { step: 'declined', counselor: '林静', because: null, others: [] },
      {
        step: 'offered',
        counselor: '周安',
        because: 'only_one',
        others: [{ name: '林静', reasons: ['already_asked'] }],
      },
      { step: 'accepted', counselor: '周安', because: null, others: [] },
    ])
  })
  test('stands on the page by time and code, and its steps in words behind it', async () => {
    const { explanation } = await explained(callId)
    const list = await (await coordinator('/explain')).text()
    expect(list).toContain(`href="/explain/${callId}"`)
    expect(list).toContain(explanation.code)
    const page = await (await coordinator(`/explain/${callId}`)).text()
    expect(page).toContain('派给林静')
    expect(page).toContain('林静转给了别人')
    expect(page).toContain('这一班里转给过别人')
    expect(page).toContain('周安接了')
  })
  test('tells nothing of the caller', async () => {
    const { explanation } = await explained(callId)
    expect(Object.keys(explanation).sort()).toEqual(['channel', 'code', 'id', 'queuedAt', 'state', 'steps'])
    for (const step of explanation.steps)
      expect(Object.keys(step).sort()).toEqual(
        ['at', 'because', 'counselor', 'further', 'others', 'reach', 'step'].sort(),
      )
    const page = await (await coordinator(`/explain/${callId}`)).text()
    const [, main = ''] = /<main[^>]*>(.*)<\/main>/s.exec(page) ?? []
    expect(main).toContain('林静')
    expect(main).not.toMatch(/岁|普通话|未成年/)
  })
  test('is forgotten with the call', async () => {
    const { db } = app.database
    await db.execute(sql`delete from calls where id = ${callId}`)
    expect((await coordinator(`/api/v1/calls/${callId}/explanation`)).status).toBe(404)
    expect((await coordinator(`/explain/${callId}`)).status).toBe(404)
    const [left] = Array.from(await db.execute(sql`select count(*) as n from routing_steps`))
    expect(Number(left?.n)).toBe(0)
  })
})

test('a contact that nobody can take is told as such, with what speaks against each', async () => {
  const made = await operator('/api/v1/calls', { json: { language: 'en' } })
  const { id } = ((await made.json()) as { call: { id: string } }).call
  const { explanation } = await explained(id)
  expect(explanation.steps).toMatchObject([{ step: 'offered', counselor: '林静', because: 'only_one' }])
  const other = await operator('/api/v1/calls', { json: { language: 'yue' } })
  const second = ((await other.json()) as { call: { id: string } }).call.id
  expect((await explained(second)).explanation.steps).toEqual([])
  const counselor = await app.signedIn('counselor-2')
  await counselor('/api/v1/duty', { method: 'PUT', json: { on: false } })
  expect((await explained(second)).explanation.steps).toMatchObject([
    {
      step: 'unanswered',
      counselor: null,
      because: null,
      others: [{ name: '林静', reasons: ['not_free', 'language'] }],
    },
  ])
})

describe('what would happen', () => {
  beforeAll(async () => {
    await onShift(app, 'counselor-2', '2026-11-29T02:00:00+08:00', '2026-11-29T06:00:00+08:00')
    await onShift(app, 'counselor-3', '2026-11-29T02:00:00+08:00', '2026-11-29T06:00:00+08:00')
  })
  const asked = async (day: string, time: string, rest = 'language=yue&class=everyone') =>
    (await coordinator(`/explain?day=${day}&time=${time}&${rest}`)).text()

  test('to a call in Cantonese on Sunday at 03:00 is answered by the planned roster', async () => {
    const page = await asked('2026-11-29', '03:00')
    expect(page).toContain('会派给咨询员。')
    expect(page).toMatch(/<li>周安<\/li>/)
    expect(page).toMatch(/<dt>陈禾<\/dt><dd>语言不合<\/dd>/)
  })
  test('where nobody is planned is a call-back with its earliest instant, or for danger the number', async () => {
    const page = await asked('2026-11-28', '03:00')
    expect(page).toContain('答应回拨')
    expect(page).toContain('11月29日 星期日 02:00')
    expect(await asked('2026-11-28', '03:00', 'language=yue&class=danger_now')).toContain(
      '会告知来电者 12356。',
    )
  })
  test.each([
    ['2026-02-30', '03:00', 'language=yue&class=everyone', '#day'],
    ['2026-11-29', '', 'language=yue&class=everyone', '#time'],
    ['2026-11-29', '03:00', 'language=xx&class=everyone', '#language'],
    ['2026-11-29', '03:00', 'language=yue&class=me', '#class'],
  ])('says at the field what to mend: %s %s %s', async (day, time, rest, field) => {
    const answer = await coordinator(`/explain?day=${day}&time=${time}&${rest}`)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(`href="${field}"`)
  })
})

test('the roster shows how every minute of the next 14 days ends, and no gap while a number is named', async () => {
  const page = await (await coordinator('/shifts')).text()
  expect(page).toContain('不落空')
  expect(page).toContain('每个来电都有着落')
})
