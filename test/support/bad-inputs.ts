import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CanaryApp, marks, readable } from './canaries.ts'

const words = `${marks.text} 金丝雀`
const number = `${marks.phone}0001`
const deep = (value: unknown): unknown => Array.from({ length: 60 }).reduce(inner => [inner], value)

/** Ways to get a field wrong, each with a canary in it. */
const shapes: ((n: number) => unknown)[] = [
  n => `${words} ${n}`,
  n => `${number}${n}`,
  n => `${words}\u0000${n}`,
  n => `${words} `.repeat(200) + n,
  n => [`${words} ${n}`],
  n => ({ [words]: n, words }),
  n => `${words}'; drop table bookings; -- ${n}`,
  n => `"${words}" <${marks.text}.${n}@example.net>, x@y`,
  n => `\u202e${words} ${n}`,
  n => `${words}\ud83d ${n}`,
  n => Number(`${marks.phone}${n}`),
  n => `\\x${Buffer.from(words).toString('hex')}${n}`,
  n => `${words}\r\nBcc: ${marks.text}@example.net ${n}`,
  n => `%00${encodeURIComponent(words)}${n}`,
  n => `{${words},${n}`,
  n => deep(`${words} ${n}`),
  n => `${n}-${number}@`,
  n => `${'٠١٢'}${words}${n}`,
]

const booking = {
  startsAt: '2026-11-25T10:00:00+08:00',
  mode: 'phone',
  language: 'zh',
  contact: { phone: '13912345678' },
}

/** Every address at which a caller, an exchange or an operator writes, with what it takes. */
const addresses: [path: string, given: Record<string, unknown>, headers?: Record<string, string>][] = [
  ['/api/v1/bookings', { ...booking, note: '', ageBand: 'adult', withoutPartner: '', extra: '' }],
  ['/api/v1/bookings/lookup', { returnCode: '' }],
  ['/api/v1/bookings/cancel', { returnCode: '' }],
  ['/api/v1/bookings/reschedule', { returnCode: '', startsAt: booking.startsAt }],
  [
    '/api/v1/waiting-list',
    { mode: 'video', language: 'en', from: '2026-11-24', to: '2026-11-26', mail: 'a@example.net' },
  ],
  ['/api/v1/callbacks', { phone: '13912345678', language: 'zh', ageBand: 'adult', withoutPartner: '' }],
  [
    '/phone/cti/main',
    { event: 'newCall', callId: 'bad', from: 'anonymous', to: '12356', direction: 'inbound', language: 'zh' },
    { Authorization: 'Bearer demo-line' },
  ],
  ['/zh/booking', { code: '', token: '', startsAt: '', go: 'move', from: '', shown: '' }],
  ['/zh/callback', { phone: '', token: '', language: 'zh' }],
  ['/zh/waiting', { mail: '', token: '', mode: 'phone', language: 'zh', from: '', to: '' }],
  [
    '/zh/book',
    { step: '', token: '', mode: 'phone', language: 'zh', phone: '', mail: '', note: '', startsAt: '' },
  ],
]

/** Sends so many bad inputs to each field of each address, as JSON or form, in query, key and path; says how it went. */
export async function sendBadInputs(app: CanaryApp, each: number) {
  const answers: Record<number, number> = {}
  let fields = 0
  const operator = await app.signedIn('operator-1')
  const count = async (answer: Response | Promise<Response>) => {
    const { status } = await answer
    answers[status] = (answers[status] ?? 0) + 1
  }
  for (const [path, given, headers = {}] of addresses)
    for (const field of [
      ...Object.keys(given),
      ...('contact' in given ? ['contact.mail', 'contact.phone'] : []),
    ]) {
      fields++
      for (let n = 0; n < each; n++) {
        const bad = shapes[n % shapes.length]?.(n)
        const inner = field.split('.')[1]
        const body = inner
          ? { ...given, contact: { phone: '13912345678', [inner]: bad } }
          : { ...given, [field]: bad }
        const isForm = path.startsWith('/zh')
        if (!isForm) await count(app.ask(path, { json: body, headers }))
        else await count(app.app.request(path, { method: 'POST', body: new URLSearchParams(asForm(body)) }))
      }
    }
  for (let n = 0; n < each; n++) {
    const bad = String(shapes[n % shapes.length]?.(n))
    const inAddress = encodeURIComponent(bad.toWellFormed())
    await count(
      operator('/api/v1/calls', { json: { language: 'zh', returnCode: bad, line: bad, territory: bad } }),
    )
    await count(app.ask(`/api/v1/slots?from=${inAddress}&to=2026-11-25&language=${inAddress}`))
    await count(app.ask(`/zh/${inAddress}?words=${inAddress}`))
    await count(app.ask(`/phone/cti/${inAddress}/${inAddress}`, { json: {} }))
    const key = `${marks.text}-${n}${n % 2 ? '' : 'é'}`
    await count(app.ask('/api/v1/bookings', { json: booking, headers: { 'Idempotency-Key': key } }))
    await count(app.ask('/api/v1/bookings', { method: 'POST', body: `{"note":"${words}` }))
  }
  const sent = Object.values(answers).reduce((sum, n) => sum + n, 0)
  return { fields: fields + 6, sent, answers }
}

function asForm(body: Record<string, unknown>): [string, string][] {
  return Object.entries(body).map(([name, value]) => [
    name,
    (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed(),
  ])
}

/** How often a canary stands in the log of the app and in that of its PostgreSQL. */
export function logged(app: CanaryApp) {
  const server = readFileSync(join(app.folder, 'postgres.log'))
  const own = Buffer.from(app.lines.map(line => JSON.stringify(line)).join('\n'))
  const inLog = (bytes: Buffer) => readable(bytes, marks.text) + readable(bytes, marks.phone)
  return { lines: app.lines.length, app: inLog(own), server: inLog(server), serverBytes: server.length }
}
