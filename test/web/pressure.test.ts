import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { afterEach, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'
import { type CallerForm, formIn, press } from '../support/forms.ts'

const quiet = { QUIET_HERE: '3', QUIET_EVERYWHERE: '20', ADDRESS_HEADER: 'X-Real-IP' }
let heartline: TestApp
afterEach(() => heartline.close())

const callback = (key: string | undefined, place: string, headers: Record<string, string> = {}) =>
  heartline.ask('/api/v1/callbacks', {
    json: { phone: '13812345678', language: 'zh', ageBand: 'adult' },
    headers: { 'X-Real-IP': place, ...(key && { 'Idempotency-Key': key }), ...headers },
  })

async function solved(answer: Response): Promise<string> {
  const { puzzle } = (await answer.json()) as { puzzle: Parameters<typeof solveChallenge>[0]['challenge'] }
  const solution = await solveChallenge({ challenge: puzzle, deriveKey })
  return btoa(JSON.stringify({ challenge: puzzle, solution }))
}

describe('programs', () => {
  test('are asked for work from the fourth on, from one place, and pass with its solution once', async () => {
    heartline = await testApp(undefined, quiet)
    for (const key of ['a', 'b', 'c']) expect((await callback(key, '10.0.0.1')).status).toBe(201)
    const asked = await callback('d', '10.0.0.1')
    expect(asked.status).toBe(428)
    expect(await asked.clone().json()).toMatchObject({ code: 'work_needed' })
    expect((await callback('elsewhere', '10.0.0.2')).status).toBe(201)

    const proof = { 'Proof-Of-Work': await solved(asked) }
    expect((await callback('e', '10.0.0.1', proof)).status).toBe(428)
    expect((await callback('d', '10.0.0.1', { 'Proof-Of-Work': 'x' })).status).toBe(428)
    expect((await callback('d', '10.0.0.1', proof)).status).toBe(201)
    // Half an hour later the solution is no longer good.
    heartline.clock.wind(31 * 60)
    expect((await callback('d', '10.0.0.1', proof)).status).toBe(428)
  })

  test('need a key of their own to be asked for work', async () => {
    heartline = await testApp(undefined, { ...quiet, QUIET_HERE: '1' })
    await callback('a', '10.0.0.1')
    const asked = await callback(undefined, '10.0.0.1')
    expect(asked.status).toBe(400)
    expect(await asked.json()).toMatchObject({ faults: [{ field: 'Idempotency-Key', code: 'missing' }] })
  })

  test('cannot make a puzzle of their own, nor make one easier', async () => {
    heartline = await testApp(undefined, { ...quiet, QUIET_HERE: '1' })
    await callback('a', '10.0.0.1')
    const asked = await callback('b', '10.0.0.1')
    const { puzzle } = (await asked.json()) as { puzzle: { parameters: { cost: number } } }
    puzzle.parameters.cost = 1
    const easy = await solved(new Response(JSON.stringify({ puzzle })))
    expect((await callback('b', '10.0.0.1', { 'Proof-Of-Work': easy })).status).toBe(428)
  })

  test('of many addresses are asked too; the flood comes to an end and the numbers stay', async () => {
    heartline = await testApp(undefined, quiet)
    let taken = 0
    for (let i = 0; i < 200; i++) {
      const { status } = await callback(`bot-${i}`, `10.1.${i}.1`)
      if (status === 201) taken += 1
      else expect(status).toBe(428)
    }
    expect(taken).toBe(20)
    const pages = await Promise.all(['/zh', '/zh/now', '/en/callback'].map(path => heartline.ask(path)))
    for (const page of pages) {
      expect(page.status).toBe(200)
      expect(await page.text()).toContain('href="tel:12356"')
    }
  })
})

describe('people without script', () => {
  const answers = { phone: '13812345678', ageBand: 'adult', language: 'zh' }
  const form = async () => formIn(await heartline.ask('/zh/callback'), '/zh/callback')
  const send = (sent: CallerForm) => press(heartline, sent, answers, '')

  test('wait the seconds that they are told, keep what they typed, and pass', async () => {
    heartline = await testApp(undefined, { ...quiet, QUIET_EVERYWHERE: '1' })
    await callback('a', '10.0.0.1')
    const first = await send(await form())
    expect(first).toMatchObject({ status: 429, fields: { phone: '13812345678', ageBand: 'adult' } })
    const seconds = Number(/等 (\d+) 秒/.exec(first.text)?.[1])
    expect(seconds).toBeGreaterThanOrEqual(20)
    expect(first.text).toContain('12356')

    heartline.clock.wind(seconds - 5)
    const early = await send(first)
    expect(early.status).toBe(429)
    expect(early.text).toContain('等 5 秒')
    heartline.clock.wind(5)
    expect((await send(early)).status).toBe(200)
  })

  test('cannot use one pass for two forms', async () => {
    heartline = await testApp(undefined, { ...quiet, QUIET_EVERYWHERE: '1' })
    await callback('a', '10.0.0.1')
    const first = await send(await form())
    const other = await form()
    heartline.clock.wind(60)
    const { pass = '' } = first.fields
    expect((await press(heartline, other, { ...answers, pass }, '')).status).toBe(429)
    expect((await send(first)).status).toBe(200)
  })
})
