import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bookings, letters } from '../../src/db/schema/bookings.ts'
import { shifts } from '../../src/db/schema/duty.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { onShift } from '../support/on-shift.ts'

const start = '2026-11-23T10:00:00+08:00'
const wanted = { startsAt: '2026-11-24T14:00:00+08:00', mode: 'text', language: 'zh' }

let app: TestApp
beforeAll(async () => {
  app = await testApp(start)
})
afterAll(() => app.close())
beforeEach(async () => {
  app.clock.now = new Date(start)
  for (const table of [letters, bookings, shifts]) await app.database.db.delete(table)
  await onShift(app, 'counselor-1', '2026-11-24T14:00:00+08:00', '2026-11-24T16:00:00+08:00')
})

async function post(path: string, json: unknown, headers: Record<string, string> = {}) {
  const answer = await app.ask(`/api/v1/bookings${path}`, { json, headers })
  return {
    status: answer.status,
    body: (await answer.json()) as Record<string, never> & { returnCode: string },
  }
}
const faultsOf = async (json: unknown) => {
  const { status, body } = await post('', json)
  const faults = (body as unknown as { faults?: { field: string; code: string }[] }).faults ?? []
  return { status, faults: faults.map(({ field, code }) => `${field} ${code}`) }
}

describe('POST /api/v1/bookings', () => {
  it('answers 201 with the return code and the times in the zone of the service', async () => {
    const { status, body } = await post('', {
      ...wanted,
      startsAt: '2026-11-24T06:00:00Z',
      contact: { phone: '139 0000 0000', mail: 'li.na@Example.net' },
      note: '睡不好 😔',
      ageBand: 'adult',
      withoutPartner: 'police',
    })
    expect(status).toBe(201)
    expect(body).toEqual({
      returnCode: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/),
      startsAt: '2026-11-24T14:00:00+08:00',
      endsAt: '2026-11-24T14:30:00+08:00',
      mode: 'text',
    })
  })

  it('answers 409 slot_taken with the nearest open times, in the language of the asker', async () => {
    await post('', wanted)
    const { status, body } = await post('', wanted, { 'Accept-Language': 'en' })
    expect(status).toBe(409)
    expect(body).toMatchObject({
      code: 'slot_taken',
      title: expect.stringContaining('another'),
      openTimes: [{ startsAt: '2026-11-24T14:30:00+08:00' }, {}, {}],
    })
  })

  it('makes one booking of one Idempotency-Key, and refuses the key for another wish', async () => {
    const headers = { 'Idempotency-Key': 'k-1' }
    const first = await post('', wanted, headers)
    expect(await post('', wanted, headers)).toEqual(first)
    expect((await post('', { ...wanted, mode: 'video' }, headers)).status).toBe(422)
    expect((await post('', wanted, { 'Idempotency-Key': 'k 1' })).status).toBe(400)
  })

  it.each([
    [{ ...wanted, startsAt: undefined }, 'startsAt missing'],
    [{ ...wanted, mode: undefined }, 'mode missing'],
    [{ ...wanted, language: undefined }, 'language missing'],
    [{ ...wanted, startsAt: '2026-02-30T10:00:00+08:00' }, 'startsAt not_an_instant'],
    [{ ...wanted, startsAt: '2026-11-24 14:00' }, 'startsAt not_an_instant'],
    [{ ...wanted, startsAt: 1_795_000_000 }, 'startsAt wrong_type'],
    [{ ...wanted, mode: 'telepathy' }, 'mode not_in_list'],
    [{ ...wanted, language: 'tlh' }, 'language not_in_list'],
    [{ ...wanted, note: '长'.repeat(501) }, 'note too_long'],
    [{ ...wanted, note: 'a\u0000b' }, 'note unreadable_characters'],
    [{ ...wanted, note: 'a\u202eb' }, 'note unreadable_characters'],
    [{ ...wanted, note: '\ud800' }, 'note unreadable_characters'],
    [{ ...wanted, contact: { phone: 'call me' } }, 'contact.phone not_a_phone_number'],
    [{ ...wanted, contact: { mail: 'a@b.cn\r\nBcc: c@d.cn' } }, 'contact.mail not_an_address'],
    [{ ...wanted, contact: { wechat: 'x' } }, 'contact.wechat unknown_field'],
    [{ ...wanted, contact: '13900000000' }, 'contact wrong_type'],
    [{ ...wanted, ageBand: 13 }, 'ageBand not_in_list'],
    [{ ...wanted, withoutPartner: 'no-such' }, 'withoutPartner not_in_list'],
    [{ ...wanted, name: '李娜' }, 'name unknown_field'],
    [[], '(body) wrong_type'],
  ])('names the field that cannot be used: %j', async (json, fault) => {
    const { status, faults } = await faultsOf(json)
    expect(status).toBe(400)
    expect(faults).toContain(fault)
  })

  it('keeps a note of 500 characters, emoji counted as one', async () => {
    expect((await post('', { ...wanted, note: '😔'.repeat(500) })).status).toBe(201)
  })

  it('answers whatever is sent to it with 201 or a 4xx that says what to mend', async () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 700 }),
      fc.constantFrom(
        null,
        true,
        -1,
        1e308,
        '',
        '\u0000',
        '\u202e',
        '😔',
        '2026-02-30',
        '2026-11-24T24:00:00Z',
        '0000-01-01T00:00:00Z',
        '9999-12-31T23:59:59+08:00',
      ),
      fc.jsonValue({ maxDepth: 2 }),
    )
    const field = fc.constantFrom(
      'startsAt',
      'mode',
      'language',
      'contact',
      'note',
      'ageBand',
      'withoutPartner',
      'x',
    )
    await fc.assert(
      fc.asyncProperty(field, odd, fc.boolean(), async (name, value, inContact) => {
        const part = inContact ? { contact: { phone: value, mail: value } } : { [name]: value }
        const { status, faults } = await faultsOf({ ...wanted, ...part })
        expect(status).toBeLessThan(500)
        if (status === 400) expect(faults.length).toBeGreaterThan(0)
        else expect([201, 409, 422]).toContain(status)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a return code', () => {
  it('shows the booking, and never who the counselor is or what was written', async () => {
    const { body } = await post('', { ...wanted, note: '睡不好' })
    const typed = body.returnCode.toLowerCase().replaceAll('-', ' ')
    const seen = await post('/lookup', { returnCode: typed })
    expect(seen).toEqual({
      status: 200,
      body: {
        startsAt: '2026-11-24T14:00:00+08:00',
        endsAt: '2026-11-24T14:30:00+08:00',
        mode: 'text',
        language: 'zh',
        state: 'coming',
        contactKeptUntil: '2026-11-28T00:00:00+08:00',
        contactDeletedAt: null,
        forgottenBy: '2026-12-02T00:00:00+08:00',
      },
    })
  })

  it('moves the booking and then cancels it, once', async () => {
    const { returnCode } = (await post('', wanted)).body
    const moved = await post('/reschedule', { returnCode, startsAt: '2026-11-24T15:00:00+08:00' })
    expect(moved).toMatchObject({
      status: 200,
      body: { startsAt: '2026-11-24T15:00:00+08:00', mode: 'text' },
    })
    expect((await post('/lookup', { returnCode })).body).toMatchObject({
      startsAt: '2026-11-24T15:00:00+08:00',
    })
    expect(await post('/cancel', { returnCode })).toMatchObject({ status: 200, body: { state: 'canceled' } })
    expect(await post('/cancel', { returnCode })).toMatchObject({
      status: 409,
      body: { code: 'already_canceled' },
    })
    expect((await post('/lookup', { returnCode })).body).toMatchObject({
      state: 'canceled',
      contactKeptUntil: null,
    })
  })

  it.each(['/lookup', '/cancel', '/reschedule'])('that nobody has is not known: %s', async path => {
    const startsAt = path === '/reschedule' ? { startsAt: wanted.startsAt } : {}
    for (const returnCode of ['ABCD-EFGH-JKMN-PQRS', 'nonsense'])
      expect(await post(path, { returnCode, ...startsAt })).toMatchObject({
        status: 404,
        body: { code: 'return_code_unknown' },
      })
    expect((await post(path, { returnCode: 7, ...startsAt })).status).toBe(400)
    expect((await post(path, {})).status).toBe(400)
  })
})
