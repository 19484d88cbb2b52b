import { describe, expect, test } from 'vitest'
import type { createApp } from '../../src/app.ts'
import { localeSegments, type PageLocale } from '../../src/domain/codes.ts'
import { dialed, type Outage, type testOutages } from './outages.ts'

// G12: whatever is away, in every language, on every page of callers and for every mistake, without a script: the numbers.

type Asked = { path: string; init: RequestInit & { body?: string } }

const numbers = ['12356', '120', '110']
/** Every language of the pages, and its part of an address. */
export const locales = Object.entries(localeSegments) as [PageLocale, string][]
const form = (path: string, fields: Record<string, string>): Asked => ({
  path,
  init: {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  },
})
const answered = {
  ageBand: 'adult',
  mode: 'text',
  language: 'zh',
  startsAt: '2026-11-25T10:00:00+08:00',
  phone: '13912345678',
  mail: 'a@example.org',
  note: 'x',
}
const steps = ['expect', 'age', 'how', 'language', 'when', 'contact', 'note', 'check']

/** Every page of callers: what is asked, typed well and typed badly, and addresses that lead nowhere. */
export function pagesIn(segment: string): Asked[] {
  const at = (path: string) => `/${segment}${path}`
  return [
    ...[
      '',
      '/now',
      '/breathe',
      '/privacy',
      '/book',
      '/booking',
      '/callback',
      '/waiting',
      '/nothing-here',
    ].map(path => ({ path: at(path), init: {} })),
    ...['next', 'back', 'to-when', 'day-2026-11-26', 'days-2026-11-30'].flatMap(go =>
      steps.map(step => form(at('/book'), { ...answered, step, go })),
    ),
    ...steps.map(step => form(at('/book'), { step, go: 'next' })),
    form(at('/book'), { ...answered, step: 'check', go: 'book', token: 'x' }),
    form(at('/book'), { step: 'age', ageBand: 'under_14', go: 'next' }),
    form(at('/callback'), { ...answered, token: 'x' }),
    form(at('/callback'), { phone: 'call me' }),
    form(at('/callback'), { ageBand: 'under_14' }),
    form(at('/waiting'), { ...answered, from: '2026-11-25', to: '2026-11-27', token: 'x' }),
    form(at('/waiting'), {}),
    form(at('/booking'), {}),
    form(at('/booking'), { code: 'ABCD-EFGH-JKMN-PQRS' }),
    ...['cancel', 'cancel-yes', 'move', 'move-there'].map(go =>
      form(at('/booking'), { code: 'ABCD-EFGH-JKMN-PQRS', go, token: 'x' }),
    ),
    {
      path: at('/callback'),
      init: { method: 'POST', body: '{"a":', headers: { 'Content-Type': 'text/plain' } },
    },
    form(at('/callback'), { phone: '1'.repeat(70_000) }),
    { path: at('/callback'), init: { method: 'DELETE' } },
    { path: at('/%00'), init: {} },
  ]
}

/** What programs ask for people who need help. */
function asksOfPrograms(): Asked[] {
  const json = (path: string, body: unknown): Asked => ({
    path,
    init: { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
  })
  const { ageBand, mode, language, startsAt, phone, mail } = answered
  const returnCode = 'ABCD-EFGH-JKMN-PQRS'
  return [
    { path: '/api/v1/service', init: {} },
    { path: '/api/v1/slots', init: {} },
    json('/api/v1/bookings', { startsAt, mode, language, contact: { mail } }),
    json('/api/v1/bookings/lookup', { returnCode }),
    json('/api/v1/bookings/cancel', { returnCode }),
    json('/api/v1/bookings/reschedule', { returnCode, startsAt }),
    json('/api/v1/callbacks', { phone, language, ageBand }),
    json('/api/v1/waiting-list', { mode, language, from: '2026-11-25', to: '2026-11-27', mail }),
  ]
}

type App = ReturnType<typeof createApp>

/** Asks, and expects a page in this language that dials every number without script; answers its status. */
export async function expectNumbers(app: App, { path, init }: Asked, locale: PageLocale) {
  const answer = await app.request(path, init)
  const html = await answer.text()
  const what = `${init.method ?? 'GET'} ${path} ${init.body?.slice(0, 200) ?? ''} → ${answer.status}`
  expect(answer.headers.get('Content-Type'), what).toContain('text/html')
  expect(html, what).toContain(`<html lang="${locale}">`)
  for (const number of numbers) expect(dialed(html), what).toContain(number)
  if (answer.status === 503) expect(answer.headers.get('Retry-After'), what).toMatch(/^\d+$/)
  return answer.status
}

/** What must hold while this is away; `heartline` is asked inside tests. */
export function outageCases(
  heartline: () => Awaited<ReturnType<typeof testOutages>>,
  away: readonly Outage[],
) {
  describe(`with ${away.join(', ') || 'nothing'} away`, () => {
    test('every page in every language, and every refusal, shows the numbers as links that dial', async () => {
      const statuses = new Map<number, number>()
      await heartline().during(away, async app => {
        for (const [locale, segment] of locales)
          await Promise.all(
            pagesIn(segment).map(async asked => {
              const status = await expectNumbers(app, asked, locale)
              statuses.set(status, (statuses.get(status) ?? 0) + 1)
            }),
          )
      })
      // With keys and database there, most of it works; without, most is refused.
      expect(statuses.get(200)).toBeGreaterThan(away.includes('keys') ? 15 : 100)
      expect(statuses.get(404)).toBeGreaterThanOrEqual(3)
      expect(statuses.has(500)).toBe(false)
      expect(statuses.get(503) ?? 0).toBeGreaterThan(
        away.includes('keys') || away.includes('database') ? 10 : -1,
      )
    })

    test('the crisis page is there, and the home page', async () => {
      await heartline().during(away, async app => {
        for (const [, segment] of locales)
          for (const path of [`/${segment}`, `/${segment}/now`])
            expect((await app.request(path)).status).toBe(200)
      })
    })

    test('programs are told the numbers wherever we cannot serve, in words for people', async () => {
      await heartline().during(away, async app => {
        const all = locales.flatMap(([locale]) => asksOfPrograms().map(asked => ({ locale, ...asked })))
        await Promise.all(
          all.map(async ({ locale, path, init }) => {
            const headers = { ...(init.headers as Record<string, string>), 'Accept-Language': locale }
            const answer = await app.request(path, { ...init, headers })
            const said = (await answer.json()) as { detail?: string; emergencyNumbers?: { number: string }[] }
            const what = `${path} → ${answer.status}`
            expect(answer.status, what).not.toBe(500)
            if (answer.status < 500 && path !== '/api/v1/service') return
            expect(
              said.emergencyNumbers?.map(({ number }) => number),
              what,
            ).toEqual(numbers)
            if (answer.status === 503)
              for (const number of numbers) expect(said.detail, what).toContain(number)
          }),
        )
      })
    })
  })
}
