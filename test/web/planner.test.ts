import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tallies } from '../../src/db/schema/counts.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { onShift } from '../support/on-shift.ts'

let app: TestApp
let ask: Awaited<ReturnType<TestApp['signedIn']>>

beforeAll(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
  ask = await app.signedIn('coordinator-1')
})
afterAll(() => app.close())

async function page(query = '', lang = 'en') {
  const answer = await ask(`/planner?lang=${lang}${query && `&${query}`}`)
  return { status: answer.status, html: await answer.text() }
}
const typedIn = (html: string, name: string) =>
  html.match(new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`))?.[1] ??
  html.match(new RegExp(`<input[^>]*value="([^"]*)"[^>]*name="${name}"`))?.[1]
/** The cells of an hour's row in the table. */
function rowOf(html: string, hour: string) {
  const table = html.slice(html.indexOf('planner-table'))
  const row = table.match(new RegExp(`<tr[^>]*><th scope="row">${hour}.*?</tr>`, 's'))?.[0] ?? ''
  return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell)
}

describe('before anything is counted', () => {
  test('an example says that it is one, and an empty roster lacks what is needed every day', async () => {
    const { status, html } = await page()
    expect(status).toBe(200)
    expect(html).toContain('Too few calls are counted yet.')
    expect(typedIn(html, 'handling')).toBe('20')
    expect(html).toMatch(/missing every day/)
    expect(html).toMatch(/<a href="\/planner" aria-current="page">/)
  })
  test('counselors and operators have no planner', async () => {
    for (const handle of ['counselor-1', 'operator-1']) {
      const other = await app.signedIn(handle)
      expect((await other('/planner')).status).toBe(403)
    }
  })
})

describe('given four counselors in the evening of one day, and calls of four weeks', () => {
  beforeAll(async () => {
    const handles = ['counselor-1', 'counselor-2', 'counselor-3', 'counselor-4', 'counselor-5', 'counselor-6']
    for (const day of [23, 24, 25, 26, 27, 28, 29])
      for (const handle of handles.slice(0, day === 24 ? 4 : 6))
        await onShift(app, handle, `2026-11-${day}T18:00:00+08:00`, `2026-11-${day}T22:00:00+08:00`)
    const counted = Array.from({ length: 28 }, (_, day) => {
      const at = new Date(Date.parse('2026-10-26T19:10:00+08:00') + day * 86_400_000)
      return [
        { at, measure: 'call_received', amount: 9 },
        { at, measure: 'call_handled', amount: 25 * 60 },
      ]
    }).flat()
    // Today is not over, and what lies more than four weeks back is another time.
    const outside = ['2026-11-23T09:00:00+08:00', '2026-10-25T23:59:00+08:00'].map(at => ({
      at: new Date(at),
      measure: 'call_received',
      amount: 500,
    }))
    await app.database.db.insert(tallies).values([...counted, ...outside])
  })

  test('the form starts from the mean day and the mean handling of these weeks', async () => {
    const { html } = await page()
    expect(html).toContain('From 252 calls of the last 28 days')
    expect(['18', '19', '20'].map(hour => typedIn(html, `calls-${hour}`))).toEqual(['0', '9', '0'])
    expect(typedIn(html, 'handling')).toBe('25')
  })
  test('seats needed stand beside the thinnest day, and the shortage says where and when', async () => {
    const { html } = await page('week=2026-11-25&handling=20&share=90&within=30&calls-19=9.1&calls-20=4')
    expect(rowOf(html, '19:00')).toEqual(['9.1', '6', '4', '2', expect.stringMatching(/^\d\d %$/)])
    expect(rowOf(html, '20:00').slice(0, 4)).toEqual(['4', '4', '4', '0'])
    expect(rowOf(html, '21:00')).toEqual(['0', '0', '4', '0', '–'])
    expect(html).toContain('19:00–20:00: 2 seats missing on Tuesday')
    expect(html.match(/missing on|missing every/g)).toHaveLength(1)
  })
  test('every hour of every weekday stands in the grid, with what a busy weekday needs', async () => {
    const asked = 'week=2026-11-25&handling=20&share=90&within=30&calls-19=9.1'
    const cell = (html: string, weekday: number) => {
      const grid = html.match(/<section class="planner-grid".*?<\/table>/s)?.[0] ?? ''
      const row = grid.match(/<tr><th scope="row">19:00.*?<\/tr>/s)?.[0] ?? ''
      return [...row.matchAll(/<td( class="short")?>(.*?)<\/td>/gs)][weekday - 1]?.[0].replace(/<[^>]+>/g, '')
    }
    const even = (await page(asked)).html
    expect(cell(even, 1)).toBe('6/6')
    expect(cell(even, 2)).toBe('4/6 (2 missing)')
    const { html } = await page(`${asked}&day-1=150&day-2=50`)
    expect(cell(html, 1)).toBe('6/9 (3 missing)')
    expect(cell(html, 2)).toBe('4/4')
    expect(html).toContain('19:00–20:00: 3 seats missing on Monday')
    expect(rowOf(html, '19:00').slice(1, 4)).toEqual(['9', '6', '3'])
  })
  test('what sharing brings is told for the busiest hour and for the roster of the week', async () => {
    const { html } = await page('week=2026-11-25&handling=20&calls-19=9.1')
    expect(html).toContain(
      'The busiest hour needs 6 seats. Shared, they carry 9.1 calls an hour; split among 4 partners',
    )
    const [, week, weekApart] =
      /and the week (\d+) seat hours. Apart, it would take \d+ and (\d+):/.exec(html) ?? []
    expect(Number(weekApart)).toBeGreaterThan(Number(week))
    const [, shared, apart] =
      /roster together, that is ([\d.,]+) calls shared, ([\d.,]+) apart/.exec(html) ?? []
    expect(Number(shared)).toBeGreaterThan(Number(apart) * 1.5)
  })
  test('another week has no roster, and every hour with calls is short', async () => {
    const { html } = await page('week=2026-12-07&calls-19=9.1')
    expect(rowOf(html, '19:00')[2]).toBe('0')
    expect(html).toContain('missing every day')
    expect(html).not.toContain('roster together')
  })
  test.each([
    ['zh', '19–20 点，周二缺 2 席', '最忙的钟点需要 6 席'],
    ['hant', '19–20 點，週二缺 2 席', '最忙的鐘點需要 6 席'],
  ])('it speaks %s', async (lang, short, sharing) => {
    const { html } = await page('week=2026-11-25&handling=20&calls-19=9.1', lang)
    expect(html).toContain(short)
    expect(html).toContain(sharing)
  })
})

describe('what cannot be calculated', () => {
  test.each([
    ['calls-7=many', 'calls-7', 'not the kind of value'],
    ['calls-7=', 'calls-7', 'fill this in'],
    ['calls-7=1000', 'calls-7', 'at most 999'],
    ['day-3=501', 'day-3', 'at most 500'],
    ['share=100', 'share', 'at most 99'],
    ['within=1', 'within', 'at least 5'],
    ['handling=%3Cb%3E', 'handling', 'not the kind of value'],
    ['week=2026-02-30', 'week', 'a day that exists'],
  ])('%s is kept as typed, with words at the field', async (query, field, words) => {
    const { status, html } = await page(query)
    expect(status).toBe(400)
    expect(html).toMatch(new RegExp(`id="${field}-fault"[^>]*>[^<]*${words}`))
    expect(html).toContain(`href="#${field}"`)
    expect(html).toContain('<title>Error')
    expect(html).not.toContain('planner-table')
    expect(html).not.toContain('<b>')
  })
  test('numbers may be typed full width', async () => {
    const { status, html } = await page(
      `handling=${encodeURIComponent('２０')}&calls-19=${encodeURIComponent('９．１')}`,
    )
    expect(status).toBe(200)
    expect(rowOf(html, '19:00').slice(0, 2)).toEqual(['9.1', '6'])
  })
})

test('the form starts from how the weekdays differed', async () => {
  expect(typedIn((await page()).html, 'day-1')).toBe('100')
  const mondays = ['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16']
  await app.database.db
    .insert(tallies)
    .values(
      mondays.map(day => ({ at: new Date(`${day}T19:30:00+08:00`), measure: 'call_received', amount: 14 })),
    )
  const { html } = await page()
  // 23 on Mondays and 9 on the others, 11 in the mean.
  expect(['1', '2', '7'].map(day => typedIn(html, `day-${day}`))).toEqual(['209', '82', '82'])
})
