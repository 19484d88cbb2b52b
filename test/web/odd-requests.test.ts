import { connect } from 'node:net'
import { text as whole } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Listening, listen } from '../../src/node/http-server.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { freePort } from '../support/program.ts'

// Byte by byte over a real connection: no client of ours mends a request on its way.

let heartline: TestApp
let http: Listening
let port: number
beforeAll(async () => {
  heartline = await testApp()
  port = await freePort()
  http = await listen(heartline.app, { host: '127.0.0.1', port })
})
afterAll(async () => {
  await http.stop(500)
  await heartline.close()
})

/** What comes back for a first line and headers, as they are. */
async function raw(line: string, headers: string[] = [], body = '') {
  const socket = connect(port, '127.0.0.1')
  const lines = [`${line} HTTP/1.1`, 'Host: heartline.test', 'Connection: close', ...headers]
  socket.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1'))
  const answer = await whole(socket)
  const [head = '', ...rest] = answer.split('\r\n\r\n')
  const status = Number(head.split(' ')[1])
  const media = /^content-type: ([^;\r\n]+)/im.exec(head)?.[1] ?? ''
  return { status, media, head, body: rest.join('\r\n\r\n') }
}

type Answer = Awaited<ReturnType<typeof raw>>

/** A page that refuses still has the numbers; the API says its code. Without a body there is neither. */
function refused({ status, media, body }: Answer, as: 'page' | 'api', said: string) {
  expect(status, said).toBeGreaterThanOrEqual(400)
  expect(status, said).toBeLessThan(500)
  expect(media, said).toBe(as === 'page' ? 'text/html' : 'application/problem+json')
  expect(body, said).toContain(as === 'page' ? '12356' : '"code":"')
}

const pages = ['/', '/zh', '/en/book', '/hant/now', '/queue', '/counts', '/sign-in', '/nothing-here']
const apis = ['/api/v1/service', '/api/v1/slots', '/api/v1/queue', '/api/v1/nothing', '/phone/cti/main']

describe('methods', () => {
  test.for(['OPTIONS', 'TRACE', 'PATCH', 'DELETE', 'PROPFIND', 'PURGE', 'QUERY', 'LINK'])(
    '%s is refused, on pages with the numbers and on the API with a code',
    async method => {
      for (const path of pages) refused(await raw(`${method} ${path}`), 'page', `${method} ${path}`)
      for (const path of apis) refused(await raw(`${method} ${path}`), 'api', `${method} ${path}`)
    },
  )

  test('HEAD is GET without a body', async () => {
    for (const path of [...pages, ...apis]) {
      const [get, head] = [await raw(`GET ${path}`), await raw(`HEAD ${path}`)]
      expect([head.status, head.media, head.body], path).toEqual([get.status, get.media, ''])
    }
  })

  test('HEAD of a stream ends at once', async () => {
    const counselor = await cookieOf('counselor-1')
    const { status } = await raw('HEAD /api/v1/queue/events', [counselor])
    expect(status).toBe(200)
  })

  test.for([
    'BREW /zh',
    'get /zh',
    'GET',
    'GET /zh/\u00e9',
    'GET /\\zh',
    '',
    '\u0016\u0003\u0001',
    'OPTIONS *',
    'CONNECT zh:1',
  ])('the first line %j is no fault of ours', async line => {
    const { status } = await raw(line)
    expect(Number.isNaN(status) || (status >= 400 && status < 500), String(status)).toBe(true)
  })
})

describe('paths', () => {
  const odd = [
    ...[
      '//',
      '//zh',
      '/zh//book',
      '///',
      '/zh/%00',
      '/%',
      '/%E0%A4',
      '/%ED%A0%80',
      '/%2e%2e/zh',
      '/..%2f..%2f',
    ],
    ...['/zh/book/%FF', '/zh;a=b', '/zh/../../../etc/passwd', '/.env', '/__proto__'],
    ...['/constructor', '/zh/constructor', '/%00', '//evil.example/', '/assets/%00', '/assets/..%2fapp.ts'],
    ...[`/${'a'.repeat(8000)}`, `/${'%00'.repeat(2000)}`, `/${'/'.repeat(8000)}`, '/queue/%', '/booking/%00'],
  ]
  test.for(odd.map(path => [JSON.stringify(path.slice(0, 40)), path] as const))(
    '%s gets a page with the numbers',
    async ([, path]) => {
      const answer = await raw(`GET ${path}`)
      if (answer.status < 400) expect([200, 301, 302, 303]).toContain(answer.status)
      else refused(answer, 'page', path)
    },
  )

  test.for([
    '/api//v1/service',
    '/api/v1//service',
    '/api/v1/service/',
    '/api/%00',
    '/api/%',
    '/phone/%E0%A4',
  ])('%s gets a code', async path => refused(await raw(`GET ${path}`), 'api', path))

  test.for([
    ...['?lang=%00', '?lang=%', '?lang=__proto__', '?lang=constructor', '?lang=en%0d%0aSet-Cookie:%20x=y'],
    ...['?lang=zh&lang=en', '?%00=%00', '?=', '?&&', `?lang=${'x'.repeat(8000)}`, '?from=%FF&to=%ED%A0%80'],
  ])('the query %s is no fault of ours on any page', async query => {
    const cookies = await Promise.all(['counselor-1', 'coordinator-1', 'operator-1'].map(cookieOf))
    for (const { method, path } of heartline.app.routes) {
      if (method !== 'GET' || /^\/(api|phone|\*)|\*|events$/.test(path)) continue
      const at = path.replace(/:\w+(\{([^}|]*)[^}]*\})?\??/g, (_, __, first) => first || 'x')
      for (const cookie of cookies) {
        const { status } = await raw(`GET ${at}${query}`, [cookie])
        expect(status, `${at}${query}`).toBeLessThan(500)
      }
    }
  })
})

describe('headers', () => {
  const garbage = [
    ...[
      'heartline=%00',
      'heartline=%',
      'heartline=\u00ff\u00fe',
      'heartline',
      '=',
      ';;;=;',
      'heartline=;heartline=x',
    ],
    ...[
      `heartline=${'x'.repeat(12_000)}`,
      'lang=%E0%A4; heartline={}',
      'lang=__proto__',
      '__proto__=x',
      'lang="en',
    ],
    ...[Array.from({ length: 1500 }, (_, index) => `c${index}=1`).join('; '), 'form=%00; book=%ED%A0%80'],
  ]
  test.for(garbage.map(cookie => [JSON.stringify(cookie.slice(0, 40)), cookie] as const))(
    'the cookie %s is nobody',
    async ([, cookie]) => {
      const headers = [`Cookie: ${cookie}`]
      expect((await raw('GET /zh', headers)).status).toBe(200)
      expect((await raw('GET /queue', headers)).status).toBe(303)
      const api = await raw('GET /api/v1/queue', headers)
      expect(api.status).toBe(401)
      refused(api, 'api', cookie)
    },
  )

  test.for([
    ...[
      'Accept-Language: \u00ff;q=%',
      `Accept-Language: ${'zh,'.repeat(4000)}`,
      'Accept: %',
      'Range: bytes=9-1',
    ],
    ...['If-None-Match: "', 'Authorization: Bearer', 'Authorization: Basic %%%', 'Origin: null', 'Origin: %'],
    ...['Sec-Fetch-Site: x', 'X-Forwarded-For: %00', 'Content-Type: \u00ff', 'Expect: nothing', 'Upgrade: x'],
  ])('%s is no fault of ours', async header => {
    expect((await raw('GET /zh', [header])).status).toBeLessThan(500)
    expect((await raw('GET /api/v1/service', [header])).status).toBeLessThan(500)
    expect((await raw('GET /api/v1/queue', [header])).status).toBeLessThan(500)
  })

  test('too many of them are refused', async () => {
    const { status } = await raw('GET /zh', [`X-Long: ${'x'.repeat(40_000)}`])
    expect(status).toBe(431)
  })

  test.for(['', 'a b', 'x'.repeat(300), '[', 'heartline.test:99999', '%00', '\u00ff', '@', 'a/b?c#d'])(
    'the host %j is no fault of ours',
    async host => {
      const socket = connect(port, '127.0.0.1')
      socket.write(Buffer.from(`GET /zh HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`, 'latin1'))
      const status = Number((await whole(socket)).split(' ')[1])
      expect(status).toBeLessThan(500)
    },
  )

  test('a body that lies about its length is no fault of ours', async () => {
    const json = 'Content-Type: application/json'
    for (const length of [
      'Content-Length: -1',
      'Content-Length: x',
      'Content-Length: 1e9',
      'Transfer-Encoding: x',
    ])
      expect((await raw('POST /api/v1/bookings', [json, length], '{}')).status).toBeLessThan(500)
    const huge = await raw('POST /api/v1/bookings', [json, 'Content-Length: 999999999'], '{}')
    expect(huge.status).toBe(413)
  })
})

test.runIf(process.platform === 'linux')('who connects anew does not queue for one turn each', async () => {
  let [turns, over] = [0, false]
  const turn = () => {
    // A turn in which there is work to do.
    for (const until = performance.now() + 4; performance.now() < until; );
    turns += 1
    if (!over) setImmediate(turn)
  }
  setImmediate(turn)
  await Promise.all(Array.from({ length: 150 }, () => raw('GET /zh/now')))
  over = true
  expect(turns).toBeLessThan(100)
})

test('nothing of all that was logged as a fault', () => {
  expect(heartline.lines.filter(({ event }) => event === 'fault')).toEqual([])
})

async function cookieOf(as: string) {
  const json = JSON.stringify({ as })
  const { head } = await raw(
    'POST /demo/sign-in',
    ['Content-Type: application/json', `Content-Length: ${json.length}`],
    json,
  )
  return `Cookie: ${/^set-cookie: ([^;]+)/im.exec(head)?.[1]}`
}
