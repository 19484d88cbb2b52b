import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { seedShifts } from '../../src/actions/demo/seed-shifts.ts'
import { testApp } from './app.ts'
import { schemaOf } from './asking.ts'
import { legalValue } from './legal.ts'
import { texts, unreadable, values } from './odd-values.ts'
import { documentOf, routesOf, type Schema } from './openapi.ts'

/** A request as it will be sent; all of it in one JSON line, so that a failure can be read and sent again. */
export type Fuzzed = {
  who: string
  method: string
  path: string
  headers: Record<string, string>
  body?: string
}

/** How it went: requests by status, what went wrong with us, and the heap in megabytes after a collection. */
export type Fuzzing = {
  seed: number
  sent: number
  seconds: number
  statuses: Record<number, number>
  faults: { request: Fuzzed; status: number; at: unknown }[]
  heap: { warm: number; end: number }
}

const people = ['anybody', 'counselor', 'coordinator', 'operator', 'line'] as const
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'get']
/** Fields of the pages' own forms and queries, beside those that the document names. */
const formFields = [
  ...['step', 'token', 'go', 'changing', 'shown', 'code', 'work', 'pass', 'day', 'said', 'to', 'recovery'],
  ...[
    'passkey',
    'handle',
    'name',
    'role',
    'weekday',
    'counselor',
    'hours',
    'seats',
    'file',
    'text',
    'version',
  ],
  ...['lang', 'by', 'period', 'week', 'id', '__proto__', 'constructor', 'toString', 'hasOwnProperty', ''],
]

/** A Heartline of its own and a way to send it requests that nobody would. */
export async function fuzzing(seed: number) {
  const heartline = await testApp()
  await seedShifts(heartline.deps, { kind: 'system' })
  const routes = routesOf(await documentOf(heartline))
  const request = requests(heartline.app.routes, routes)
  const statuses: Record<number, number> = {}
  const faults: Fuzzing['faults'] = []
  let cookies: Record<string, string> = {}

  async function signIn() {
    for (const role of ['counselor', 'coordinator', 'operator']) {
      const answer = await heartline.ask('/demo/sign-in', { json: { as: `${role}-1` } })
      cookies = { ...cookies, [role]: answer.headers.get('Set-Cookie')?.split(';')[0] ?? '' }
    }
  }

  async function send(one: Fuzzed) {
    const { method, path, body } = one
    const headers = new Headers(one.headers)
    const cookie = cookies[one.who]
    if (cookie) headers.set('Cookie', cookie)
    if (one.who === 'line') headers.set('Authorization', 'Bearer demo-line')
    const takesBody = method !== 'GET' && method !== 'HEAD' && method !== 'get'
    const answer = await heartline.app.request(
      new Request(`http://localhost${path}`, { method, headers, ...(takesBody && { body }) }),
    )
    if (answer.headers.get('Content-Type')?.startsWith('text/event-stream')) await answer.body?.cancel()
    else await answer.arrayBuffer()
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
    if (answer.status < 500) return
    const at = heartline.lines.filter(({ event }) => event === 'fault').at(-1)
    faults.push({ request: one, status: answer.status, at })
  }

  /** Sends so many requests, sixteen at a time, or stops after so many seconds; heap is measured from a tenth on. */
  async function run(requests: number, seconds = Number.POSITIVE_INFINITY): Promise<Fuzzing> {
    const begun = performance.now()
    const passed = () => (performance.now() - begun) / 1000
    const batch = 1000
    let [sent, warm] = [0, 0]
    for (let n = 0; sent < requests && passed() < seconds; n++) {
      // Whatever was ended, revoked or switched off by chance is there again for the next thousand.
      await signIn()
      const waiting = fc
        .sample(request, { seed: seed + n, numRuns: Math.min(batch, requests - sent) })
        .reverse()
      const lane = async () => {
        for (let one = waiting.pop(); one; one = waiting.pop()) {
          await send(one)
          sent++
        }
      }
      await Promise.all(Array.from({ length: 16 }, lane))
      heartline.lines.length = 0
      heartline.clock.wind(60)
      if (!warm && (sent >= requests / 10 || passed() > seconds / 10)) warm = heapNow()
    }
    return { seed, sent, seconds: Math.round(passed()), statuses, faults, heap: { warm, end: heapNow() } }
  }

  return { ...heartline, run, send }
}

function heapNow() {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  collect()
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20)
}

function requests(
  paths: { method: string; path: string }[],
  routes: ReturnType<typeof routesOf>,
): fc.Arbitrary<Fuzzed> {
  const bodies = new Map(
    routes.map(one => [`${one.method} ${one.path.replace(/\{(\w+)\}/g, ':$1')}`, schemaOf(one)]),
  )
  const names = [
    ...new Set([
      ...formFields,
      ...routes.flatMap(one => Object.keys(one.requestBody ? (schemaOf(one).properties ?? {}) : {})),
      ...routes.flatMap(({ parameters = [] }) => parameters.map(({ name }) => name)),
    ]),
  ]
  const strange = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...texts, ...unreadable) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    {
      weight: 1,
      arbitrary: fc.string({
        unit: fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)),
        maxLength: 20,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'a'.repeat(70_000),
        '%00'.repeat(50),
        '9'.repeat(400),
        '-0',
        '1e999',
        '\r\nSet-Cookie: a=b',
      ),
    },
  )
  const field = fc.constantFrom(...names)
  const value = fc.oneof(
    { weight: 3, arbitrary: field.map(name => String(legalValue({ type: 'string' }, name))) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'book',
        'next',
        'stay',
        'back',
        'to-when',
        'day-2026-11-24',
        'move',
        'move-there',
        'cancel-yes',
        'check',
        'contact',
        'adult',
        'zh',
        'text',
        '1',
        'on',
      ),
    },
    { weight: 3, arbitrary: strange },
  )
  const jsonOf = new Map([...bodies].map(([name, schema]) => [name, bodyOf(schema, value)]))
  const anyJson = bodyOf(undefined, value)
  const pairs = fc.array(fc.tuple(field, value), { maxLength: 12 })
  const encoded = (list: [string, string][]) =>
    new URLSearchParams(list.map(pair => pair.map(text => text.toWellFormed()))).toString()
  const id = fc.oneof(
    fc.constantFrom(
      '00000000-0000-4000-8000-000000000000',
      'main',
      'demo-line',
      '2026-10',
      'style.css',
      '__proto__',
      '%00',
      '%E0%A4',
      '..%2f',
      '%',
      '',
    ),
    strange.map(text => encodeURIComponent(text.toWellFormed().slice(0, 200))),
  )
  const known = fc.constantFrom(...paths.filter(({ method }) => method !== 'ALL'))
  const route = known.chain(({ method, path }) =>
    fc.record({
      method: fc.oneof(
        { weight: 9, arbitrary: fc.constant(method) },
        { weight: 1, arbitrary: fc.constantFrom(...methods) },
      ),
      of: fc.constant(`${method} ${path}`),
      path: fc.tuple(id, id, fc.constantFrom('zh', 'hant', 'en')).map(([one, two, segment]) => {
        const ids = [one, two]
        return path
          .replace(/:locale\{[^}]*\}/, segment)
          .replace(/:\w+(\{[^}]*\})?\??/g, () => ids.pop() ?? 'x')
      }),
    }),
  )
  const nowhere = fc.record({
    method: fc.constantFrom(...methods),
    of: fc.constant(''),
    path: fc.array(id, { maxLength: 5 }).map(parts => `/${parts.join('/')}`),
  })
  const query = fc.oneof(
    { weight: 4, arbitrary: fc.constant('') },
    { weight: 3, arbitrary: pairs.map(list => `?${encoded(list)}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '?%',
        '?%00=%FF',
        '?&&=&',
        '?lang=%ED%A0%80',
        '?from=1&from=2&from[]=3',
        '?__proto__[a]=1',
      ),
    },
  )
  const inHeader = strange.map(text => text.replace(/[^\x21-\x7e\x80-\xff]/g, '').slice(0, 300))
  const headers = fc.dictionary(
    fc.constantFrom(
      'Accept',
      'Accept-Language',
      'Idempotency-Key',
      'Proof-Of-Work',
      'If-None-Match',
      'Range',
      'X-Forwarded-For',
      'Heartline-Part',
      'User-Agent',
      'Cookie',
      'Authorization',
      'Referer',
      'Content-Encoding',
    ),
    fc.oneof(
      fc.constantFrom('*/*', 'text/csv', 'application/json', 'zh-TW', 'k', 'gzip', '"1"', 'bytes=0-1'),
      inHeader,
    ),
    { maxKeys: 3 },
  )
  const from = fc.constantFrom<Record<string, string>>(
    { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://localhost' },
    { 'Sec-Fetch-Site': 'cross-site' },
    {},
  )
  const media = fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'text/plain',
        'multipart/form-data',
        'multipart/form-data; boundary=x',
        'application/xml',
        'application/json; charset=gbk',
        'x',
        ';',
      ),
    },
  )
  return fc
    .record({
      to: fc.oneof({ weight: 15, arbitrary: route }, { weight: 1, arbitrary: nowhere }),
      query,
      headers,
      from,
      media,
      who: fc.constantFrom(...people),
    })
    .chain(({ to, query, headers, from, media, who }) => {
      const schema = bodies.get(to.of)
      const json = (jsonOf.get(to.of) ?? anyJson).map(sent => ({
        kind: 'application/json',
        text: JSON.stringify(sent) ?? '',
      }))
      const form = pairs.map(list => ({ kind: 'application/x-www-form-urlencoded', text: encoded(list) }))
      const torn = fc
        .constantFrom(
          '{',
          '[]',
          'null',
          '""',
          '{"a":1',
          `${'['.repeat(5000)}`,
          '\u0000',
          '%',
          '&&&=',
          '--x\r\nContent-Disposition: form-data; name="file"; filename="\u0000"\r\n\r\nx\r\n--x--',
          `{"__proto__":{"a":1},"note":"${'x'.repeat(70_000)}"}`,
        )
        .map(text => ({ kind: schema ? 'application/json' : 'application/x-www-form-urlencoded', text }))
      const body = schema
        ? fc.oneof(
            { weight: 8, arbitrary: json },
            { weight: 1, arbitrary: form },
            { weight: 1, arbitrary: torn },
          )
        : fc.oneof(
            { weight: 8, arbitrary: form },
            { weight: 1, arbitrary: json },
            { weight: 1, arbitrary: torn },
          )
      return body.map(({ kind, text }) => ({
        who,
        method: to.method,
        path: to.path + query,
        headers: { ...headers, ...from, 'Content-Type': media ?? kind },
        body: text,
      }))
    })
}

/** Often what the schema asks for, with fields missing, changed or strange; sometimes anything at all. */
function bodyOf(schema: Schema | undefined, value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const anything = fc.oneof(
    fc.constantFrom(...values.filter(one => JSON.stringify(one) !== undefined)),
    fc
      .anything({ maxDepth: 2, withNullPrototype: false })
      .map(one => (JSON.stringify(one) === undefined ? null : one)),
  )
  const fields = Object.entries(schema?.properties ?? {})
  if (fields.length === 0) return anything
  const ofField = ([name, of]: [string, Schema]) => [
    name,
    fc.oneof(
      { weight: 6, arbitrary: fc.constant(legalValue(of, name)) },
      { weight: 2, arbitrary: of.enum ? fc.constantFrom(...of.enum) : value },
      { weight: 1, arbitrary: anything },
    ),
  ]
  const legal = fc.record(Object.fromEntries(fields.map(ofField)) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: [],
  })
  return fc.oneof({ weight: 9, arbitrary: legal }, { weight: 1, arbitrary: anything })
}
