import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'
import { formBody } from '../support/form-body.ts'
import { formIn } from '../support/forms.ts'
import { onShift } from '../support/on-shift.ts'

let app: TestApp
let people: Awaited<ReturnType<TestApp['signedIn']>>[]
beforeAll(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
  people = await Promise.all([1, 2, 3].map(number => app.signedIn(`counselor-${number}`)))
  const shift = (who: number, day: number, from: string, to: string) =>
    onShift(app, `counselor-${who}`, `2026-11-${day}T${from}:00+08:00`, `2026-11-${day}T${to}:00+08:00`)
  await shift(1, 25, '18:00', '22:00')
  await shift(1, 27, '08:00', '12:00')
  await shift(2, 26, '18:00', '22:00')
  // Neither fits: one overlaps another shift of counselor 1, the owner of the other is on shift on the 25th.
  await shift(2, 27, '10:00', '11:00')
  await shift(3, 25, '20:00', '21:00')
  await shift(3, 28, '08:00', '12:00')
})
afterAll(() => app.close())

const send = async (who: number, path: string, fields: Record<string, string> = {}) =>
  (await people[who - 1]?.(path, { method: 'POST', ...formBody(fields) })) as Response
const page = async (who: number, path = '/my-shifts') => formIn((await people[who - 1]?.(path)) as Response)
const firstShift = async (who: number) => /my-shifts\/([0-9a-f-]+)\/swap/.exec((await page(who)).html)?.[1]

test('a counselor chooses among the times that fit, without a name, and must choose one', async () => {
  const path = `/my-shifts/${await firstShift(1)}/swap`
  const choice = await page(1, path)
  expect(choice.text).toContain('您的班：11月25日 星期三 18:00–22:00')
  const offered = [...choice.html.matchAll(/<option value="[0-9a-f-]+">([^<]+)</g)].map(([, words]) => words)
  // The one of counselor 3 on the 25th goes with that shift only if it is the one that is swapped.
  expect(offered).toEqual(['11月25日 星期三 20:00–21:00', '11月26日 星期四 18:00–22:00'])
  expect(choice.text).not.toMatch(/周安|陈禾/)
  const none = await send(1, path)
  expect([none.status, (await none.text()).includes('<a href="#other">')]).toEqual([422, true])
  expect((await page(2, path)).status).toBe(404)
})

test('the other one is asked, declines or accepts, and both see their new shifts', async () => {
  const path = `/my-shifts/${await firstShift(1)}/swap`
  const wish = async () => {
    const [, other = ''] = /value="([0-9a-f-]+)">11月26日/.exec((await page(1, path)).html) ?? []
    expect((await send(1, path, { other })).headers.get('Location')).toBe('/my-shifts?done=wished')
    return /swaps\/([0-9a-f-]+)\/accept/.exec((await page(2)).html)?.[1]
  }
  const first = await wish()
  expect((await page(1)).text).toContain('您想换成 11月26日 星期四 18:00–22:00。')
  expect((await page(2)).text).not.toContain('林静')
  expect((await send(3, `/my-shifts/swaps/${first}/accept`)).status).toBe(404)
  expect((await send(2, `/my-shifts/swaps/${first}/decline`)).headers.get('Location')).toBe(
    '/my-shifts?done=declined',
  )
  const late = await send(1, `/my-shifts/swaps/${first}/withdraw`)
  expect([late.status, (await formIn(late)).text.includes('这个班已不空')]).toEqual([409, true])

  const second = await wish()
  expect((await send(2, `/my-shifts/swaps/${second}/accept`)).headers.get('Location')).toBe(
    '/my-shifts?done=swapped',
  )
  expect((await page(1)).text).toContain('11月26日 星期四 18:00–22:00')
  expect((await page(2)).text).toContain('11月25日 星期三 18:00–22:00')

  const third = await firstShift(1)
  const [, other = ''] =
    /value="([0-9a-f-]+)">11月28日/.exec((await page(1, `/my-shifts/${third}/swap`)).html) ?? []
  expect((await send(1, `/my-shifts/${third}/swap`, { other })).status).toBe(303)
  const [, open] = /swaps\/([0-9a-f-]+)\/withdraw/.exec((await page(1)).html) ?? []
  expect((await send(1, `/my-shifts/swaps/${open}/withdraw`)).headers.get('Location')).toBe(
    '/my-shifts?done=kept',
  )
  expect((await page(3)).text).not.toContain('有人想和您换班')
})
