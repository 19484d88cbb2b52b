import { Secret, TOTP } from 'otpauth'
import type { CDPSession, Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { makeBooking } from '../../src/actions/bookings/make-booking.ts'
import { invitePerson } from '../../src/actions/people/invite-person.ts'
import { bookings } from '../../src/db/schema/bookings.ts'
import { shifts } from '../../src/db/schema/duty.ts'
import { textsOf } from '../../src/texts/texts.ts'
import { axe, fitsItsWidth, type Look, picture, useBrowser } from '../support/browser.ts'
import { newcomer } from '../support/staff.ts'

const start = '2026-11-23T10:00:00+08:00'
const browser = useBrowser(start, localhost => ({ PUBLIC_URL: localhost, STEP_UP_MINUTES: '10' }))

const people = [
  { locale: 'zh-CN', width: 360, texts: textsOf('zh-Hans'), name: 'zh' },
  { locale: 'en-GB', width: 1280, texts: textsOf('en'), name: 'en' },
  { locale: 'zh-TW', width: 360, texts: textsOf('zh-Hant'), name: 'hant' },
] as const
const zh = people[0]

const open: Page[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(page => page.context().close()))
  browser().app.clock.now = new Date(start)
})

async function visit(look: Look = {}) {
  const page = await browser().visit(look)
  open.push(page)
  return page
}

/** A device with a fingerprint reader, as Chromium's own virtual authenticator. */
async function withFingerprint(page: Page): Promise<{ device: CDPSession; authenticatorId: string }> {
  const device = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { device, authenticatorId }
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** Somebody new, on the page on which they set up how they sign in. */
async function arrived(page: Page, mail: string, texts: (typeof people)[number]['texts']) {
  const { app } = browser()
  const { code, personId } = await invitePerson(app.deps, { kind: 'system' }, newcomer({ mail }))
  await page.goto('/sign-in/code')
  await page.getByLabel(texts.signIn.mail).fill(mail)
  await page.getByLabel(texts.signIn.code, { exact: true }).fill(code)
  await press(page, texts.signIn.enter)
  await page.getByRole('heading', { name: texts.account.joining.title }).waitFor()
  return personId
}

async function wellMade(page: Page, name: string) {
  expect(await axe(page)).toEqual([])
  expect(await fitsItsWidth(page)).toBe(true)
  await picture(page, name)
}

test.each(people)(
  'in $locale, $width wide, the way from the invitation to a passkey and back in',
  async ({ locale, width, texts, name }) => {
    const page = await visit({ locale, width })
    const { device, authenticatorId } = await withFingerprint(page)
    await page.goto('/sign-in')
    expect(await page.locator('.fault:visible').count()).toBe(0)
    await wellMade(page, `sign-in-${name}-${width}`)
    await page.goto('/sign-in/mail')
    await wellMade(page, `sign-in-mail-${name}-${width}`)
    await arrived(page, `${name}-${width}@example.org`, texts)
    await wellMade(page, `joining-${name}-${width}`)
    await page.getByLabel(texts.account.passkeys.name).fill('我的手机')
    await press(page, texts.account.passkeys.add)
    await page.getByRole('heading', { name: texts.account.recovery.shownTitle }).waitFor()
    expect(await page.locator('.recovery-codes li').count()).toBe(10)
    await wellMade(page, `recovery-codes-${name}-${width}`)
    await page.getByRole('link', { name: texts.account.recovery.done }).click()
    await page.getByText('我的手机').first().waitFor()
    expect(await page.locator('.fault:visible').count()).toBe(0)
    await wellMade(page, `account-${name}-${width}`)
    await press(page, texts.frame.signOut)
    await press(page, texts.signIn.passkey)
    await page.waitForURL('**/queue')
    await page.goto('/account')
    await page.getByText(texts.account.signIns.here).waitFor()

    // A finger that the device does not know.
    await press(page, texts.frame.signOut)
    await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    await press(page, texts.signIn.passkey)
    await page.locator('[data-passkey-failed]:visible').waitFor()
    expect(new URL(page.url()).pathname).toBe('/sign-in')
  },
)

describe('before a contact opens', () => {
  test('one touch of the passkey is enough, in place, and the wrap-up keeps what was chosen', async () => {
    const { app } = browser()
    const page = await visit({ locale: 'zh-CN' })
    await withFingerprint(page)
    const personId = await arrived(page, 'touch@example.org', zh.texts)
    await press(page, zh.texts.account.passkeys.add)
    await page.getByRole('heading', { name: zh.texts.account.recovery.shownTitle }).waitFor()
    const bookingId = await bookedFor(personId)
    app.clock.wind(4 * 3600 + 60)
    await page.context().clearCookies()
    await page.goto('/sign-in')
    await press(page, zh.texts.signIn.passkey)
    await page.waitForURL('**/queue')
    app.clock.wind(601)
    await page.goto(`/queue/sessions/${bookingId}`)
    await page.locator('form[data-draft] input[type=radio]').first().check({ force: true })
    const kept = await page.locator('form[data-draft] input[type=radio]').first().getAttribute('value')
    await page.waitForResponse(answer => answer.url().endsWith('/draft'))
    await press(page, zh.texts.queue.contact.open)
    await page.getByText('13900001111').waitFor()
    expect(
      await page.locator('form[data-draft] input[type=radio]:checked').first().getAttribute('value'),
    ).toBe(kept)
    expect(await axe(page)).toEqual([])
  })

  test.each(people)(
    'in $locale the question is asked in place, also in the demo',
    async ({ locale, width, texts, name }) => {
      const { app, visitAs } = browser()
      await app.database.db.delete(bookings)
      const { personId } = await app.person('counselor-3')
      const bookingId = await bookedFor(personId)
      app.clock.wind(4 * 3600)
      const page = await visitAs('counselor-3', { locale, width })
      open.push(page)
      app.clock.wind(601)
      await page.goto(`/queue/sessions/${bookingId}`)
      await press(page, texts.queue.contact.open)
      await page.getByRole('heading', { name: texts.account.prove.title }).waitFor()
      await wellMade(page, `prove-${name}-${width}`)
      await press(page, texts.account.prove.demo)
      await page.getByText('13900001111').waitFor()
    },
  )
})

/** A booked session of today at two o'clock, with a telephone number. */
async function bookedFor(personId: string) {
  const { app } = browser()
  await app.database.db.delete(bookings)
  await app.database.db.delete(shifts)
  await app.database.db.insert(shifts).values({
    counselorId: personId,
    startsAt: new Date(start),
    endsAt: new Date('2026-11-23T18:00:00+08:00'),
    plannedAt: app.deps.now(),
  })
  await makeBooking(
    app.deps,
    { kind: 'caller' },
    {
      startsAt: new Date('2026-11-23T14:00:00+08:00'),
      mode: 'phone',
      language: 'zh',
      locale: 'zh-Hans',
      contact: { phone: '13900001111' },
    },
  )
  const [made] = await app.database.db.select().from(bookings)
  return made?.id ?? ''
}

test('without scripts the page says that a passkey cannot work, and an app does', async () => {
  const { app } = browser()
  const page = await visit({ locale: 'zh-CN', width: 360, scripts: false })
  await arrived(page, 'plain@example.org', zh.texts)
  await page.getByText(zh.texts.account.passkeys.noScript).waitFor()
  expect(await page.locator('form[data-passkey]:visible').count()).toBe(0)
  await press(page, zh.texts.account.app.begin)
  const key = (await page.locator('#key').textContent()) ?? ''
  const totp = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) })
  const code = () => totp.generate({ timestamp: app.clock.now.getTime() })
  await page.getByLabel(zh.texts.account.app.code).fill(code())
  await press(page, zh.texts.account.app.confirm)
  await page.getByRole('heading', { name: zh.texts.account.recovery.shownTitle }).waitFor()
  await press(page, zh.texts.frame.signOut)
  await page.getByText(zh.texts.signIn.passkeyNoScript).waitFor()
  app.clock.wind(30)
  await page.getByLabel(zh.texts.signIn.mail).fill('plain@example.org')
  await page.getByLabel(zh.texts.signIn.appCode).fill(code())
  await press(page, zh.texts.signIn.enter)
  await page.waitForURL('**/queue')
})

test.each(people)(
  'in $locale the page of a new app fits and reads well',
  async ({ locale, width, texts, name }) => {
    const page = await visit({ locale, width })
    await arrived(page, `app-${name}@example.org`, texts)
    await press(page, texts.account.app.begin)
    await wellMade(page, `new-app-${name}-${width}`)
  },
)
