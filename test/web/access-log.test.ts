import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealLines } from '../../src/actions/audit/seal-lines.ts'
import { releaseCounts } from '../../src/actions/counts/release-counts.ts'
import { checkAudit } from '../../src/reads/audit-check.ts'
import { fillBusyWeeks } from '../support/busy-weeks.ts'
import { type TestLine, testLine } from '../support/line.ts'

let line: TestLine
let callId: string
beforeAll(async () => {
  line = await testLine()
  await fillBusyWeeks(line.database.db, { from: '2026-09-01', to: '2026-10-31' }, line.deps.keys)
  await releaseCounts(line.deps, { kind: 'system' })
  const [counselor] = await line.onDuty(1)
  if (!counselor) throw new Error('nobody is on duty')
  await line.ask('/api/v1/callbacks', { json: { phone: '13911112222', language: 'zh' } })
  const { offer } = await line.queue(counselor)
  callId = offer?.callId ?? ''
  const ask = await line.signedIn('counselor-1')
  await ask(`/api/v1/offers/${offer?.id}/accept`, { method: 'POST' })
  await ask(`/api/v1/calls/${callId}/contact`, { method: 'POST' })
})
afterAll(() => line.close())

const page = async (path = '/access-log') => {
  const coordinator = await line.signedIn('coordinator-1')
  return (await coordinator(path, { headers: { 'Accept-Language': 'en' } })).text()
}
const times = (html: string, words: string) => html.split(`>${words}<`).length - 1

describe('who looked at what', () => {
  it('tells who opened a contact by the code of the contact, and nothing of what was seen', async () => {
    const html = await page()
    expect(times(html, 'Opened the contact of their own caller')).toBe(1)
    expect(html).toContain(callId.slice(0, 6).toUpperCase())
    expect(html).not.toContain(callId)
    expect(html).not.toContain('13911112222')
  })

  it.each([
    ['/explain', 'Looked at who was asked for a contact'],
    ['/explain/:id', 'Looked at who was asked for a contact'],
    ['/api/v1/calls/:id/explanation', 'Looked at who was asked for a contact'],
    ['/api/v1/counts/operations.csv?from=2026-11-01&to=2026-11-23&by=day', 'Took out counts of operations'],
    ['/api/v1/counts/operations.xlsx?from=2026-11-01&to=2026-11-23&by=day', 'Took out counts of operations'],
    ['/api/v1/counts/releases/2026-09', 'Took out a release'],
    ['/api/v1/counts/releases/2026-09/table.csv', 'Took out a release'],
    ['/report/2026-09/table.xlsx', 'Took out the work report'],
    ['/access-log', 'Looked at this page'],
  ])('records %s', async (path, words) => {
    const coordinator = await line.signedIn('coordinator-1')
    const before = times(await page(), words)
    const own = words === 'Looked at this page' ? 1 : 0
    expect((await coordinator(path.replace(':id', callId))).status).toBe(200)
    expect(times(await page(), words) - before).toBe(1 + own)
  })

  it('records nothing of a look that was refused', async () => {
    const before = times(await page(), 'Took out a release')
    const coordinator = await line.signedIn('coordinator-1')
    expect((await coordinator('/api/v1/counts/releases/1999-01')).status).toBe(404)
    const operator = await line.signedIn('operator-1')
    expect((await operator('/api/v1/counts/releases/2026-09')).status).toBe(403)
    expect(times(await page(), 'Took out a release')).toBe(before)
  })

  it('goes page by page, and takes no odd place for one', async () => {
    expect(times(await page('/access-log?before=1'), 'Opened the contact of their own caller')).toBe(0)
    for (const odd of ['x', '-1', '1e99', "1'--"])
      expect(await page(`/access-log?before=${encodeURIComponent(odd)}`)).toContain('Opened the contact')
  })

  it('is chained like every line', async () => {
    await sealLines(line.deps)
    const { faults, lines } = await checkAudit(line.deps, new Date(0))
    expect(faults).toEqual([])
    expect(lines).toBeGreaterThan(10)
  })
})
