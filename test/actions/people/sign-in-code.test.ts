import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { invitePerson } from '../../../src/actions/people/invite-person.ts'
import { redeemSignInCode } from '../../../src/actions/people/redeem-sign-in-code.ts'
import { requestSignInCode } from '../../../src/actions/people/request-sign-in-code.ts'
import { retirePerson } from '../../../src/actions/people/retire-person.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { newcomer, openedLetters } from '../../support/staff.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const caller = { kind: 'caller' } as const
const system = { kind: 'system' } as const
let number = 0

/** A counselor with a mail address of their own, and the invitation code. */
async function invited() {
  const mail = `person-${++number}@example.org`
  return { mail, ...(await invitePerson(app.deps, system, newcomer({ mail }))) }
}

async function codeByLetter(mail: string) {
  app.clock.wind(1)
  await requestSignInCode(app.deps, caller, { mail, locale: 'zh-Hans' })
  return (await openedLetters(app))
    .filter(letter => letter.to === mail && letter.kind === 'signInCode')
    .at(-1)?.code
}

const redeem = (mail: string, code = '') => redeemSignInCode(app.deps, caller, { mail, code })
const wrong = { code: 'sign_in_code_wrong' }

describe('a sign-in code', () => {
  test('has six digits, works once, and however the address is capitalized', async () => {
    const { mail, personId } = await invited()
    const code = await codeByLetter(mail)
    expect(code).toMatch(/^\d{6}$/)
    expect(await redeem(mail.toUpperCase(), code)).toEqual({ personId, recovered: false })
    await expect(redeem(mail, code)).rejects.toMatchObject(wrong)
  })

  test('ends after ten minutes', async () => {
    const { mail } = await invited()
    const code = await codeByLetter(mail)
    app.clock.wind(600)
    await expect(redeem(mail, code)).rejects.toMatchObject(wrong)
  })

  test('ends when a newer one is asked for', async () => {
    const { mail, personId } = await invited()
    const older = await codeByLetter(mail)
    const newer = await codeByLetter(mail)
    await expect(redeem(mail, older)).rejects.toMatchObject(wrong)
    expect(await redeem(mail, newer)).toEqual({ personId, recovered: false })
  })

  test('ends with the fifth wrong try', async () => {
    const { mail } = await invited()
    const code = (await codeByLetter(mail)) ?? ''
    const other = code === '000000' ? '000001' : '000000'
    for (let tries = 0; tries < 5; tries++) await expect(redeem(mail, other)).rejects.toMatchObject(wrong)
    await expect(redeem(mail, code)).rejects.toMatchObject({ code: 'try_later' })
    app.clock.wind(60)
    await expect(redeem(mail, code)).rejects.toMatchObject(wrong)
  })

  test('counts wrong tries that come at the same moment, too', async () => {
    const { mail } = await invited()
    const code = (await codeByLetter(mail)) ?? ''
    const other = code === '000000' ? '000001' : '000000'
    await Promise.allSettled(Array.from({ length: 8 }, () => redeem(mail, other)))
    app.clock.wind(60)
    await expect(redeem(mail, code)).rejects.toMatchObject(wrong)
  })

  test('lets one of ten simultaneous tries in', async () => {
    const { mail } = await invited()
    const code = await codeByLetter(mail)
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => redeem(mail, code)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('goes to nobody for an address that we do not know', async () => {
    expect(await codeByLetter('stranger@example.org')).toBeUndefined()
  })

  test('of somebody else does not work', async () => {
    const [a, b] = [await invited(), await invited()]
    const code = await codeByLetter(a.mail)
    await expect(redeem(b.mail, code)).rejects.toMatchObject(wrong)
  })

  test('is sent at most five times in a quarter of an hour', async () => {
    const { mail } = await invited()
    for (let letter = 0; letter < 8; letter++) await codeByLetter(mail)
    const sent = () =>
      openedLetters(app).then(all => all.filter(one => one.to === mail && one.kind === 'signInCode'))
    expect(await sent()).toHaveLength(5)
    app.clock.wind(900)
    await codeByLetter(mail)
    expect(await sent()).toHaveLength(6)
  })
})

describe('an invitation code', () => {
  test('signs in within seven days, typed in any fashion, once', async () => {
    const { mail, code, personId } = await invited()
    app.clock.wind(6 * 86_400)
    expect(await redeem(mail, code.toLowerCase().replace('-', ' '))).toEqual({ personId, recovered: false })
    await expect(redeem(mail, code)).rejects.toMatchObject(wrong)
  })

  test('ends after seven days', async () => {
    const { mail, code } = await invited()
    app.clock.wind(7 * 86_400)
    await expect(redeem(mail, code)).rejects.toMatchObject(wrong)
  })

  test('is worth nothing once the person is retired, and no letter goes out any more', async () => {
    const { mail, code, personId } = await invited()
    await retirePerson(app.deps, system, { personId })
    await expect(redeem(mail, code)).rejects.toMatchObject(wrong)
    expect(await codeByLetter(mail)).toBeUndefined()
  })
})
