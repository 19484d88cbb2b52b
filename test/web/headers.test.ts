import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'
import { formBody } from '../support/form-body.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const id = '00000000-0000-4000-8000-000000000000'

/** Every route in its own language or in all three, with the addresses that nobody knows. */
function addresses() {
  const found = new Set<string>()
  for (const { method, path } of app.app.routes) {
    if (method === 'ALL') continue
    for (const segment of path.includes(':locale') ? ['zh', 'hant', 'en'] : [''])
      found.add(
        `${method} ${path
          .replace(/:locale\{[^}]*\}/, segment)
          .replace(':file', 'style.css')
          .replace(':line', 'main')
          .replace(':token', 'demo-line')
          .replace(/:\w+(\{[^}]*\})?\??/g, id)}`,
      )
  }
  for (const path of ['/nothing', '/api/v1/nothing', '/assets/nothing', '/calendar/nothing'])
    found.add(`GET ${path}`)
  return [...found].map(address => address.split(' ') as [string, string])
}

const wanted = {
  'content-security-policy':
    /^(?=.*default-src 'none')(?=.*script-src 'self'(;|$))(?=.*style-src 'self'(;|$))(?=.*frame-ancestors 'none')(?=.*base-uri 'none')(?=.*form-action 'self')(?!.*unsafe)(?!.*https?:)/,
  'permissions-policy':
    /^(?=.*\bcamera=\(\))(?=.*\bmicrophone=\(\))(?=.*\bgeolocation=\(\))(?=.*publickey-credentials-get=\(self\))(?=.*publickey-credentials-create=\(self\))/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^no-referrer$/,
}

/** What an answer lacks, and what in its page a strict policy would stop. */
async function faultsIn(answer: Response, at: string) {
  const faults = Object.entries(wanted)
    .filter(([name, form]) => !form.test(answer.headers.get(name) ?? ''))
    .map(([name]) => `${at}: ${name} is ${answer.headers.get(name)}`)
  const kept = answer.headers.get('Cache-Control') ?? ''
  if (!at.includes('/assets/style') && !/no-store|no-cache|private/.test(kept))
    faults.push(`${at}: may be kept (${kept})`)
  if (answer.headers.has('Server') || answer.headers.has('X-Powered-By'))
    faults.push(`${at}: says what it is`)
  const media = answer.headers.get('Content-Type') ?? ''
  if (media.startsWith('text/event-stream')) await answer.body?.cancel()
  else if (media.startsWith('text/html')) {
    const html = await answer.text()
    if (/<script(?![^>]* src=")/.test(html)) faults.push(`${at}: a script stands in it`)
    if (/<style|<[^>]+ style="|<[^>]+ on[a-z]+="|javascript:/.test(html)) faults.push(`${at}: inline`)
    for (const [, asked = ''] of html.matchAll(
      /<(?:script|img|link|iframe|source|use)[^>]* (?:src|href)="([^"]*)"/g,
    ))
      if (!/^(\/(?!\/)|data:|#)/.test(asked)) faults.push(`${at}: asks ${asked}`)
  }
  return faults
}

describe('every answer', () => {
  test('has all headers, keeps nothing and has nothing inline, whoever asks for whatever', async () => {
    const people = ['', 'counselor-1', 'coordinator-1', 'operator-1']
    const faults: string[] = []
    let asked = 0
    for (const handle of people) {
      const ask = handle ? await app.signedIn(handle) : app.ask
      for (const [method, path] of addresses()) {
        // Of the person who asks on, nobody signs out.
        if (path === '/sign-out') continue
        for (const body of method === 'GET' ? [{}] : [{}, formBody({})]) {
          asked++
          faults.push(
            ...(await faultsIn(await ask(path, { method, ...body }), `${handle} ${method} ${path}`)),
          )
        }
      }
    }
    console.log(`headers ${JSON.stringify({ asked, faults: faults.length })}`)
    expect(asked).toBeGreaterThan(500)
    expect(faults).toEqual([])
  })

  test('that is kept in memory has them as well', async () => {
    for (const path of ['/zh', '/zh', '/en/book', '/en/book', '/hant/now', '/hant/now'])
      expect(await faultsIn(await app.ask(path), path)).toEqual([])
  })
})

describe('nobody is signed in from elsewhere', () => {
  const elsewhere: Record<string, string>[] = [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'cross-site' },
  ]
  const ways = ['/sign-in', '/sign-in/code', '/sign-in/app', '/sign-in/passkey', '/demo/sign-in']

  test.for(ways)('%s refuses a form of another site, and sets no cookie', async path => {
    for (const headers of elsewhere) {
      const form = formBody({ as: 'counselor-1', mail: 'a@example.org', code: 'K7-4TM', passkey: '{}' })
      const plain = { 'Content-Type': form.headers['Content-Type'] as string }
      const answer = await app.ask(path, {
        method: 'POST',
        body: form.body,
        headers: { ...plain, ...headers },
      })
      expect(answer.status, JSON.stringify(headers)).toBe(403)
      expect(answer.headers.get('Set-Cookie')).toBeNull()
    }
  })

  test('and our own form signs in', async () => {
    for (const headers of [
      { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' },
      { Origin: 'http://localhost' },
      {},
    ]) {
      const form = formBody({ as: 'counselor-1' })
      const plain = { 'Content-Type': form.headers['Content-Type'] as string }
      const answer = await app.ask('/demo/sign-in', {
        method: 'POST',
        body: form.body,
        headers: { ...plain, ...headers } as Record<string, string>,
      })
      expect(answer.status).toBe(303)
      expect(answer.headers.get('Set-Cookie')).toContain('HttpOnly')
    }
  })
})
