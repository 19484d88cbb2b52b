import { expect, test } from 'vitest'
import { makeBooking } from '../../src/actions/bookings/make-booking.ts'
import { makeWay } from '../../src/actions/bookings/make-way.ts'
import { acceptOffer } from '../../src/actions/calls/accept-offer.ts'
import { receiveCall } from '../../src/actions/calls/receive-call.ts'
import { goOnDuty } from '../../src/actions/duty/go-on-duty.ts'
import { queueOf } from '../../src/reads/queue.ts'
import { axe, fitsItsWidth, useBrowser } from '../support/browser.ts'
import { onShift } from '../support/on-shift.ts'

const browser = useBrowser('2026-11-23T10:00:00+08:00', { PRESENCE_SECONDS: '86400' })

test('a caller whose session may begin late sees it in their language, and moves to a time that is named', {
  timeout: 120_000,
}, async () => {
  const { app } = browser()
  const { deps } = app
  await onShift(app, 'counselor-1', '2026-11-23T09:00:00+08:00', '2026-11-23T18:00:00+08:00')
  const startsAt = new Date('2026-11-23T11:00:00+08:00')
  const wanted = { startsAt, mode: 'text', language: 'zh', locale: 'zh-Hans' } as const
  const { returnCode } = await makeBooking(deps, { kind: 'caller' }, wanted)
  const counselor = await app.person('counselor-1', 'counselor')
  await goOnDuty(deps, counselor)
  await receiveCall(deps, { kind: 'line', line: 'main' }, { reference: 'long', language: 'zh' })
  await acceptOffer(deps, counselor, { offerId: (await queueOf(deps, counselor)).offer!.id })
  app.clock.wind(56 * 60)
  expect(await makeWay(deps, { kind: 'system' })).toEqual({ moved: 0, told: 1 })
  const page = await browser().visit({ width: 320 })
  for (const [segment, words] of [
    ['en', 'It may begin a little late'],
    ['hant', '可能會晚一點開始'],
    ['zh', '可能会晚一点开始'],
  ] as const) {
    await page.goto(`/${segment}/booking`)
    await page.fill('input[name=code]', returnCode)
    await page.click('button.go-on')
    await page.waitForSelector(`text=${words}`)
    expect(await axe(page), segment).toEqual([])
    expect(await fitsItsWidth(page), segment).toBe(true)
  }
  expect(await page.textContent('main')).toContain('11:30')
  await page.click('button[value=move]')
  await page.locator('input[name=startsAt][value*="T11:30"]').check({ force: true })
  await page.click('button[value=move-there]:not(.default)')
  await page.waitForSelector('text=改好了')
  expect(await page.textContent('main')).not.toContain('可能会晚一点开始')
  await page.context().close()
})
