import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { localDay } from '../../src/domain/time.ts'
import { keyFile } from '../../src/outside/key-file.ts'
import { forgetting, take } from '../../src/tick.ts'
import { main, type TestLine, testLine } from '../support/line.ts'
import { onShift } from '../support/on-shift.ts'

const random = (bytes: number) => new Uint8Array(randomBytes(bytes))

let line: TestLine
const folder = mkdtempSync(join(tmpdir(), 'heartline-lost-'))
const path = join(folder, 'keys.json')
beforeAll(async () => {
  line = await testLine()
  await onShift(line, 'counselor-1', '2026-11-24T14:00:00+08:00', '2026-11-24T16:00:00+08:00')
})
afterAll(async () => {
  await line.close()
  await rm(folder, { recursive: true })
})

/** How the keys are lost: never there to read, damaged, or gone under a running program. */
const losses: Record<string, () => Promise<void>> = {
  'whose place cannot be reached': async () => {
    await rm(path, { recursive: true, force: true })
    await mkdir(path)
  },
  damaged: async () => {
    await rm(path, { recursive: true, force: true })
    await writeFile(path, '{"secret":')
  },
  'gone under a running program': async () => {
    await rm(path, { recursive: true, force: true })
  },
}

describe.each(Object.entries(losses))('with a key file %s', (name, lose) => {
  async function without() {
    await rm(path, { recursive: true, force: true })
    const { deps } = line
    const keys = keyFile(path, random, () => localDay(deps.now(), deps.config.TIME_ZONE))
    if (name.startsWith('gone')) await keys.ages()
    await lose()
    return { ...deps, keys }
  }

  it('callers see the numbers, calls are taken, and what would have to be sealed is refused with the reason', async () => {
    const deps = await without()
    const app = createApp(deps)
    for (const address of ['/zh', '/en', '/zh/now', '/en/now', '/hant/breathe', '/zh/book', '/en/callback']) {
      const answer = await app.request(address)
      expect([200, 303, 503]).toContain(answer.status)
      if (answer.status !== 303) expect(await answer.text()).toContain('tel:12356')
    }
    for (const language of ['zh-Hans', 'zh-Hant', 'en']) {
      const booked = await app.request('/api/v1/bookings', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Accept-Language': language },
        body: JSON.stringify({
          startsAt: '2026-11-24T14:00:00+08:00',
          mode: 'phone',
          language: 'zh',
          contact: { phone: '13912345678' },
        }),
      })
      expect([booked.status, await booked.json()]).toMatchObject([503, { code: 'keys_lost' }])
    }
    const call = (event: string) =>
      app.request(`/phone/cti/${main.line}/demo-line`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ event, callId: `lost-${name}`, from: '13912345678' }),
      })
    for (const event of ['newCall', 'newCall', 'hangup']) expect((await call(event)).status).toBe(200)
  })

  it('readiness says so, and the line stays in service', async () => {
    const answer = await createApp(await without()).request('/readyz')
    expect([answer.status, await answer.json()]).toMatchObject([200, { ready: true, keys: false }])
  })

  it('what is due in the database is forgotten all the same, and the log says in which step keys were missing', async () => {
    const deps = await without()
    const before = line.lines.length
    await take(forgetting, deps, new Map())
    const steps = line.lines.slice(before).map(({ step, name }) => `${step}: ${name}`)
    expect(steps).toEqual(['prepare keys: KeysLost', 'destroy keys: KeysLost'])
  })
})
