import type { createApp } from '../../app.ts'
import type { Deps } from '../../deps.ts'

/** The app said no: its own sentence, with the code. */
export class Refused extends Error {
  override name = 'Refused'
}

/** Asks the app over its own routes: as a demo person, as nobody, or as a telephone line. */
export function asking(deps: Deps, app: ReturnType<typeof createApp>) {
  const cookies = new Map<string, string>()

  async function send(path: string, method: string, body: unknown, headers: Record<string, string>) {
    return app.request(path, {
      method,
      headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  }

  async function cookieOf(handle: string) {
    const kept = cookies.get(handle)
    if (kept) return kept
    const answer = await send('/demo/sign-in', 'POST', { as: handle }, {})
    await accepted(answer)
    const cookie = answer.headers.get('Set-Cookie')?.split(';')[0] ?? ''
    cookies.set(handle, cookie)
    return cookie
  }

  return {
    async as(handle: string, method: string, path: string, body?: unknown) {
      const answer = await send(path, method, body, { Cookie: await cookieOf(handle) })
      if (answer.status !== 401) return accepted(answer)
      // Twelve hours of the file's clock have passed: sign in again, once.
      cookies.delete(handle)
      return accepted(await send(path, method, body, { Cookie: await cookieOf(handle) }))
    },
    async anybody(path: string, body: unknown, requestKey?: string) {
      return accepted(await send(path, 'POST', body, requestKey ? { 'Idempotency-Key': requestKey } : {}))
    },
    async onLine(line: string, body: unknown) {
      // A file may name lines that this installation does not have; in its replay they exist.
      deps.config.LINES[line] ??= 'replayed-line'
      const token = deps.config.LINES[line]
      return accepted(await send(`/phone/cti/${line}`, 'POST', body, { Authorization: `Bearer ${token}` }))
    },
  }
}

async function accepted(answer: Response) {
  const body = await answer.json().catch(() => ({}))
  if (answer.ok) return body
  const faults = (body.faults ?? []).map(
    (fault: { field: string; message: string }) => `${fault.field}: ${fault.message}`,
  )
  throw new Refused([`${body.title ?? 'refused'} (${body.code ?? answer.status})`, ...faults].join(' '))
}
