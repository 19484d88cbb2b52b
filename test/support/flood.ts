import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { seedShifts } from '../../src/actions/demo/seed-shifts.ts'
import type { TestApp } from './app.ts'
import { testApp } from './app.ts'
import { type CallerForm, formIn, press } from './forms.ts'

/** How many of each come; of the bots half solve what they are asked, and half of each kind have one address. */
export type Flood = { bots: number; each: number; withScript: number; withoutScript: number; school: number }

/** How it went: what bots got, and how long each person took, in seconds of their own clock. */
export type Flooded = {
  bots: { sent: number; taken: number; asked: number; other: number }
  people: { through: number; of: number; worstWaitSeconds: number; worstSolvingMs: number }
  untouched: { asked: number; refused: number; slowestMs: number }
}

const header = 'X-Real-IP'
const phoneOf = (n: number) => `1${3_000_000_000 + n}`

/** A Heartline under attack with the settings that ship. */
export async function flooded({ bots, each, withScript, withoutScript, school }: Flood) {
  const app = await testApp('2026-11-24T10:00:00+08:00', {
    QUIET_HERE: '10',
    QUIET_EVERYWHERE: '100',
    ADDRESS_HEADER: header,
  })
  await seedShifts(app.deps, { kind: 'system' })
  const result: Flooded = {
    bots: { sent: 0, taken: 0, asked: 0, other: 0 },
    people: { through: 0, of: withScript + withoutScript + school, worstWaitSeconds: 0, worstSolvingMs: 0 },
    untouched: { asked: 0, refused: 0, slowestMs: 0 },
  }

  async function bot(n: number) {
    const solves = n % 2 === 0
    const place = n % 4 < 2 ? '203.0.113.7' : `198.51.${n % 256}.${(n >> 8) % 256}`
    for (let turn = 0; turn < each; turn++) {
      const key = `bot-${n}-${turn}`
      const send = (proof = '') =>
        app.ask('/api/v1/callbacks', {
          json: { phone: phoneOf(n * each + turn), language: 'zh', ageBand: 'adult' },
          headers: { [header]: place, 'Idempotency-Key': key, ...(proof && { 'Proof-Of-Work': proof }) },
        })
      let answer = await send()
      result.bots.sent++
      // One of twenty that could: what a machine can solve is bounded by its own work.
      if (answer.status === 428 && solves && turn % 20 === 0)
        answer = await send(await solved(await answer.json()))
      if (answer.status === 201) result.bots.taken++
      else if (answer.status === 428) result.bots.asked++
      else result.bots.other++
    }
  }

  /** Somebody who wants a time or a call back, and follows what the page says. */
  async function person(n: number, script: boolean, place: string) {
    const asIs = { ...app, ask: withAddress(app, place) } as TestApp
    const form = await formIn(await asIs.ask('/zh/callback'), '/zh/callback')
    const answers = { phone: phoneOf(9_000_000 + n), ageBand: 'adult', language: 'zh' }
    const begun = app.clock.now.getTime()
    let page = await press(asIs, form, { ...answers, work: script ? await workOf(form) : '' }, '')
    // Without script: the page says for how many seconds to wait; whoever waits presses again.
    for (let tries = 0; page.status === 429 && tries < 40; tries++) {
      const again: Record<string, string> = script ? { work: await workOf(page) } : {}
      if (!script) app.clock.wind(Number(/请等 (\d+) 秒/.exec(page.text)?.[1] ?? 30))
      page = await press(asIs, page, { ...answers, ...again }, '')
    }
    if (page.text.includes('我们会打给您')) result.people.through++
    const waited = (app.clock.now.getTime() - begun) / 1000
    result.people.worstWaitSeconds = Math.max(result.people.worstWaitSeconds, waited)
  }

  async function workOf(form: CallerForm) {
    const puzzle = / data-work="([^"]*)"/.exec(form.html)?.[1]?.replaceAll('&quot;', '"')
    if (!puzzle) return ''
    const begun = performance.now()
    const work = await solved({ puzzle: JSON.parse(puzzle) })
    result.people.worstSolvingMs = Math.max(
      result.people.worstSolvingMs,
      Math.round(performance.now() - begun),
    )
    return work
  }

  /** What a flood must not touch: danger page, numbers, telephone, looking up, signing in, calendars, from the flood's own address. */
  async function untouched() {
    const line = { Authorization: 'Bearer demo-line' }
    const call = { event: 'newCall', callId: `c${result.untouched.asked}`, from: '13912340000' }
    const asked: [string, number[], object?][] = [
      ['/zh/now', [200]],
      ['/zh', [200]],
      ['/api/v1/slots', [200]],
      ['/phone/cti/main', [200], { json: call, headers: line }],
      ['/api/v1/bookings/lookup', [404], { json: { returnCode: 'ABCD-EFGH-JKMN-PQRS' } }],
      ['/sign-in', [200]],
      ['/demo/sign-in', [200], { json: { as: 'counselor-2' } }],
      ['/calendar/nobody.ics', [404]],
    ]
    for (const [path, expected, init = {}] of asked) {
      const begun = performance.now()
      const { status } = await withAddress(app, '203.0.113.7')(path, init)
      const took = Math.round(performance.now() - begun)
      result.untouched.asked++
      if (!expected.includes(status)) result.untouched.refused++
      result.untouched.slowestMs = Math.max(result.untouched.slowestMs, took)
    }
  }

  await Promise.all(Array.from({ length: bots }, (_, n) => bot(n)))
  // Forms that are only opened are to cost nobody a turn.
  for (let n = 0; n < bots * 20; n++) await (await app.ask('/zh/callback')).body?.cancel()
  await untouched()
  for (let n = 0; n < withScript; n++) await person(n, true, `192.0.2.${n % 256}`)
  for (let n = 0; n < withoutScript; n++) await person(1000 + n, false, `192.0.2.${n % 256}`)
  // A school behind the very address that the bots have, half of it without script.
  for (let n = 0; n < school; n++) await person(2000 + n, n % 2 === 0, '203.0.113.7')
  await untouched()
  await app.close()
  return result
}

function withAddress(app: TestApp, place: string): TestApp['ask'] {
  return (path, init = {}) => {
    const headers = new Headers(init.headers)
    headers.set(header, place)
    return app.ask(path, { ...init, headers: Object.fromEntries(headers) })
  }
}

async function solved(asked: unknown): Promise<string> {
  const { puzzle } = asked as { puzzle: Parameters<typeof solveChallenge>[0]['challenge'] }
  const solution = await solveChallenge({ challenge: puzzle, deriveKey })
  return btoa(JSON.stringify({ challenge: puzzle, solution }))
}
