import fc from 'fast-check'
import { createTransport } from 'nodemailer'
import addressparser from 'nodemailer/lib/addressparser'
import { describe, expect, test } from 'vitest'
import { readCsv } from '../../src/domain/csv.ts'
import { readMailAddress } from '../../src/domain/mail-address.ts'
import { calendarFile } from '../../src/outside/calendar.ts'
import { sendable } from '../../src/outside/mail.ts'
import { textsOf } from '../../src/texts/texts.ts'
import { countsCsv, figures } from '../../src/web/counts-csv.ts'
import { ownPath } from '../../src/web/own-path.ts'
import { workbookOf } from '../../src/web/workbook.ts'
import { unzipped } from '../support/unzipped.ts'

/** `SEED=… vitest run …` tries again what failed. */
const seed = Number(process.env.SEED ?? Math.trunc(performance.timeOrigin % 2 ** 31))
const most = { seed, numRuns: 3_000 }

/** What breaks out of a header, a cell, a line of a calendar or a tag, mixed with what is plain. */
const breaking = fc.constantFrom(
  ...[
    '\r\n',
    '\n',
    '\r',
    '\0',
    '\t',
    '\u2028',
    '\u0085',
    '\v',
    '\u001c',
    ',',
    ';',
    ':',
    '<',
    '>',
    '"',
    "'",
    '(',
    ')',
  ],
  ...[
    '\\',
    '@',
    '=?utf-8?q?=0D=0ABcc:_b=40c.de?=',
    'Bcc: b@c.de',
    '\r\nBcc: b@c.de\r\n\r\n',
    'X-Evil: 1',
    '%0d%0a',
  ],
  ...[
    'END:VEVENT',
    '\r\nATTENDEE:MAILTO:b@c.de',
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '|cmd',
    '＝1',
    '<script>',
    '//evil.example',
  ],
)
const evil = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: breaking },
      fc.constantFrom('a', 'a@b.cc', '时间', ' ', '.'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 8 },
  )
  .map(parts => parts.join(''))

type Parsed = { address?: string; group?: unknown; name?: string }[]
const parsed = (text: string) => addressparser(text) as Parsed

const written = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
async function rawOf(mail: Parameters<typeof written.sendMail>[0]) {
  const { message, envelope } = await written.sendMail(mail)
  return { raw: String(message), envelope }
}
const headersOf = (raw: string) =>
  raw
    .slice(0, raw.indexOf('\r\n\r\n'))
    .replace(/\r\n[ \t]/g, ' ')
    .split('\r\n')
    .map(line => line.slice(0, line.indexOf(':')))
    .sort()

describe(`typed text that leaves (seed ${seed})`, () => {
  const address = fc.oneof(
    evil,
    fc.tuple(evil, evil).map(([one, two]) => `${one}a@b.cc${two}`),
    fc
      .array(
        fc.constantFrom(
          'a',
          'b',
          '.',
          '@',
          '+',
          '!',
          '%',
          '=',
          '?',
          '*',
          '{',
          "'",
          '&',
          '/',
          '#',
          '-',
          '_',
          '~',
          'b.cc',
        ),
        { maxLength: 12 },
      )
      .map(parts => `${parts.join('')}@b.cc`),
  )

  test('reaches one person or nobody: what we take as an address is one address to nodemailer too', async () => {
    let taken = 0
    await fc.assert(
      fc.asyncProperty(address, async typed => {
        const read = readMailAddress(typed)
        if (read === undefined) return
        taken++
        for (const text of [read, `<${read}>`, `"" <${read}>`]) {
          const [one, ...others] = parsed(text)
          expect(others).toEqual([])
          expect(one).toMatchObject({ address: read })
          expect(one?.group).toBeUndefined()
        }
        const { raw, envelope } = await rawOf({
          from: 'time@example.org',
          to: { name: '', address: read },
          text: 'x',
        })
        expect(envelope.to).toEqual([read])
        expect(headersOf(raw).filter(name => /^(to|cc|bcc)$/i.test(name))).toEqual(['To'])
      }),
      most,
    )
    expect(taken).toBeGreaterThan(100)
  })

  test('adds no header and ends none, whatever stands in subject, address, id and text of a letter', async () => {
    const letters = fc.record({
      messageId: fc.oneof(fc.constant('<a.b@example.org>'), evil),
      to: fc.oneof(fc.constant('a@b.cc'), address),
      subject: evil,
      text: evil,
    })
    const optional = /^(Subject|Content-Transfer-Encoding)$/
    const expected = [
      'Content-Transfer-Encoding',
      'Content-Type',
      'Date',
      'From',
      'MIME-Version',
      'Message-ID',
      'Subject',
      'To',
    ]
    await fc.assert(
      fc.asyncProperty(letters, async letter => {
        const safe = sendable(letter)
        if (!safe) return
        const { raw } = await rawOf({
          from: 'time@example.org',
          ...safe,
          to: { name: '', address: safe.to },
          xMailer: false,
        } as never)
        expect(headersOf(raw).filter(name => !optional.test(name))).toEqual(
          expected.filter(name => !optional.test(name)),
        )
      }),
      { ...most, numRuns: 1_000 },
    )
  })

  test('stays in its own line of a calendar file', () => {
    const plain = {
      uid: 'b7c1@example.org',
      startsAt: new Date('2026-12-01T20:00:00+08:00'),
      endsAt: new Date('2026-12-01T20:50:00+08:00'),
      canceled: false,
      sequence: 2,
      stamp: new Date('2026-11-20T01:02:03Z'),
      attendee: 'li.na@example.net',
    }
    const names = (content: string) =>
      content
        .replace(/\r\n[ \t]/g, '')
        .split('\r\n')
        .map(line => line.split(/[:;]/)[0])
        .join(' ')
    const calm = calendarFile({
      ...plain,
      summary: 'a',
      description: 'b',
      organizer: { name: 'c', address: 'd@e.ff' },
    })
    fc.assert(
      fc.property(evil, evil, (summary, description) => {
        const { content } = calendarFile({
          ...plain,
          summary: `a${summary}`,
          description: `b${description}`,
          organizer: { name: 'c', address: 'd@e.ff' },
        })
        expect(names(content)).toBe(names(calm.content))
        expect(content.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/)
      }),
      most,
    )
  })

  test('is no formula in a file of counts, and no further cell', () => {
    const texts = textsOf('en')
    const row = { key: 'health', ...Object.fromEntries(figures.map(figure => [figure, 1])) } as never
    fc.assert(
      fc.property(evil, name => {
        const csv = countsCsv([row], 'partner', texts, new Map([['health', name]]))
        const { records = [] } = readCsv(csv) as { records?: { cells: string[] }[] }
        expect(records).toHaveLength(2)
        expect(records[1]?.cells).toHaveLength(figures.length + 2)
        expect(records[1]?.cells.at(-1)).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
      }),
      most,
    )
  })

  test('is no formula in a workbook either', async () => {
    await fc.assert(
      fc.asyncProperty(
        evil.map(text => text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g, '')),
        async name => {
          const book = unzipped(
            new Uint8Array(
              await workbookOf([{ sheet: 'a', rows: [[name || 'x', 1]], headings: 0, widths: [9, 9] }]),
            ),
          )
          const sheet = book.get('xl/worksheets/sheet1.xml') ?? ''
          expect(sheet).not.toMatch(/<f[ >]/)
          expect(sheet.match(/<c /g)).toHaveLength(2)
          expect([...book.keys()].filter(path => /external|macro|vba/i.test(path))).toEqual([])
        },
      ),
      { ...most, numRuns: 200 },
    )
  })

  test('leads nowhere else after signing in', () => {
    const base = 'https://heartline.example'
    const paths = fc
      .tuple(fc.constantFrom('/', '//', '/\\', '\\/', '/queue?x=', '/%2f', ''), evil)
      .map(parts => parts.join(''))
    fc.assert(
      fc.property(paths, typed => {
        const to = ownPath(typed)
        if (to === undefined) return
        expect(new URL(to, base).origin).toBe(base)
        expect(to).not.toMatch(/[\r\n\0\\]/)
      }),
      most,
    )
  })
})
