import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { releaseCounts } from '../../src/actions/counts/release-counts.ts'
import { partners } from '../../src/db/schema/people.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { fillBusyWeeks } from '../support/busy-weeks.ts'
import { unzipped } from '../support/unzipped.ts'

const busy = 'from=2020-02-03&to=2020-03-15'
let app: TestApp
let ask: Awaited<ReturnType<TestApp['signedIn']>>

beforeAll(async () => {
  app = await testApp('2020-03-20T10:00:00+08:00')
  await fillBusyWeeks(app.database.db, { from: '2020-02-01', to: '2020-03-15' }, app.deps.keys)
  await releaseCounts(app.deps, { kind: 'system' })
  ask = await app.signedIn('coordinator-1')
})
afterAll(() => app.close())

describe('operations counts as JSON', () => {
  test('the total comes with the sentence in three languages, each unit apart', async () => {
    const answer = await ask(`/api/v1/counts/operations?${busy}&by=total`)
    expect(answer.status).toBe(200)
    const found = (await answer.json()) as {
      rows: Record<string, unknown>[]
      summary: Record<string, string>
    }
    expect(found).toMatchObject({ from: '2020-02-03', to: '2020-03-15', by: 'total' })
    const [row] = found.rows
    expect(Object.keys(row ?? {})).toEqual([
      'key',
      'callsReceived',
      'callsAnswered',
      'callsAbandoned',
      'answerRate',
      'medianWaitSeconds',
      'p90WaitSeconds',
      'callbacksPromised',
      'bookingsMade',
      'sessionsHeld',
      'peopleHelped',
      'outreachSessions',
      'audience',
      'callbacksKept',
      'bookingsCanceled',
    ])
    expect(found.summary).toEqual({
      'zh-Hans': `热线接听来电 ${row?.callsAnswered} 次，共帮助 ${row?.peopleHelped} 人，举办宣教 42 场次，覆盖 22050 人次。`,
      'zh-Hant': `熱線接聽來電 ${row?.callsAnswered} 次，共協助 ${row?.peopleHelped} 人，舉辦宣導 42 場次，觸及 22050 人次。`,
      en: `The hotline answered ${row?.callsAnswered} calls and ${row?.peopleHelped} people were helped in all; 42 outreach sessions reached an audience of 22,050.`,
    })
  })
  test('the sentence is the same whichever way the rows are cut', async () => {
    const summaries = await Promise.all(
      ['day', 'hour', 'partner', 'total'].map(async by => {
        const found = (await (await ask(`/api/v1/counts/operations?${busy}&by=${by}`)).json()) as {
          summary: unknown
        }
        return found.summary
      }),
    )
    for (const summary of summaries) expect(summary).toEqual(summaries[0])
  })
  test.each([
    ['from=2020-02-30&to=2020-03-15&by=day', 'from', 'not_a_day'],
    ['from=2020-02-03&by=day', 'to', 'missing'],
    ['from=2020-02-03&to=2020-02-02&by=day', 'to', 'ends_before_start'],
    ['from=1950-01-01&to=2020-02-02&by=total', 'to', 'span_too_long'],
    ['from=2020-02-03&to=2020-02-04&by=caller', 'by', 'not_in_list'],
    ['from=2020-02-03%00&to=2020-02-04&by=day', 'from', 'not_a_day'],
  ])('%s is refused with the field named', async (query, field, code) => {
    const answer = await ask(`/api/v1/counts/operations?${query}`)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'invalid_input', faults: [{ field, code }] })
  })
})

describe('operations counts as CSV', () => {
  test('by its address or by Accept it is the same file, with BOM, CRLF and a header in the language asked for', async () => {
    const byAddress = await ask(`/api/v1/counts/operations.csv?${busy}&by=day`)
    const byAccept = await ask(`/api/v1/counts/operations?${busy}&by=day`, {
      headers: { Accept: 'text/csv' },
    })
    expect(byAddress.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    expect(byAddress.headers.get('Content-Disposition')).toBe(
      'attachment; filename="counts-2020-02-03-2020-03-15-day.csv"',
    )
    const bytes = new Uint8Array(await byAddress.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(new Uint8Array(await byAccept.arrayBuffer())).toEqual(bytes)
    const lines = read(new TextDecoder().decode(bytes))
    expect(lines[0]?.slice(0, 3)).toEqual(['日期', '来电总数', '接听'])
    expect(lines).toHaveLength(43)
    expect(new Set(lines.map(line => line.length))).toEqual(new Set([15]))
    const total = (await (await ask(`/api/v1/counts/operations?${busy}&by=total`)).json()) as {
      rows: { callsReceived: number }[]
    }
    const received = lines.slice(1).reduce((sum, line) => sum + Number(line[1]), 0)
    expect(received).toBe(total.rows[0]?.callsReceived)
    const english = await ask(`/api/v1/counts/operations.csv?${busy}&by=day&lang=en`)
    expect(read(await english.text())[0]?.[1]).toBe('Calls received')
  })
  test('a name that a spreadsheet would run as a formula is made harmless, commas and quotes survive', async () => {
    const { db } = app.database
    await db
      .update(partners)
      .set({ name: '=HYPERLINK("http://x","青年, 团")' })
      .where(eq(partners.code, 'youth-league'))
    await db.update(partners).set({ name: '@SUM(1+1)' }).where(eq(partners.code, 'police'))
    const lines = read(await (await ask(`/api/v1/counts/operations.csv?${busy}&by=partner`)).text())
    const names = new Map(lines.map(line => [line[0], line.at(-1)]))
    expect(names.get('youth-league')).toBe('\'=HYPERLINK("http://x","青年, 团")')
    expect(names.get('police')).toBe("'@SUM(1+1)")
    expect(names.get('medical-college')).toBe('医学院')
  })
})

describe('what people called about', () => {
  type Released = {
    tables: { name: string; exact: boolean; rows: { code: string; count: number }[]; total: number }[]
    error: { most: number }
    contacts: number
  }
  test('the releases are listed, and each says how far its numbers may be from the truth', async () => {
    const { releases } = (await (await ask('/api/v1/counts/releases')).json()) as {
      releases: { period: string; kind: string; version: number; state: string }[]
    }
    expect(releases.map(({ period }) => period)).toEqual(['2020-02', '2020-W08', '2020-W07', '2020-W06'])
    for (const { period } of releases) {
      const release = (await (await ask(`/api/v1/counts/releases/${period}`)).json()) as Released
      expect(release.tables.map(({ name }) => name)).toEqual([
        'problem',
        'riskAnswer',
        'ageBand',
        'ending',
        'territory',
        'mode',
        'partnerKind',
      ])
      expect(release.error.most).toBe(8)
      for (const { name, rows, total } of release.tables) {
        expect(
          rows.reduce((sum, { count }) => sum + count, 0),
          name,
        ).toBe(total)
        if (name !== 'problem') expect(total, name).toBe(release.contacts)
      }
    }
  })
  test('it is the same whoever asks however often, and as a table for spreadsheets too', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(async () => (await ask('/api/v1/counts/releases/2020-02')).json()),
    )
    expect(one).toEqual(other)
    const answer = await ask('/api/v1/counts/releases/2020-02/table.csv?lang=en')
    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    const lines = read(await answer.text())
    expect(lines[0]).toEqual([
      'Table',
      'Code',
      'Meaning',
      'Second code',
      'Second meaning',
      'Count',
      'Error at most',
    ])
    const mood = (one as Released).tables[0]?.rows.find(({ code }) => code === 'mood')?.count
    expect(lines).toContainEqual(['Problem', 'mood', 'Mood', '', '', String(mood), '8'])
    expect(lines).toContainEqual(['By what means', 'hotline', 'Hotline', '', '', expect.anything(), '0'])
  })
  test('a period that is not released is not there, and neither is a version that was never made', async () => {
    for (const path of ['2020-03', '%27', '2020-03/table.csv', '2020-02?version=2'])
      expect((await ask(`/api/v1/counts/releases/${path}`)).status, path).toBe(404)
    expect((await ask('/api/v1/counts/releases/2020-02?version=x')).status).toBe(400)
  })
})

describe('the work report', () => {
  test('each known line of the form has its number, unit and definition; what is not known is left out', async () => {
    const page = await (await ask('/report?period=2020-02&lang=en')).text()
    for (const words of [
      'Calls received',
      'Answer rate',
      'High-risk contacts',
      'Mood',
      'With training in force',
    ])
      expect(page).toContain(words)
    expect(page).toContain('Repeat callers: they are not counted yet.')
    const release = (await (await ask('/api/v1/counts/releases/2020-02')).json()) as {
      tables: { rows: { code: string; count: number }[] }[]
    }
    const high = release.tables[1]?.rows.find(({ code }) => code === 'high')?.count
    expect(page).toMatch(
      new RegExp(`High-risk contacts</th><td class="number-cell"><b>${high}</b><small> ±8`),
    )
    expect((await ask('/report?period=2020-05')).status).toBe(404)
  })
  test('as a workbook it holds the same lines', async () => {
    const answer = await ask('/report/2020-02/table.xlsx')
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="report-2020-02.xlsx"')
    const sheets = unzipped(new Uint8Array(await answer.arrayBuffer()))
    const all = [...sheets.values()].join('')
    for (const words of ['心理援助热线工作报表', '来电总数', '高危人次', '培训有效', '重复来电'])
      expect(all).toContain(words)
  })
})

describe('as a workbook', () => {
  test('operations counts come with what each figure means', async () => {
    const answer = await ask(`/api/v1/counts/operations.xlsx?${busy}&by=day`)
    expect(answer.headers.get('Content-Type')).toContain('spreadsheetml.sheet')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect(String.fromCharCode(...bytes.slice(0, 2))).toBe('PK')
    const sheets = unzipped(bytes)
    expect(sheets.get('xl/workbook.xml')).toContain('统计')
    expect([...sheets.keys()].filter(name => name.startsWith('xl/worksheets/sheet'))).toHaveLength(2)
    expect(sheets.get('xl/worksheets/sheet1.xml')?.match(/<row /g)?.length).toBe(2 + 42)
  })
})

describe('the door', () => {
  const paths = [
    `/api/v1/counts/operations?${busy}&by=total`,
    `/api/v1/counts/operations.csv?${busy}&by=total`,
    '/api/v1/counts/releases',
    '/api/v1/counts/releases/2020-02',
    '/api/v1/counts/releases/2020-02/table.csv',
    '/report',
    '/report/2020-02/table.xlsx',
    `/api/v1/counts/operations.xlsx?${busy}&by=total`,
    '/api/v1/outreach?from=2020-02-03&to=2020-03-15',
    '/counts',
    '/outreach',
  ]
  test.each(['counselor-1', 'operator-1'])('a %s may not see counts', async handle => {
    const other = await app.signedIn(handle)
    for (const path of paths) expect((await other(path)).status, path).toBe(403)
  })
  test('who is not signed in sees none', async () => {
    for (const path of paths) {
      const answer = await app.ask(path)
      expect([401, 302, 303], path).toContain(answer.status)
    }
  })
})

/** RFC 4180, read by hand: what the writer's own library would forgive is not forgiven here. */
function read(text: string): string[][] {
  const body = text.replace(/^\uFEFF/, '')
  expect(body.endsWith('\r\n')).toBe(true)
  expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  return body
    .slice(0, -2)
    .split('\r\n')
    .map(line =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(
        ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
      ),
    )
}
