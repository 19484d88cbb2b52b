import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { address, queryOf, queryWith, schemaOf, testAsking } from '../support/asking.ts'
import { isLegal, legalBody, legalValue } from '../support/legal.ts'
import { odd, texts, unreadable, values } from '../support/odd-values.ts'
import { fieldsOf } from '../support/openapi.ts'

// Every field of every route comes from the document: a new one is tested without a word here.

let heartline: Awaited<ReturnType<typeof testAsking>>
beforeAll(async () => {
  heartline = await testAsking()
})
afterAll(() => heartline.close())

/** The body with one field set otherwise; undefined leaves it out. */
function changed(body: unknown, [name = '', ...rest]: string[], value: unknown): Record<string, unknown> {
  const object = body as Record<string, unknown>
  return { ...object, [name]: rest.length > 0 ? changed(object[name], rest, value) : value }
}

describe('a legal request', () => {
  test('of every route is not refused for any of its fields', async () => {
    for (const one of heartline.withBody) {
      const fields = legalBody(schemaOf(one))
      const { text } = await heartline.send(one, address(one), JSON.stringify(fields))
      expect(text, `${one.name} ${JSON.stringify(fields)}`).not.toMatch(/"faults":\[\{/)
    }
    for (const one of heartline.withQuery) {
      const { status, text } = await heartline.send(one, `${address(one)}?${queryWith(one)}`)
      // Of a period of which nothing was released there is nothing to be had.
      expect(status, `${one.name}: ${text}`).toBe(one.path.includes('{period}') ? 404 : 200)
    }
  })
})

describe('a field of a body', () => {
  test('that is missing is named, where it is required', async () => {
    for (const one of heartline.withBody)
      for (const name of schemaOf(one).required ?? []) {
        const body = JSON.stringify(changed(legalBody(schemaOf(one)), [name], undefined))
        expect((await heartline.send(one, address(one), body)).fields, `${one.name} ${name}`).toContain(name)
      }
  })

  test('with a value that the document does not allow is refused by its name', async () => {
    let tried = 0
    for (const one of heartline.withBody)
      for (const { path, schema } of fieldsOf(schemaOf(one)))
        for (const value of values) {
          const answered = await heartline.send(
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
    for (const one of heartline.withBody)
      for (const { path, schema } of fieldsOf(schemaOf(one)).filter(({ path }) => path.length === 1)) {
        const body = JSON.stringify({ ...legalBody(schemaOf(one)), [path[0] ?? '']: 'HERE' })
        const { status, fields } = await heartline.send(one, address(one), body.replace('"HERE"', '1e999'))
        expect(status, `${one.name} ${path}`).toBe(400)
        expect(fields, `${one.name} ${path} ${schema.type}`).toContain(path[0])
      }
  })

  test('that nobody knows is refused by its name, unless an exchange sends it', async () => {
    for (const one of heartline.withBody)
      for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'extra', '']) {
        const body = JSON.stringify(legalBody(schemaOf(one)))
        const { status, fields } = await heartline.send(
          one,
          address(one),
          `{"${name}":{"on":true},${body.slice(1)}`,
        )
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
    for (const one of heartline.withBody) {
      const { status, fields, text } = await heartline.send(one, address(one), body, headers)
      expect(status, `${one.name}: ${text}`).toBe(400)
      expect(fields.length, one.name).toBeGreaterThan(0)
    }
  })

  test('of 70 KB is too large everywhere, with a length and without', async () => {
    const body = JSON.stringify({ note: 'x'.repeat(70_000) })
    for (const one of heartline.routes.filter(({ method }) => method !== 'GET' && method !== 'DELETE')) {
      expect(await heartline.send(one, address(one), body), one.name).toMatchObject({
        status: 413,
        code: 'too_large',
      })
      const length = { 'Content-Length': String(body.length) }
      expect(await heartline.send(one, address(one), body, length), one.name).toMatchObject({ status: 413 })
    }
  })
})

describe('a field of a query', () => {
  test('that the document does not allow, or that comes twice, is refused by its name', async () => {
    for (const one of heartline.withQuery)
      for (const { name, required, schema } of queryOf(one)) {
        const path = address(one)
        if (required)
          expect(
            (await heartline.send(one, `${path}?${queryWith(one, { [name]: undefined })}`)).fields,
          ).toContain(name)
        const twice = await heartline.send(
          one,
          `${path}?${queryWith(one)}&${name}=${legalValue(schema, name)}`,
        )
        expect(twice.fields, `${one.name} ${name} twice`).toContain(name)
        for (const text of texts) {
          const { status, fields } = await heartline.send(one, `${path}?${queryWith(one, { [name]: text })}`)
          const cannotBeRead = unreadable.includes(text) && text.isWellFormed()
          if (isLegal(schema, text) && !cannotBeRead) continue
          expect(status, `${one.name} ${name}=${text.slice(0, 30)}`).toBe(400)
          expect(fields, `${one.name} ${name}=${text.slice(0, 30)}`).toContain(name)
        }
      }
  }, 120_000)

  test('that is broken on its way never breaks us', async () => {
    const broken = ['%', '%ZZ', '%00', '%FF', '%ED%A0%80', '%F0%9F', '[]=1', '&&&==', '#', '+', '?', '%u0041']
    for (const one of heartline.withQuery)
      for (const { name } of queryOf(one))
        for (const text of broken) await heartline.send(one, `${address(one)}?${name}=${text}`)
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
      for (const one of heartline.routes.filter(({ path }) => path.includes('{'))) {
        const schema = schemaOf(one)
        const path = one.path.replace(/\{\w+\}/g, text)
        const { status } = await heartline.send(one, path, schema && JSON.stringify(legalBody(schema)))
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
  const keyed = heartline.routes.filter(({ parameters }) =>
    parameters?.some(({ name }) => name === 'Idempotency-Key'),
  )
  expect(keyed.length).toBeGreaterThan(0)
  for (const one of keyed)
    for (const key of ['', 'a b', 'é', 'x'.repeat(201), '\u0001', 'a\tb']) {
      const body = one.requestBody && JSON.stringify(legalBody(schemaOf(one)))
      const { status, fields, text } = await heartline.send(one, address(one), body, {
        'Idempotency-Key': key,
      })
      expect(status, `${one.name} ${JSON.stringify(key)}: ${text}`).toBe(400)
      expect(fields).toEqual(['Idempotency-Key'])
    }
})
