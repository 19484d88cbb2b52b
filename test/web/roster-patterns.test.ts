import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'
import { booked } from '../support/booked.ts'
import { formBody } from '../support/form-body.ts'

let app: TestApp
let coordinator: Awaited<ReturnType<TestApp['signedIn']>>
let counselorId: string
beforeAll(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
  coordinator = await app.signedIn('coordinator-1')
  counselorId = (await app.person('counselor-1', 'counselor')).personId
})
afterAll(() => app.close())

const send = (path: string, fields: Record<string, string | string[]>) =>
  coordinator(path, { method: 'POST', ...formBody(fields) })
const pattern = (changes: Record<string, string | string[]> = {}) => ({
  counselor: counselorId,
  weekdays: ['1', '2'],
  from1: '9:00',
  to1: '12:00',
  from3: '22:00',
  to3: '02:00',
  fromDay: '2026-11-24',
  ...changes,
})
const shown = async () => (await coordinator('/shifts/patterns')).text()

describe('the page of weekly patterns', () => {
  test('adds stretches on several weekdays, says how many shifts follow, lists and ends them', async () => {
    const answer = await send('/shifts/patterns', pattern())
    expect(answer.headers.get('Location')).toBe('/shifts/patterns?done=added&count=14')
    const html = await shown()
    expect(html).toContain('星期一 09:00–12:00')
    expect(html).toContain('星期二 22:00–次日 02:00')
    await booked(app, 'counselor-1', new Date('2026-12-01T23:00:00+08:00'))
    const [, id] =
      /patterns\/([0-9a-f-]+)\/end"[^>]*><button[^>]*aria-label="停止 林静 星期二 22:00/.exec(html) ?? []
    const ended = await send(`/shifts/patterns/${id}/end`, {})
    expect(ended.headers.get('Location')).toBe('/shifts/patterns?done=ended&kept=1')
    const after = await (await coordinator('/shifts/patterns?done=ended&kept=1')).text()
    expect(after).toContain('有 1 个班次已有人预约，所以保留。')
    expect(after).not.toContain('星期二 22:00')
  })

  test('says at each field what to mend, and keeps all that was typed', async () => {
    const answer = await send(
      '/shifts/patterns',
      pattern({ weekdays: [], to3: '26:00', untilDay: '2026-11-01' }),
    )
    expect(answer.status).toBe(422)
    const html = await answer.text()
    for (const mend of [
      '<a href="#weekdays">星期几：',
      '<a href="#to3">第 3 段 到：',
      '<a href="#untilDay">',
    ])
      expect(html).toContain(mend)
    expect(html).toContain('value="26:00"')
    expect(html).toContain('value="09:00"')
    const nobody = await send('/shifts/patterns', pattern({ counselor: '' }))
    expect([nobody.status, (await nobody.text()).includes('<a href="#counselor">')]).toEqual([422, true])
    const none = await send('/shifts/patterns', pattern({ from1: '', to1: '', from3: '', to3: '' }))
    expect(await none.text()).toContain('<a href="#from1">请至少填写一段时间。')
  })

  test('notes a holiday with its name, and removes it', async () => {
    expect((await send('/shifts/days-off', { whose: '', day: '2026-12-08', dayName: '冬日' })).status).toBe(
      303,
    )
    const html = await shown()
    expect(html).toContain('冬日')
    const [, id] = /days-off\/([0-9a-f-]+)\/remove/.exec(html) ?? []
    expect((await send(`/shifts/days-off/${id}/remove`, {})).status).toBe(303)
    expect(await shown()).not.toContain('冬日')
    const wrong = await send('/shifts/days-off', { whose: 'x', day: 'soon', dayName: '' })
    expect([wrong.status, (await wrong.text()).includes('<a href="#whose">')]).toEqual([422, true])
    const noDay = await send('/shifts/days-off', { whose: counselorId, day: '', dayName: '' })
    expect([noDay.status, (await noDay.text()).includes('<a href="#day">')]).toEqual([422, true])
  })
})
