import { expect } from 'vitest'
import type { PageLocale } from '../../src/domain/codes.ts'
import type { faultCodes } from '../../src/domain/problem.ts'
import { problemStatus } from '../../src/domain/problem.ts'
import { textsOf } from '../../src/texts/texts.ts'
import { type TestApp, testApp } from './app.ts'
import { legalValue, nowKnown } from './legal.ts'
import { documentOf, type Route, routesOf, type Schema } from './openapi.ts'

const locales: PageLocale[] = ['zh-Hans', 'zh-Hant', 'en']
/** What a route answered, and in which language it was asked. */
export type Answered = {
  status: number
  locale: PageLocale
  media: string
  text: string
  code?: string
  fields: string[]
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

/** A Heartline of its own with all its routes, and `send`, which asks each as somebody who may and checks the answer. */
export async function testAsking() {
  const heartline = await testApp()
  const routes = routesOf(await documentOf(heartline))
  const roles = ['counselor', 'coordinator', 'operator', 'supervisor']
  const asking: Record<string, TestApp['ask']> = Object.fromEntries(
    await Promise.all(roles.map(async role => [role, await heartline.signedIn(`${role}-1`)] as const)),
  )
  nowKnown({ counselorId: (await heartline.person('counselor-1', 'counselor')).personId })
  let asked = 0

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

  return {
    ...heartline,
    routes,
    send,
    withBody: routes.filter(one => one.requestBody),
    withQuery: routes.filter(one => queryOf(one).length > 0),
  }
}

/** The address of a route, its parameters filled in. */
export const address = ({ path }: Route) =>
  path
    .replace('{line}', 'main')
    .replace('{token}', 'demo-line')
    .replace('{period}', '2026-10')
    .replace('{id}', '00000000-0000-4000-8000-000000000000')

/** What a route takes as JSON. */
export const schemaOf = (one: Route) => one.requestBody?.content['application/json']?.schema as Schema
/** What a route takes in its query. */
export const queryOf = ({ parameters = [] }: Route) => parameters.filter(one => one.in === 'query')
/** A legal query with some fields changed; undefined leaves one out. */
export function queryWith(one: Route, changes: Record<string, string | undefined> = {}) {
  const legal = queryOf(one).map(({ name, schema }) => [name, String(legalValue(schema, name))])
  const all = Object.entries({ ...Object.fromEntries(legal), ...changes })
  return all
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent((value as string).toWellFormed())}`)
    .join('&')
}
