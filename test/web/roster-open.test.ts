import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'
import { booked } from '../support/booked.ts'
import { formBody } from '../support/form-body.ts'
import { formIn } from '../support/forms.ts'
import { onShift } from '../support/on-shift.ts'

let app: TestApp
let asked: Record<string, Awaited<ReturnType<TestApp['signedIn']>>>
beforeAll(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
  const handles = ['coordinator-1', 'counselor-1', 'counselor-2', 'counselor-3']
  asked = Object.fromEntries(
    await Promise.all(handles.map(async handle => [handle, await app.signedIn(handle)] as const)),
  )
})
afterAll(() => app.close())

const send = async (who: string, path: string, fields: Record<string, string> = {}) => {
  const answer = await asked[who]?.(path, { method: 'POST', ...formBody(fields) })
  return answer as Response
}
const page = async (who: string, path: string) => formIn((await asked[who]?.(path)) as Response)
const seats = (changes = {}) => ({
  day: '2026-11-24',
  from: '18:00',
  to: '2:00',
  seats: '1',
  language: '',
  request: 'r1',
  ...changes,
})

describe('open seats', () => {
  test('are opened once however often one presses, taken by the first, and shown to the coordinator', async () => {
    for (let press = 0; press < 2; press++) {
      const answer = await send('coordinator-1', '/shifts/open', seats())
      expect(answer.headers.get('Location')).toBe('/shifts/open?done=opened')
    }
    const offered = await page('counselor-1', '/my-shifts')
    const ids = [...offered.html.matchAll(/open\/([0-9a-f-]+)\/take/g)].map(([, id]) => id)
    expect(ids).toHaveLength(1)
    expect(offered.text).toContain('11月24日 星期二 18:00 至 11月25日 星期三 02:00')
    const first = await send('counselor-1', `/my-shifts/open/${ids[0]}/take`)
    expect(first.headers.get('Location')).toBe('/my-shifts?done=taken')
    const second = await send('counselor-2', `/my-shifts/open/${ids[0]}/take`)
    expect(second.status).toBe(409)
    const told = await formIn(second)
    expect(told.text).toContain('这个班已不空')
    expect(told.html).toContain('href="#coming"')
    expect((await page('coordinator-1', '/shifts/open')).text).toContain('林静 已领')
    const late = await send('coordinator-1', `/shifts/open/${ids[0]}/withdraw`)
    expect([late.status, (await late.text()).includes(`href="#open-${ids[0]}"`)]).toEqual([409, true])
  })

  test('say what to mend at each field, and keep what was typed', async () => {
    const wrong = await send(
      'coordinator-1',
      '/shifts/open',
      seats({ day: 'x', from: '', seats: '3', request: 'r2' }),
    )
    expect(wrong.status).toBe(422)
    const again = await formIn(wrong)
    expect(again.fields).toMatchObject({ day: 'x', to: '02:00', seats: '3' })
    for (const field of ['day', 'from']) expect(again.html).toContain(`<a href="#${field}">`)
    const tooMany = await send('coordinator-1', '/shifts/open', seats({ seats: '21', request: 'r3' }))
    expect([tooMany.status, (await tooMany.text()).includes('<a href="#seats">席位数：')]).toEqual([
      422,
      true,
    ])
    const begun = await send('coordinator-1', '/shifts/open', seats({ day: '2026-11-22', request: 'r4' }))
    expect([begun.status, (await begun.text()).includes('<a href="#from">这段时间已经开始。')]).toEqual([
      422,
      true,
    ])
  })
})

test('a counselor finds cover: others are asked without a name, the first has it, what stands against it is said', async () => {
  await onShift(app, 'counselor-3', '2026-11-23T20:00:00+08:00', '2026-11-23T22:00:00+08:00')
  const mine = await page('counselor-3', '/my-shifts')
  const [, shift] = /my-shifts\/([0-9a-f-]+)\/cover/.exec(mine.html) ?? []
  expect((await send('counselor-3', `/my-shifts/${shift}/cover`)).headers.get('Location')).toBe(
    '/my-shifts?done=asked',
  )
  expect((await page('counselor-3', '/my-shifts')).text).toContain('有人接下之前，仍由您值班')
  expect((await page('coordinator-1', '/shifts/open')).text).toContain('替 陈禾 代班')

  const wish = await page('counselor-1', '/my-shifts')
  expect(wish.text).toContain('请您代班')
  expect(wish.text).not.toContain('陈禾')
  const [, open] = /open\/([0-9a-f-]+)\/take/.exec(wish.html) ?? []
  await booked(app, 'counselor-3', new Date('2026-11-23T20:30:00+08:00'), { language: 'yue' })
  const cannot = await send('counselor-1', `/my-shifts/open/${open}/take`)
  expect([cannot.status, (await formIn(cannot)).text.includes('这个班您接不了')]).toEqual([409, true])
  // Counselor 2 speaks Cantonese.
  expect((await send('counselor-2', `/my-shifts/open/${open}/take`)).status).toBe(303)
  expect((await page('counselor-3', '/my-shifts')).text).not.toContain('20:00')
  expect((await page('counselor-2', '/my-shifts')).text).toContain('11月23日 星期一 20:00–22:00')
})

test('a wish for cover is withdrawn by whoever made it', async () => {
  await onShift(app, 'counselor-3', '2026-11-27T20:00:00+08:00', '2026-11-27T22:00:00+08:00')
  const [, shift] =
    /my-shifts\/([0-9a-f-]+)\/cover/.exec((await page('counselor-3', '/my-shifts')).html) ?? []
  await send('counselor-3', `/my-shifts/${shift}/cover`)
  const [, open] = /open\/([0-9a-f-]+)\/withdraw/.exec((await page('counselor-3', '/my-shifts')).html) ?? []
  expect((await send('counselor-1', `/my-shifts/open/${open}/withdraw`)).status).toBe(404)
  const kept = await send('counselor-3', `/my-shifts/open/${open}/withdraw`)
  expect(kept.headers.get('Location')).toBe('/my-shifts?done=kept')
})
