import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { releaseCounts } from '../../src/actions/counts/release-counts.ts'
import { askSwap } from '../../src/actions/roster/ask-swap.ts'
import { planShift } from '../../src/actions/shifts/plan-shift.ts'
import { monthOf, weekOf } from '../../src/domain/days.ts'
import { circles } from '../../src/domain/permissions.ts'
import { faultCodes, problemStatus } from '../../src/domain/problem.ts'
import { releaseName } from '../../src/domain/releases.ts'
import { doors } from '../../src/web/doors.ts'
import { fillBusyWeeks } from '../support/busy-weeks.ts'
import { type TestLine, talked, testLine } from '../support/line.ts'
import { onShift } from '../support/on-shift.ts'
import { type Document, documentOf, misfits, type Route, routesOf, type Schema } from '../support/openapi.ts'

let heartline: TestLine
let document: Document
let routes: Route[]
beforeAll(async () => {
  heartline = await testLine()
  document = await documentOf(heartline)
  routes = routesOf(document)
})
afterAll(() => heartline.close())

const first = (list: unknown) => (list as { id: string }[])[0]?.id
const route = (name: string) => routes.find(one => one.name === name) as Route
const bodyOf = (name: string) => route(name).requestBody?.content['application/json']?.schema as Schema

describe('the document', () => {
  test('is OpenAPI 3.1 with one id and one sentence for each route', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/)
    expect(document.info).toMatchObject({ title: 'Heartline', version: '1' })
    expect(new Set(routes.map(({ operationId }) => operationId)).size).toBe(routes.length)
    for (const { name, summary } of routes) expect(summary, name).toMatch(/^[A-Z].{10,120}\.$/)
  })

  test('has every route of the API and of the exchange, and no other', () => {
    const inApp = heartline.app.routes
      .filter(({ path }) => /^\/(api\/v1|phone)\//.test(path))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
    expect(routes.map(({ name }) => name).sort()).toEqual([...new Set(inApp)].sort())
  })

  test('names every parameter of a path, and requires it', () => {
    for (const { name, path, parameters = [] } of routes) {
      const named = parameters.filter(one => one.in === 'path' && one.required).map(one => one.name)
      expect(named, name).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, word]) => word))
    }
  })

  test('says how a released period is written: a month, a week, a quarter, and nothing else', () => {
    const { schema } =
      route('GET /api/v1/counts/releases/{period}').parameters?.find(({ name }) => name === 'period') ?? {}
    const period = new RegExp((schema as { pattern: string }).pattern)
    const written = [
      releaseName(monthOf('2026-10-01')),
      releaseName(weekOf('2026-01-01')),
      releaseName({ from: '2026-07-01', to: '2026-09-30' }),
    ]
    expect(written).toEqual(['2026-10', '2026-W01', '2026-Q3'])
    for (const one of written) expect(one).toMatch(period)
    for (const one of ['2026', '2026-Q5', '2026-Q', '2026-10-01']) expect(one).not.toMatch(period)
  })

  test('names who may enter, as the doors have it', () => {
    for (const { method, path, handler } of heartline.app.routes) {
      const door = doors.get(handler)
      if (!door || !/^\/(api\/v1|phone)\//.test(path) || path.includes(':token')) continue
      const { name, security } = route(`${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
      const entering = security.map(({ line, signIn }) => (line ? 'line' : signIn?.join()))
      expect(entering.length ? entering : ['anybody'], name).toEqual(circles[door])
    }
    const schemes = Object.keys(document.components.securitySchemes ?? {})
    expect(schemes.sort()).toEqual(['line', 'signIn'])
  })

  test('resolves every reference', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, at]) => at)
    expect(references.length).toBeGreaterThan(routes.length)
    for (const at of new Set(references)) {
      const found = at?.split('/').reduce<unknown>((part, word) => (part as never)?.[word], document)
      expect(found, at).toBeDefined()
    }
  })

  test('says what each route answers, and that it may refuse with a problem of the closed list', () => {
    for (const { name, responses } of routes) {
      expect(responses.default, name).toEqual({ $ref: '#/components/responses/Problem' })
      const good = Object.entries(responses).filter(([status]) => status.startsWith('2'))
      expect(good.length, name).toBe(1)
      const [status, { content, description }] = good[0] as (typeof good)[0]
      expect(description, name).not.toBe('')
      expect(content !== undefined, name).toBe(status !== '204')
    }
    const problem = document.components.schemas?.Problem as Schema
    expect(problem.properties?.code?.enum).toEqual(Object.keys(problemStatus))
    expect(problem.properties?.faults?.items?.properties?.code?.enum).toEqual(faultCodes)
  })
})

describe('the inputs', () => {
  test('of every POST and PUT that reads a body are described, the missing fields it refuses as required', async () => {
    const staff = await everybody()
    for (const one of routes.filter(({ method }) => method === 'POST' || method === 'PUT')) {
      const answer = await staff(one)(addressOf(one), { method: one.method, json: {} })
      const { faults = [] } = (await answer.json()) as { faults?: { field: string; code: string }[] }
      const missing = faults.filter(({ code }) => code === 'missing').map(({ field }) => field)
      const schema = one.requestBody?.content['application/json']?.schema
      expect(missing.sort(), one.name).toEqual([...(schema?.required ?? [])].sort())
      if (!schema)
        expect(one.name).toMatch(
          /\/(accept|allow|refuse|decline|contact|hang-up|cover|take|withdraw|calendar)$/,
        )
    }
  })

  test('have instants as date-time, days as date, and the lengths that are checked', () => {
    expect(bodyOf('POST /api/v1/bookings').properties).toMatchObject({
      startsAt: { type: 'string', format: 'date-time' },
      note: { type: 'string', maxLength: 500 },
      mode: { enum: ['phone', 'text', 'video'] },
    })
    expect(bodyOf('POST /api/v1/outreach').properties?.heldAt?.format).toBe('date-time')
    const days = route('GET /api/v1/counts/operations').parameters
    expect(days?.map(({ name, required, schema }) => [name, required, schema.format])).toEqual([
      ['from', true, 'date'],
      ['to', true, 'date'],
      ['by', true, undefined],
    ])
  })

  test('of an exchange are described as JSON and as a form', () => {
    for (const name of ['POST /phone/cti/{line}', 'POST /phone/cti/{line}/{token}']) {
      const content = route(name).requestBody?.content ?? {}
      expect(Object.keys(content)).toEqual(['application/json', 'application/x-www-form-urlencoded'])
      for (const { schema } of Object.values(content)) {
        expect(schema.required).toEqual(['event', 'callId'])
        expect(schema.properties?.event?.enum).toEqual(['newCall', 'answer', 'hangup', 'callback'])
        expect(schema.properties?.from).toMatchObject({ type: ['string', 'null'], maxLength: 128 })
      }
    }
  })

  test('of whatever makes something take an Idempotency-Key', () => {
    const keyed = routes.filter(({ parameters }) =>
      parameters?.some(({ name }) => name === 'Idempotency-Key'),
    )
    const making = routes.filter(({ responses }) => responses[201])
    expect(keyed.map(({ name }) => name)).toEqual(making.map(({ name }) => name))
    expect(making.length).toBe(15)
  })
})

test('real answers of every route are what the document says, no field more and none less', async () => {
  const staff = await everybody()
  const held = new Set<string>()

  /** Asks a route, and holds its answer against the document. */
  async function ask(
    name: string,
    path = name.split(' ')[1] ?? '',
    json?: unknown,
  ): Promise<Record<string, unknown>> {
    const one = route(name)
    const answer = await staff(one)(path, { method: one.method, json })
    const said = one.responses[answer.status]
    expect(said, `${name} answered ${answer.status}: ${said ? '' : await answer.text()}`).toBeDefined()
    held.add(name)
    if (answer.status === 204) return {}
    const media = answer.headers.get('Content-Type')?.split(';')[0] ?? ''
    const schema = said?.content?.[media]?.schema as Schema
    expect(schema, `${name} answered as ${media}`).toBeDefined()
    if (media !== 'application/json') {
      await answer.body?.cancel()
      return {}
    }
    const body = await answer.json()
    expect(misfits(schema, body), `${name}: ${JSON.stringify(body)}`).toEqual([])
    return body as Record<string, unknown>
  }

  const { database, clock } = heartline
  await fillBusyWeeks(database.db, { from: '2026-09-01', to: '2026-10-31' }, heartline.deps.keys)
  await releaseCounts(heartline.deps, { kind: 'system' })
  await onShift(heartline, 'counselor-1', '2026-11-23T09:00:00+08:00', '2026-11-23T18:00:00+08:00')

  // A caller books, looks, moves; the counselor opens what was left, and closes the session.
  await ask('GET /api/v1/service')
  const { slots } = await ask('GET /api/v1/slots')
  const [{ startsAt }, { startsAt: later }] = slots as [{ startsAt: string }, { startsAt: string }]
  const booking = { startsAt: later, mode: 'phone', language: 'zh', contact: { phone: '13900001111' } }
  const { returnCode } = await ask('POST /api/v1/bookings', undefined, booking)
  await ask('POST /api/v1/bookings/reschedule', undefined, { returnCode, startsAt })
  await ask('POST /api/v1/bookings/lookup', undefined, { returnCode })
  const { sessions } = await ask('GET /api/v1/queue')
  const session = (sessions as { id: string }[])[0]?.id
  await ask('POST /api/v1/presence', undefined, {})
  await ask('POST /api/v1/sessions/{id}/contact', `/api/v1/sessions/${session}/contact`)
  clock.wind(3600)
  await ask('PUT /api/v1/sessions/{id}/draft', `/api/v1/sessions/${session}/draft`, { peopleHelped: 1 })
  await ask('POST /api/v1/sessions/{id}/outcome', `/api/v1/sessions/${session}/outcome`, talked)
  const other = { startsAt: (slots as { startsAt: string }[])[6]?.startsAt, mode: 'text', language: 'zh' }
  const canceled = await ask('POST /api/v1/bookings', undefined, other)
  await ask('POST /api/v1/bookings/cancel', undefined, { returnCode: canceled.returnCode })
  const forCallers = await ask('GET /api/v1/calls/slots')
  const onCall = { startsAt: (forCallers.slots as { startsAt: string }[])[8]?.startsAt, mode: 'text' }
  await ask('POST /api/v1/calls/booking', undefined, { ...onCall, language: 'zh' })

  const days = { from: '2026-11-24', to: '2026-12-01', mail: 'someone@example.org' }
  await ask('POST /api/v1/waiting-list', undefined, { mode: 'text', language: 'zh', ...days })

  // A call-back is promised, passed on, taken; another call is typed in, and an exchange rings.
  await ask('PUT /api/v1/duty', undefined, { on: true })
  await ask('POST /api/v1/callbacks', undefined, { phone: '13900002222', language: 'zh' })
  const offered = await ask('GET /api/v1/queue')
  const { id: offer, callId } = offered.offer as { id: string; callId: string }
  await ask('POST /api/v1/offers/{id}/accept', `/api/v1/offers/${offer}/accept`)
  await ask('POST /api/v1/calls/{id}/contact', `/api/v1/calls/${callId}/contact`)
  await ask('PUT /api/v1/calls/{id}/draft', `/api/v1/calls/${callId}/draft`, { distressBefore: 7 })
  const question = { kind: 'call', contactId: callId, reason: 'medical', counselorNotReached: true }
  const { id: wrong } = await ask('POST /api/v1/emergency-access', undefined, question)
  await ask('POST /api/v1/emergency-access/{id}/refuse', `/api/v1/emergency-access/${wrong}/refuse`)
  const { id: asked } = await ask('POST /api/v1/emergency-access', undefined, question)
  await ask('GET /api/v1/emergency-access')
  await ask('POST /api/v1/emergency-access/{id}/allow', `/api/v1/emergency-access/${asked}/allow`)
  await ask('POST /api/v1/emergency-access/{id}/contact', `/api/v1/emergency-access/${asked}/contact`)
  await ask('GET /api/v1/calls/{id}/explanation', `/api/v1/calls/${callId}/explanation`)
  await ask('GET /api/v1/queue')
  await ask('POST /api/v1/calls', undefined, { language: 'zh' })
  await ask('GET /api/v1/calls')
  const gone = (await ask('POST /api/v1/calls', undefined, { language: 'zh' })).call as { id: string }
  await ask('POST /api/v1/calls/{id}/hang-up', `/api/v1/calls/${gone.id}/hang-up`)
  const event = { event: 'newCall', callId: 'c1', from: '13900003333' }
  await ask('POST /phone/cti/{line}', '/phone/cti/main', event)
  await ask('POST /phone/cti/{line}/{token}', '/phone/cti/main/demo-line', { event: 'hangup', callId: 'c1' })
  await ask('POST /api/v1/calls/{id}/outcome', `/api/v1/calls/${callId}/outcome`, talked)
  const next = (await ask('GET /api/v1/queue')).offer as { id: string } | null
  await ask('POST /api/v1/offers/{id}/decline', `/api/v1/offers/${next?.id}/decline`)
  await ask('GET /api/v1/queue/events')
  await ask('GET /api/v1/calls/events')

  // The coordinator plans, invites, records, counts.
  const times = { startsAt: '2026-12-01T09:00:00+08:00', endsAt: '2026-12-01T12:00:00+08:00' }
  const shift = await ask('POST /api/v1/shifts', undefined, { counselor: 'counselor-1', ...times })
  await ask('GET /api/v1/shifts', '/api/v1/shifts?from=2026-11-23&to=2026-12-06')
  await ask('DELETE /api/v1/shifts/{id}', `/api/v1/shifts/${shift.id}`)
  const pattern = { weekdays: [3], stretches: [{ from: '18:00', to: '20:00' }], fromDay: '2026-11-23' }
  await ask('POST /api/v1/patterns', undefined, { counselorId: shift.counselorId, ...pattern })
  await ask('POST /api/v1/days-off', undefined, { day: '2026-12-02' })
  const { patterns, daysOff } = await ask('GET /api/v1/patterns')
  await ask('DELETE /api/v1/patterns/{id}', `/api/v1/patterns/${first(patterns)}`)
  await ask('DELETE /api/v1/days-off/{id}', `/api/v1/days-off/${first(daysOff)}`)
  await ask('GET /api/v1/seats')
  await ask('PUT /api/v1/seats', undefined, { seats: [{ language: 'zh', hour: 3, seats: 1 }] })
  await ask('GET /api/v1/coverage')
  const csv = 'counselor,day,from,to\ncounselor-4,2026-12-20,08:00,12:00'
  await ask('POST /api/v1/import/preview', undefined, { kind: 'shifts', csv })
  await ask('POST /api/v1/import', undefined, { kind: 'shifts', csv })
  await ask('POST /api/v1/open-shifts', undefined, { ...times, seats: 2 })
  const { openShifts } = await ask('GET /api/v1/open-shifts')
  await ask('DELETE /api/v1/open-shifts/{id}', `/api/v1/open-shifts/${first(openShifts)}`)

  // The counselor looks after shifts.
  const planned = async (handle: string, day: number) => {
    const at = (hour: string) => new Date(`2026-12-0${day}T${hour}:00:00+08:00`)
    return planShift(heartline.deps, { kind: 'system' }, { handle, startsAt: at('09'), endsAt: at('12') })
  }
  const mine = await planned('counselor-1', 5)
  const theirs = await planned('counselor-2', 6)
  await ask('POST /api/v1/my-shifts/{id}/cover', `/api/v1/my-shifts/${mine.id}/cover`)
  await ask('GET /api/v1/my-shifts/{id}/swaps', `/api/v1/my-shifts/${mine.id}/swaps`)
  const swap = `/api/v1/my-shifts/${mine.id}/swaps`
  await ask('POST /api/v1/my-shifts/{id}/swaps', swap, { otherShiftId: theirs.id })
  const own = await ask('GET /api/v1/my-shifts')
  const { openShiftId } = (own.shifts as { id: string; openShiftId: string }[]).find(
    ({ id }) => id === mine.id,
  ) ?? { openShiftId: '' }
  await ask('POST /api/v1/my-shifts/open/{id}/withdraw', `/api/v1/my-shifts/open/${openShiftId}/withdraw`)
  await ask('POST /api/v1/my-shifts/open/{id}/take', `/api/v1/my-shifts/open/${first(own.seats)}/take`)
  const wish = first((own.swaps as { wished: unknown }).wished)
  await ask('POST /api/v1/my-shifts/swaps/{id}/withdraw', `/api/v1/my-shifts/swaps/${wish}/withdraw`)
  for (const answer of ['decline', 'accept']) {
    const wisher = await heartline.person('counselor-2', 'counselor')
    await askSwap(heartline.deps, wisher, { shiftId: theirs.id, otherShiftId: mine.id })
    const { swaps } = (await ask('GET /api/v1/my-shifts')) as { swaps: { asked: unknown } }
    const put = first(swaps.asked)
    await ask(`POST /api/v1/my-shifts/swaps/{id}/${answer}`, `/api/v1/my-shifts/swaps/${put}/${answer}`)
  }
  await ask('POST /api/v1/my-shifts/calendar')
  await ask('DELETE /api/v1/my-shifts/calendar')
  const newcomer = { name: '程心', mail: 'cheng@example.org', role: 'operator' }
  const { personId } = await ask('POST /api/v1/people', undefined, newcomer)
  await ask('GET /api/v1/people')
  await ask('DELETE /api/v1/people/{id}', `/api/v1/people/${personId}`)
  await ask('POST /api/v1/outreach', undefined, { medium: 'lecture', topic: '睡眠', audience: 40 })
  const span = 'from=2026-09-01&to=2026-11-23'
  await ask('GET /api/v1/outreach', `/api/v1/outreach?${span}`)
  await ask('GET /api/v1/counts/operations', `/api/v1/counts/operations?${span}&by=day`)
  await ask('GET /api/v1/counts/operations.csv', `/api/v1/counts/operations.csv?${span}&by=total`)
  const { releases } = await ask('GET /api/v1/counts/releases')
  const [{ period }] = releases as [{ period: string }]
  await ask('GET /api/v1/counts/operations.xlsx', `/api/v1/counts/operations.xlsx?${span}&by=total`)
  await ask('GET /api/v1/counts/releases/{period}', `/api/v1/counts/releases/${period}`)
  const table = `/api/v1/counts/releases/${period}/table.csv`
  await ask('GET /api/v1/counts/releases/{period}/table.csv', table)

  expect(routes.map(({ name }) => name).filter(name => !held.has(name))).toEqual([])
})

const addressOf = ({ path }: Route) =>
  path
    .replace('{line}', 'main')
    .replace('{token}', 'demo-line')
    .replace(/\{\w+\}/, '00000000-0000-4000-8000-000000000000')

/** Asks each route as somebody who may. */
async function everybody() {
  const roles = ['counselor', 'coordinator', 'operator', 'supervisor']
  const asking = await Promise.all(roles.map(role => heartline.signedIn(`${role}-1`)))
  const onLine: TestLine['ask'] = (path, init) =>
    heartline.ask(path, { ...init, headers: { Authorization: 'Bearer demo-line' } })
  return ({ security }: Route) => {
    if (security[0]?.line) return onLine
    const role = security[0]?.signIn?.[0]
    return role ? (asking[roles.indexOf(role)] as TestLine['ask']) : heartline.ask
  }
}
