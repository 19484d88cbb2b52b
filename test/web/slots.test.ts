import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'
import { onShift } from '../support/on-shift.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
  // counselor-1 speaks zh and en, counselor-2 zh and yue.
  await onShift(app, 'counselor-1', '2026-11-23T10:00:00+08:00', '2026-11-23T11:30:00+08:00')
  await onShift(app, 'counselor-2', '2026-11-25T22:00:00+08:00', '2026-11-26T01:00:00+08:00')
  await onShift(app, 'counselor-3', '2027-01-22T09:00:00+08:00', '2027-01-22T18:00:00+08:00')
})
afterAll(() => app.close())

async function slots(query = '') {
  const answer = await app.ask(`/api/v1/slots${query}`)
  const body = (await answer.json()) as { slots: { startsAt: string }[]; faults?: unknown[] }
  return { status: answer.status, body, starts: body.slots?.map(({ startsAt }) => startsAt.slice(5, 16)) }
}

describe('GET /api/v1/slots', () => {
  it('shows the open times of the next seven days, none within the notice, nobody by name', async () => {
    const { status, body, starts } = await slots()
    expect(status).toBe(200)
    expect(starts).toEqual([
      '11-23T10:30',
      '11-23T11:00',
      '11-25T22:00',
      '11-25T22:30',
      '11-25T23:00',
      '11-25T23:30',
      '11-26T00:00',
      '11-26T00:30',
    ])
    expect(body.slots[0]).toEqual({
      startsAt: '2026-11-23T10:30:00+08:00',
      endsAt: '2026-11-23T11:00:00+08:00',
      modes: ['phone', 'text', 'video'],
      languages: ['zh', 'en'],
    })
  })

  it('goes by local days, both included, or by instants', async () => {
    expect((await slots('?from=2026-11-25&to=2026-11-25')).starts).toHaveLength(4)
    expect((await slots('?from=2026-11-25T15:30:00Z&to=2026-11-25T16:30:00Z')).starts).toEqual([
      '11-25T23:30',
      '11-26T00:00',
    ])
    expect((await slots('?from=2026-11-26T00:00:00+08:00&to=2026-11-26')).starts).toHaveLength(2)
  })

  it('ends where booking ends', async () => {
    // 60 days after 23 November, 10:00
    expect((await slots('?from=2027-01-22&to=2027-01-22')).starts).toEqual([
      '01-22T09:00',
      '01-22T09:30',
      '01-22T10:00',
    ])
  })

  it('keeps to the language, the mode, and leaves a partner out', async () => {
    expect((await slots('?language=en')).starts).toHaveLength(2)
    expect((await slots('?language=yue&mode=video')).starts).toHaveLength(6)
    expect((await slots('?withoutPartner=medical-college')).starts).toHaveLength(2)
  })

  it.each([
    ['?from=yesterday', 'from', 'not_a_day'],
    ['?from=2026-02-30', 'from', 'not_a_day'],
    ['?to=2026-11-31T10:00:00Z', 'to', 'not_an_instant'],
    ['?from=2026-12-02&to=2026-12-01', 'to', 'ends_before_start'],
    ['?from=2026-12-01&to=2027-02-01', 'to', 'span_too_long'],
    ['?mode=fax', 'mode', 'not_in_list'],
    ['?language=tlh', 'language', 'not_in_list'],
    ['?from=2026-12-01&from=2026-12-02', 'from', 'wrong_type'],
    ['?language=%00', 'language', 'unreadable_characters'],
  ])('says what to mend in %s', async (query, field, code) => {
    const { status, body } = await slots(query)
    expect(status).toBe(400)
    expect(body.faults).toMatchObject([{ field, code }])
  })

  it('shows 62 days at once, and no more', async () => {
    expect((await slots('?from=2026-12-01&to=2027-01-31')).status).toBe(200)
    expect((await slots('?from=2026-12-01&to=2027-02-01')).status).toBe(400)
  })

  it('answers any query with 200 or 400', async () => {
    const name = fc.constantFrom('from', 'to', 'language', 'mode', 'withoutPartner', 'x')
    await fc.assert(
      fc.asyncProperty(name, fc.string({ unit: 'grapheme', maxLength: 60 }), async (name, value) => {
        expect([200, 400]).toContain(
          (await slots(`?${name}=${encodeURIComponent(value.toWellFormed())}`)).status,
        )
      }),
      { numRuns: 150 },
    )
  })
})
