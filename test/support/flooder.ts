import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { dice } from './dice.ts'

// A program of its own that books over HTTP: as fast as it is answered, or so many a second whatever is answered.

/** What its parent asks: `atOnce` one after the other each, or `rate` a second on schedule, for so many seconds. */
export type FloodAsked = { seconds: number } & ({ atOnce: number } | { rate: number })

/** What came of it. `codes` are the return codes of acknowledged bookings; times in milliseconds since a request was due. */
export type FloodFound = {
  sent: number
  seconds: number
  codes: string[]
  taken: number
  shed: number
  shedWithoutNumbers: number
  other: Record<string, number>
  bookedP50: number
  bookedP99: number
  shedP99: number
  slowest: number
}

/** What it is started with; the times are those that can be booked. */
export type FloodStart = { base: string; seed: number; times: string[]; endsAfterMs: number }

type Answer = { status: number; retryAfter: string | undefined; text: string }

process.once('message', (start: FloodStart) => {
  // Whatever hangs, and whatever becomes of the parent: this program ends.
  setTimeout(() => process.exit(1), start.endsAfterMs)
  process.on('disconnect', () => process.exit())
  const flood = flooder(start)
  process.on('message', async (asked: FloodAsked) => process.send?.(await flood(asked)))
  process.send?.('ready')
})

function flooder({ base, seed, times, endsAfterMs }: FloodStart) {
  const random = dice(seed)
  let [wishes, tokens] = [0, [] as string[]]

  return async function flood(asked: FloodAsked): Promise<FloodFound> {
    const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, maxFreeSockets: 1024 })
    const found: FloodFound & { booked: number[]; turned: number[] } = {
      ...{ sent: 0, seconds: 0, codes: [], taken: 0, shed: 0, shedWithoutNumbers: 0, other: {} },
      ...{ bookedP50: 0, bookedP99: 0, shedP99: 0, slowest: 0, booked: [], turned: [] },
    }
    const one = async (due: number) => {
      found.sent += 1
      const form = wishes++ % 4 === 0
      const startsAt = times[Math.floor(random() * times.length)] ?? ''
      const wish = { startsAt, mode: 'text', language: 'zh' }
      const token = form ? tokens.pop() : undefined
      const answer = await (token
        ? send(agent, `/${['zh', 'hant', 'en'][wishes % 3]}/book`, 'application/x-www-form-urlencoded', {
            body: new URLSearchParams({
              ...wish,
              token,
              step: 'check',
              go: 'book',
              ageBand: 'adult',
            }).toString(),
          })
        : send(agent, '/api/v1/bookings', 'application/json', {
            body: JSON.stringify(wish),
            headers: { 'Idempotency-Key': randomUUID() },
          })
      ).catch((error: Error & { code?: string }) => error.code ?? error.message)
      note(found, answer, performance.now() - due)
    }
    tokens = await newTokens(agent, 'rate' in asked ? Math.ceil((asked.rate * asked.seconds) / 4) : 1_500)
    const began = performance.now()
    const passed = () => (performance.now() - began) / 1_000
    const under: Promise<void>[] = []
    if ('atOnce' in asked) {
      const lane = async () => {
        while (passed() < asked.seconds) await one(performance.now())
      }
      under.push(...Array.from({ length: asked.atOnce }, lane))
    } else
      for (let n = 0; n < asked.rate * asked.seconds; n++) {
        const due = began + (n * 1_000) / asked.rate
        while (performance.now() < due) await pause(1)
        under.push(one(due))
      }
    await Promise.all(under)
    agent.destroy()
    const { booked, turned, ...counts } = found
    return {
      ...counts,
      seconds: Math.round(passed() * 10) / 10,
      bookedP50: at(booked, 0.5),
      bookedP99: at(booked, 0.99),
      shedP99: at(turned, 0.99),
      slowest: Math.round(found.slowest),
    }
  }

  function note(
    found: FloodFound & { booked: number[]; turned: number[] },
    answer: Answer | string,
    ms: number,
  ) {
    found.slowest = Math.max(found.slowest, ms)
    const status = typeof answer === 'string' ? answer : answer.status
    const text = typeof answer === 'string' ? '' : answer.text
    const code = /"returnCode":"([0-9A-Z-]{19})"|id="code"[^>]*>\s*([0-9A-Z-]{19})/.exec(text)
    if (code) {
      found.codes.push(code[1] ?? code[2] ?? '')
      found.booked.push(ms)
    } else if (status === 409) found.taken += 1
    else if (status === 503) {
      found.shed += 1
      found.turned.push(ms)
      const wait = Number((answer as Answer).retryAfter)
      if (!text.includes('tel:12356') || !(wait >= 1 && wait <= 30)) found.shedWithoutNumbers += 1
    } else found.other[status] = (found.other[status] ?? 0) + 1
  }

  /** A form of the last step carries the token of a first page that somebody opened before. */
  async function newTokens(agent: Agent, count: number): Promise<string[]> {
    const got: string[] = []
    const lane = async () => {
      while (got.length < count) {
        const { text } = await send(agent, '/zh/book', undefined, {})
        got.push(/name="token" value="([^"]*)"/.exec(text)?.[1] ?? '')
      }
    }
    await Promise.all(Array.from({ length: 4 }, lane))
    return got
  }

  function send(
    agent: Agent,
    path: string,
    kind: string | undefined,
    { body, headers }: { body?: string; headers?: Record<string, string> },
  ): Promise<Answer> {
    return new Promise((done, fail) => {
      const asked = request(
        base + path,
        {
          agent,
          method: body === undefined ? 'GET' : 'POST',
          headers: {
            ...headers,
            ...(kind && { 'Content-Type': kind, 'Content-Length': Buffer.byteLength(body ?? '') }),
          },
        },
        answer => {
          const parts: Buffer[] = []
          answer.on('data', part => parts.push(part))
          answer.on('error', fail)
          answer.on('end', () =>
            done({
              status: answer.statusCode ?? 0,
              retryAfter: answer.headers['retry-after'],
              text: Buffer.concat(parts).toString(),
            }),
          )
        },
      )
      asked.setTimeout(Math.min(20_000, endsAfterMs), () => asked.destroy(new Error('unanswered')))
      asked.on('error', fail)
      asked.end(body)
    })
  }
}

function at(took: number[], part: number): number {
  const sorted = took.toSorted((a, b) => a - b)
  return Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) * 10) / 10
}
