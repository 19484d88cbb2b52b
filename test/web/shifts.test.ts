import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'
import { booked } from '../support/booked.ts'
import { formBody } from '../support/form-body.ts'

let app: TestApp
let coordinator: Awaited<ReturnType<TestApp['signedIn']>>
beforeAll(async () => {
  app = await testApp()
  coordinator = await app.signedIn('coordinator-1')
})
afterAll(() => app.close())

const span = (day: number, from: string, to: string) => ({
  startsAt: `2026-11-${day}T${from}:00+08:00`,
  endsAt: `2026-11-${day}T${to}:00+08:00`,
})
const plan = (json: unknown, headers = {}) => coordinator('/api/v1/shifts', { json, headers })
const post = (path: string, fields: Record<string, string>) =>
  coordinator(path, { method: 'POST', ...formBody(fields) })

describe('shifts over the API', () => {
  test('are planned by handle or id, listed by local days, and canceled', async () => {
    const made = await plan({ counselor: 'counselor-1', ...span(24, '08:00', '12:00') })
    expect(made.status).toBe(201)
    const { id, counselorId } = (await made.json()) as { id: string; counselorId: string }
    expect((await plan({ counselor: counselorId, ...span(25, '08:00', '12:00') })).status).toBe(201)

    const listed = await coordinator('/api/v1/shifts?from=2026-11-24&to=2026-11-24')
    expect(await listed.json()).toEqual({
      from: '2026-11-24',
      to: '2026-11-24',
      shifts: [
        {
          id,
          counselor: 'counselor-1',
          counselorId,
          name: '林静',
          partner: 'health-commission',
          ...span(24, '08:00', '12:00'),
        },
      ],
    })

    expect((await coordinator(`/api/v1/shifts/${id}`, { method: 'DELETE' })).status).toBe(204)
    const after = await coordinator('/api/v1/shifts?from=2026-11-24&to=2026-11-24')
    expect(await after.json()).toMatchObject({ shifts: [] })
  })

  test('with one Idempotency-Key are planned once', async () => {
    const wish = { counselor: 'counselor-2', ...span(24, '08:00', '12:00') }
    const answers = [
      await plan(wish, { 'Idempotency-Key': 'a1' }),
      await plan(wish, { 'Idempotency-Key': 'a1' }),
    ]
    const [first, second] = await Promise.all(answers.map(answer => answer.json() as Promise<{ id: string }>))
    expect(answers.map(answer => answer.status)).toEqual([201, 201])
    expect(second?.id).toBe(first?.id)
  })

  test('are refused with a sentence and the field', async () => {
    const refusals = [
      [{ counselor: 'counselor-1', ...span(26, '12:00', '08:00') }, 422, 'shift_ends_before_it_starts'],
      [{ counselor: 'counselor-2', ...span(24, '11:00', '13:00') }, 409, 'shift_overlaps'],
      [{ counselor: 'nobody', ...span(24, '11:00', '13:00') }, 400, 'invalid_input'],
      [
        { counselor: 'counselor-1', startsAt: '2026-02-30T08:00:00+08:00', endsAt: 'x' },
        400,
        'invalid_input',
      ],
      [{ ...span(24, '11:00', '13:00') }, 400, 'invalid_input'],
      [{ counselor: 'a\u0000', ...span(24, '11:00', '13:00') }, 400, 'invalid_input'],
    ] as const
    for (const [json, status, code] of refusals) {
      const answer = await plan(json)
      expect(answer.status).toBe(status)
      const told = (await answer.json()) as { code: string; title: string; faults: { field: string }[] }
      expect(told.code).toBe(code)
      expect(told.faults[0]?.field).toBeTruthy()
    }
    for (const query of ['from=2026-02-30', 'from=2026-11-02&to=2026-11-01', 'from=2020-01-01&to=2026-01-01'])
      expect((await coordinator(`/api/v1/shifts?${query}`)).status).toBe(400)
    expect((await coordinator('/api/v1/shifts/none', { method: 'DELETE' })).status).toBe(400)
  })

  test('are for coordinators only', async () => {
    const others = [app.ask, await app.signedIn('counselor-1'), await app.signedIn('operator-1')]
    const statuses = await Promise.all(others.map(async ask => (await ask('/api/v1/shifts')).status))
    expect(statuses).toEqual([401, 403, 403])
  })
})

describe('the page of shifts', () => {
  const typed = { day: '2026-11-26', week: '2026-11-26', request: 'r1' }
  const idOf = async (handle: string) => (await app.person(handle)).personId

  test('plans several stretches at once, and the same form sent twice plans them once', async () => {
    const form = {
      ...typed,
      counselor: await idOf('counselor-3'),
      from1: '09:00',
      to1: '12:00',
      from2: '22:00',
      to2: '02:00',
      next2: 'yes',
    }
    for (let press = 0; press < 2; press++) {
      const answer = await post('/shifts', form)
      expect(answer.status).toBe(303)
      expect(answer.headers.get('Location')).toBe('/shifts?week=2026-11-26&done=planned')
    }
    const listed = await coordinator('/api/v1/shifts?from=2026-11-26&to=2026-11-26')
    expect(((await listed.json()) as { shifts: unknown[] }).shifts).toHaveLength(2)
  })

  test('shows the form again with everything typed, a summary, and the same words at the field', async () => {
    const answer = await post('/shifts', {
      ...typed,
      counselor: await idOf('counselor-3'),
      from1: '07:00',
      to1: '08:00',
      from3: '11:00',
      to3: '13:00',
    })
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(html).toMatch(/<title>有误.{1,2}排班</)
    expect(html.split('第 3 段：这位咨询员在这段时间已有班次。')).toHaveLength(3)
    expect(html).toContain('href="#from3"')
    for (const value of ['07:00', '08:00', '11:00', '13:00', '2026-11-26'])
      expect(html).toContain(`value="${value}"`)
    expect(html).toMatch(new RegExp(`<option value="${await idOf('counselor-3')}" selected`))
  })

  test('names every missing field at once', async () => {
    const html = await (await post('/shifts', { from2: '09:00', to2: '08:00' })).text()
    for (const field of ['counselor', 'day', 'to2']) expect(html).toContain(`href="#${field}"`)
    expect(await (await post('/shifts', {})).text()).toContain('请至少填写一段时间。')
  })

  test('refuses to cancel a booked shift and says so at the shift', async () => {
    const made = await plan({ counselor: 'counselor-5', ...span(27, '08:00', '12:00') })
    const { id } = (await made.json()) as { id: string }
    await booked(app, 'counselor-5', new Date('2026-11-27T09:00:00+08:00'))
    const answer = await post(`/shifts/${id}/cancel`, { week: '2026-11-27' })
    expect(answer.status).toBe(409)
    expect((await answer.text()).split('这个班次里已有人预约，请先移走预约。')).toHaveLength(3)
  })

  test('refuses a form that another site sent', async () => {
    const answer = await coordinator('/shifts', {
      method: 'POST',
      ...formBody({ day: '2026-11-26' }),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'https://elsewhere.example' },
    })
    expect(answer.status).toBe(403)
  })

  test('says in words which hours nobody covers, and shows today first', async () => {
    const html = await (await coordinator('/shifts?week=2027-03-01')).text()
    expect(html.indexOf('打进来的电话')).toBeLessThan(html.indexOf('本周无人的时段'))
    expect(html.split('全天').length).toBeGreaterThan(7)
    expect((await coordinator('/shifts?week=nonsense')).status).toBe(200)
  })

  test('shows 23 hours on a day when the clocks skip one', async () => {
    const berlin = await testApp('2026-03-27T10:00:00+01:00', { TIME_ZONE: 'Europe/Berlin' })
    const ask = await berlin.signedIn('coordinator-1')
    const page = await (await ask('/shifts?week=2026-03-29')).text()
    expect(page.split('这个钟点不存在')).toHaveLength(2)
    const form = { counselor: (await berlin.person('counselor-1')).personId, day: '2026-03-29' }
    const answer = await ask('/shifts', {
      method: 'POST',
      ...formBody({ ...form, from1: '02:30', to1: '06:00' }),
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('这个时刻正逢时钟调整')
    await berlin.close()
  })
})
