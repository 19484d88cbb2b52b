import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PageLocale } from '../../src/domain/codes.ts'
import { type faultCodes, problemStatus } from '../../src/domain/problem.ts'
import { textsOf } from '../../src/texts/texts.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { isLegal, legalBody, legalValue } from '../support/legal.ts'
import { documentOf, type Route, routesOf, type Schema } from '../support/openapi.ts'

// Every field of every route comes from the document: a new one is tested without a word here.

let heartline: TestApp
let routes: Route[]
let asking: Record<string, TestApp['ask']>
beforeAll(async () => {
  heartline = await testApp()
  routes = routesOf(await documentOf(heartline))
  const roles = ['counselor', 'coordinator', 'operator']
  asking = Object.fromEntries(
    await Promise.all(roles.map(async role => [role, await heartline.signedIn(`${role}-1`)] as const)),
  )
})
afterAll(() => heartline.close())

const locales: PageLocale[] = ['zh-Hans', 'zh-Hant', 'en']
let asked = 0

/** What a route answered, and in which language it was asked. */
type Answered = {
  status: number
  locale: PageLocale
  media: string
  text: string
  code?: string
  fields: string[]
}

/** Asks a route as somebody who may, each time in the next language; a `path` with its query, a body as it goes out. */
async function send(one: Route, path: string, body?: string, headers: Record<string, string> = {}) {
  const locale = locales[asked++ % 3] as PageLocale
  const who = one.security[0]?.signIn?.[0]
  const ask = who ? asking[who] : heartline.ask
  const answer = await (ask as TestApp['ask'])(path, {
    method: one.method,
    body,
    headers: {
      'Accept-Language': locale,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(one.security[0]?.line && { Authorization: 'Bearer demo-line' }),
      ...headers,
    },
  })
  const media = answer.headers.get('Content-Type')?.split(';')[0] ?? ''
  const isStream = media === 'text/event-stream'
  if (isStream) await answer.body?.cancel()
  const text = isStream ? '' : await answer.text()
  return checked({ status: answer.status, locale, media, text, fields: [] })
}

/** Whatever was sent: a good answer, or a problem of the closed list in the language asked for; never a fault of ours. */
function checked(answered: Answered): Answered {
  const { status, locale, media, text } = answered
  if (status < 300) return answered
  expect(status, text).toBeGreaterThanOrEqual(400)
  expect(status, text).toBeLessThan(500)
  expect(media, text).toBe('application/problem+json')
  const {
    code,
    title,
    faults = [],
  } = JSON.parse(text) as {
    code: keyof typeof problemStatus
    title: string
    faults?: { field: string; code: (typeof faultCodes)[number]; limit?: number; message: string }[]
  }
  expect(problemStatus[code]).toBe(status)
  const texts = textsOf(locale)
  expect(title).toBe(texts.problems[code])
  for (const fault of faults) expect(fault.message).toBe(texts.faults[fault.code](fault.limit))
  if (code === 'invalid_input') expect(faults.length, text).toBeGreaterThan(0)
  return { ...answered, code, fields: faults.map(({ field }) => field) }
}

const address = ({ path }: Route) =>
  path
    .replace('{line}', 'main')
    .replace('{token}', 'demo-line')
    .replace('{period}', '2026-10')
    .replace('{id}', '00000000-0000-4000-8000-000000000000')

const schemaOf = (one: Route) => one.requestBody?.content['application/json']?.schema as Schema
const queryOf = ({ parameters = [] }: Route) => parameters.filter(one => one.in === 'query')
const withBody = () => routes.filter(one => one.requestBody)
const withQuery = () => routes.filter(one => queryOf(one).length > 0)

/** A field of a body, by its path, and what it may be. */
type Field = { path: string[]; schema: Schema }

function fieldsOf(schema: Schema, above: string[] = []): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, of]) => {
    const path = [...above, name]
    return [{ path, schema: of }, ...fieldsOf(of, path)]
  })
}

/** The body with one field set otherwise; undefined leaves it out. */
function changed(body: unknown, [name = '', ...rest]: string[], value: unknown): Record<string, unknown> {
  const object = body as Record<string, unknown>
  return { ...object, [name]: rest.length > 0 ? changed(object[name], rest, value) : value }
}

const times = [
  '2026-02-30T10:00:00+08:00',
  '2026-11-24T25:00:00+08:00',
  '2026-11-24T10:60:00+08:00',
  '0000-01-01T00:00:00Z',
  '99999-01-01T00:00:00Z',
  '2026-11-24T10:00:00',
  '2026-11-24T10:00:00+99:00',
  '2026-11-24T10:00:00Z ; drop',
  '-271821-04-20T00:00:00Z',
  '2026-02-30',
  '0000-00-00',
  '99999-12-31',
  '2026-13-01',
  'yesterday',
  'NaN',
  'Infinity',
]

/** Texts that no field takes: they cannot be stored, or make one text look like another. */
const unreadable = ['a\u0000b', 'a\ud800b', '\udc00', '\u202eabc', 'ab\u200fc', 'a\u0007b', '\ufeff']
const odd = [
  '👋🏽',
  '👨‍👩‍👧‍👦',
  '__proto__',
  'constructor',
  'toString',
  "' or 1=1 --",
  '<script>',
  '%00',
  '{{7*7}}',
]
const texts = [...times, ...unreadable, ...odd, '', ' ', '睡'.repeat(10_000)]
const values: unknown[] = [
  ...[null, true, false, [], {}, [[]], [null], { toString: 1 }, ['zh', 'zh'], ['__proto__']],
  ...[0, 1, -1, 0.5, -0, 1e21, 1e300, 2 ** 60, 11, 1e9, 2147483648, ''.length],
  JSON.parse('{"__proto__":{"on":true}}'),
  JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`),
  ...texts,
]

describe('a legal request', () => {
  test('of every route is not refused for any of its fields', async () => {
    for (const one of withBody()) {
      const fields = legalBody(schemaOf(one))
      const { text } = await send(one, address(one), JSON.stringify(fields))
      expect(text, `${one.name} ${JSON.stringify(fields)}`).not.toMatch(/"faults"/)
    }
    for (const one of withQuery()) {
      const { status, text } = await send(one, `${address(one)}?${queryWith(one)}`)
      expect(status, `${one.name}: ${text}`).toBe(200)
    }
  })
})

describe('a field of a body', () => {
  test('that is missing is named, where it is required', async () => {
    for (const one of withBody())
      for (const name of schemaOf(one).required ?? []) {
        const body = JSON.stringify(changed(legalBody(schemaOf(one)), [name], undefined))
        expect((await send(one, address(one), body)).fields, `${one.name} ${name}`).toContain(name)
      }
  })

  test('with a value that the document does not allow is refused by its name', async () => {
    let tried = 0
    for (const one of withBody())
      for (const { path, schema } of fieldsOf(schemaOf(one)))
        for (const value of values) {
          const answered = await send(
            one,
            address(one),
            JSON.stringify(changed(legalBody(schemaOf(one)), path, value)),
          )
          const name = path.join('.')
          const cannotBeRead = typeof value === 'string' && unreadable.includes(value)
          const isRefused = !isLegal(schema, value) || (cannotBeRead && !schema.enum)
          if (!isRefused || answered.code === 'event_unknown') continue
          tried++
          const said = `${one.name} ${name} = ${JSON.stringify(value)?.slice(0, 40)}: ${answered.status} ${answered.text.slice(0, 300)}`
          expect(answered.status, said).toBe(400)
          expect(
            answered.fields.some(field => field === name || field.startsWith(`${name}.`)),
            said,
          ).toBe(true)
        }
    expect(tried).toBeGreaterThan(2000)
  }, 120_000)

  test('that no number can be, as 1e999, is refused by its name', async () => {
    for (const one of withBody())
      for (const { path, schema } of fieldsOf(schemaOf(one)).filter(({ path }) => path.length === 1)) {
        const body = JSON.stringify({ ...legalBody(schemaOf(one)), [path[0] ?? '']: 'HERE' })
        const { status, fields } = await send(one, address(one), body.replace('"HERE"', '1e999'))
        expect(status, `${one.name} ${path}`).toBe(400)
        expect(fields, `${one.name} ${path} ${schema.type}`).toContain(path[0])
      }
  })

  test('that nobody knows is refused by its name, unless an exchange sends it', async () => {
    for (const one of withBody())
      for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'extra', '']) {
        const body = JSON.stringify(legalBody(schemaOf(one)))
        const { status, fields } = await send(one, address(one), `{"${name}":{"on":true},${body.slice(1)}`)
        const said = `${one.name} ${name}`
        if (schemaOf(one).additionalProperties === false) expect(fields, said).toContain(name)
        else expect(status, said).toBeLessThan(300)
      }
  })
})

describe('a body', () => {
  const wrong: [string, string, Record<string, string>?][] = [
    ['no JSON', '{"on":'],
    ['NaN', '{"on":NaN}'],
    ['empty', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"on"'],
    ['a number', '7'],
    ['nested 30,000 deep', '['.repeat(30_000)],
    ['nested 10,000 deep and closed', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['NUL', '\u0000'],
    ['plain text', 'on', { 'Content-Type': 'text/plain' }],
    ['XML', '<on/>', { 'Content-Type': 'application/xml' }],
    ['a broken form', '--x', { 'Content-Type': 'multipart/form-data; boundary=y' }],
    ['a form without boundary', 'on', { 'Content-Type': 'multipart/form-data' }],
    ['a form', 'on=true&%=%00', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['of no kind', '{}', { 'Content-Type': '' }],
    ['of a kind that is none', '{}', { 'Content-Type': ';;;' }],
  ]
  test.for(wrong)('that is %s is refused', async ([, body, headers]) => {
    for (const one of withBody()) {
      const { status, fields, text } = await send(one, address(one), body, headers)
      expect(status, `${one.name}: ${text}`).toBe(400)
      expect(fields.length, one.name).toBeGreaterThan(0)
    }
  })

  test('of 70 KB is too large everywhere, with a length and without', async () => {
    const body = JSON.stringify({ note: 'x'.repeat(70_000) })
    for (const one of routes.filter(({ method }) => method !== 'GET' && method !== 'DELETE')) {
      expect(await send(one, address(one), body), one.name).toMatchObject({ status: 413, code: 'too_large' })
      const length = { 'Content-Length': String(body.length) }
      expect(await send(one, address(one), body, length), one.name).toMatchObject({ status: 413 })
    }
  })
})

function queryWith(one: Route, changes: Record<string, string | undefined> = {}) {
  const legal = queryOf(one).map(({ name, schema }) => [name, String(legalValue(schema, name))])
  const all = Object.entries({ ...Object.fromEntries(legal), ...changes })
  return all
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent((value as string).toWellFormed())}`)
    .join('&')
}

describe('a field of a query', () => {
  test('that the document does not allow, or that comes twice, is refused by its name', async () => {
    for (const one of withQuery())
      for (const { name, required, schema } of queryOf(one)) {
        const path = address(one)
        if (required)
          expect((await send(one, `${path}?${queryWith(one, { [name]: undefined })}`)).fields).toContain(name)
        const twice = await send(one, `${path}?${queryWith(one)}&${name}=${legalValue(schema, name)}`)
        expect(twice.fields, `${one.name} ${name} twice`).toContain(name)
        for (const text of texts) {
          const { status, fields } = await send(one, `${path}?${queryWith(one, { [name]: text })}`)
          const cannotBeRead = unreadable.includes(text) && text.isWellFormed()
          if (isLegal(schema, text) && !cannotBeRead) continue
          expect(status, `${one.name} ${name}=${text.slice(0, 30)}`).toBe(400)
          expect(fields, `${one.name} ${name}=${text.slice(0, 30)}`).toContain(name)
        }
      }
  }, 120_000)

  test('that is broken on its way never breaks us', async () => {
    const broken = ['%', '%ZZ', '%00', '%FF', '%ED%A0%80', '%F0%9F', '[]=1', '&&&==', '#', '+', '?', '%u0041']
    for (const one of withQuery())
      for (const { name } of queryOf(one))
        for (const text of broken) await send(one, `${address(one)}?${name}=${text}`)
  })
})

describe('an id in a path', () => {
  const broken = [
    ...['x', '%00', '%', '%E0%A4', '%ED%A0%80', '%2F', '..%2f', '1e999', '-1', '0', 'null', '👋'],
    ...[
      '__proto__',
      'constructor',
      "'",
      '%0A',
      '00000000-0000-4000-8000-000000000000%0A',
      'a'.repeat(10_000),
    ],
    ...['2026-02-30', '2026-W99', '9999-99', '0000-00', '{id}', ':id', '*'],
  ]
  test.for(broken.map(text => [text.slice(0, 40), text] as const))(
    '%s is refused everywhere',
    async ([, text]) => {
      for (const one of routes.filter(({ path }) => path.includes('{'))) {
        const schema = schemaOf(one)
        const path = one.path.replace(/\{\w+\}/g, text)
        const { status } = await send(one, path, schema && JSON.stringify(legalBody(schema)))
        expect(status, one.name).toBeGreaterThanOrEqual(400)
      }
    },
  )
})

test('a demo sign-in with a name that nobody has is refused by its field', async () => {
  for (const as of [...unreadable, ...odd, '', 7, null, ['counselor-1'], 'x'.repeat(10_000)]) {
    const answer = await heartline.ask('/demo/sign-in', { json: { as } })
    expect(answer.status, JSON.stringify(as)).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'invalid_input', faults: [{ field: 'as' }] })
  }
})

test('an Idempotency-Key that is empty, long, or not visible ASCII is refused by its name', async () => {
  const keyed = routes.filter(({ parameters }) => parameters?.some(({ name }) => name === 'Idempotency-Key'))
  expect(keyed.length).toBeGreaterThan(0)
  for (const one of keyed)
    for (const key of ['', 'a b', 'é', 'x'.repeat(201), '\u0001', 'a\tb']) {
      const body = JSON.stringify(legalBody(schemaOf(one)))
      const { status, fields, text } = await send(one, address(one), body, { 'Idempotency-Key': key })
      expect(status, `${one.name} ${JSON.stringify(key)}: ${text}`).toBe(400)
      expect(fields).toEqual(['Idempotency-Key'])
    }
})

const seed = Math.trunc(performance.timeOrigin % 2 ** 31)

describe(`whatever anybody sends (seed ${seed})`, () => {
  const anything = fc.anything({ maxDepth: 3, withNullPrototype: false }).map(value => {
    const text = JSON.stringify(value)
    return text === undefined ? null : JSON.parse(text)
  })
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(unit => String.fromCharCode(unit)) }),
    fc.constantFrom(...texts.slice(0, -1)),
    fc.date({ noInvalidDate: true }).map(at => at.toISOString()),
  )

  /** Often what a field may be, sometimes a bit beside it, sometimes anything. */
  const anyOf = (schema: Schema, name: string): fc.Arbitrary<unknown> =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(legalValue(schema, name)) },
      { weight: 2, arbitrary: schema.enum ? fc.constantFrom(...schema.enum) : text },
      { weight: 1, arbitrary: fc.oneof(fc.integer(), fc.double(), anything) },
    )

  test('is answered, or refused for a reason', async () => {
    for (const one of withBody()) {
      const names = Object.entries(schemaOf(one).properties ?? {})
      const fields = Object.fromEntries(names.map(([name, of]) => [name, anyOf(of, name)]))
      const body = fc.oneof(
        { weight: 8, arbitrary: fc.record(fields, { requiredKeys: [] }) },
        { weight: 1, arbitrary: anything },
      )
      await fc.assert(
        fc.asyncProperty(body, async sent => {
          await send(one, address(one), JSON.stringify(sent))
        }),
        { seed, numRuns: 200 },
      )
    }
    for (const one of withQuery())
      await fc.assert(
        fc.asyncProperty(
          fc.record(Object.fromEntries(queryOf(one).map(({ name }) => [name, text])), { requiredKeys: [] }),
          async sent => {
            await send(one, `${address(one)}?${queryWith(one, sent)}`)
          },
        ),
        { seed, numRuns: 200 },
      )
  }, 180_000)
})
