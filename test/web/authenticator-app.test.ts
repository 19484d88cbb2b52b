import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendLetters } from '../../src/actions/letters/send-letters.ts'
import { readmitPerson } from '../../src/actions/people/readmit-person.ts'
import { requestSignInCode } from '../../src/actions/people/request-sign-in-code.ts'
import { retirePerson } from '../../src/actions/people/retire-person.ts'
import { recoveryCodes } from '../../src/db/schema/credentials.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { openedLetters } from '../support/staff.ts'
import { cookieOf, joined, post, recoveryCodesIn, settled, withApp } from '../support/ways-in.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const caller = { kind: 'caller' } as const
const system = { kind: 'system' } as const
let number = 0
const anyMail = () => `app-${++number}@example.org`
const queue = async (cookie: string) => (await app.ask('/api/v1/queue', {}, cookie)).status
const byApp = (mail: string, code: string, cookie = '') => post(app, '/sign-in/app', { mail, code }, cookie)

async function mailedCode(mail: string) {
  app.clock.wind(1)
  await requestSignInCode(app.deps, caller, { mail, locale: 'en' })
  const found = (await openedLetters(app)).filter(({ to, kind }) => to === mail && kind === 'signInCode')
  return found.at(-1)?.code ?? ''
}

describe('whoever comes in by invitation', () => {
  test('finds no other door open before a way in is set up', async () => {
    const { cookie, answer } = await joined(app, anyMail())
    expect(answer.headers.get('Location')).toBe('/account')
    const refused = await app.ask('/api/v1/queue', {}, cookie)
    expect([refused.status, (await refused.json()) as object]).toMatchObject([403, { code: 'set_up_first' }])
    const page = await app.ask('/queue', {}, cookie)
    expect([page.status, page.headers.get('Location')]).toEqual([303, '/account'])
    expect((await app.ask('/account', {}, cookie)).status).toBe(200)
    expect((await post(app, '/account/recovery-codes', {}, cookie)).headers.get('Location')).toBe('/account')
    const { status, recoveryCodes } = await withApp(app, cookie)
    expect([status, recoveryCodes.length, new Set(recoveryCodes).size]).toEqual([200, 10, 10])
    expect(await queue(cookie)).toBe(200)
  })

  test('may mistype the first code, and sees the same key again', async () => {
    const { cookie } = await joined(app, anyMail())
    const shown = await (await post(app, '/account/app', {}, cookie)).text()
    const key = /id="key">([A-Z2-7 ]+)</.exec(shown)?.[1]
    const again = await post(app, '/account/app/confirm', { code: '000000' }, cookie)
    expect(again.status).toBe(403)
    expect(await again.text()).toContain(`id="key">${key}<`)
    expect(await queue(cookie)).toBe(403)
  })
})

describe('the code of an app', () => {
  test('signs in, also half a minute late or early, and each only once', async () => {
    const { mail, code } = await settled(app, anyMail())
    app.clock.wind(120)
    expect((await byApp(mail, code(-60))).status).toBe(403)
    expect((await byApp(mail, code(-30))).status).toBe(303)
    expect((await byApp(mail, code(-30))).status).toBe(403)
    const now = code()
    const answer = await byApp(mail, now)
    expect([answer.status, await queue(cookieOf(answer))]).toEqual([303, 200])
    expect((await byApp(mail, now)).status).toBe(403)
    expect((await byApp(mail, code(30))).status).toBe(303)
    expect((await byApp(mail, code())).status).toBe(403)
  })

  test('used by ten at the same moment lets one in', async () => {
    const { mail, code } = await settled(app, anyMail())
    app.clock.wind(60)
    const answers = await Promise.all(Array.from({ length: 10 }, () => byApp(mail, code())))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  })

  test('of somebody else does not work', async () => {
    const [a, b] = [await settled(app, anyMail()), await settled(app, anyMail())]
    app.clock.wind(60)
    expect((await byApp(b.mail, a.code())).status).toBe(403)
  })

  test('of an app that is not confirmed, or was replaced, does not work', async () => {
    const { mail, cookie, code } = await settled(app, anyMail())
    app.clock.wind(60)
    await post(app, '/account/app', {}, cookie)
    expect((await byApp(mail, code())).status).toBe(303)
    app.clock.wind(60)
    const second = await withApp(app, cookie)
    app.clock.wind(60)
    expect((await byApp(mail, code())).status).toBe(403)
    expect((await byApp(mail, second.code())).status).toBe(303)
  })

  test('is guessed at ever more slowly, alike for an address that nobody has', async () => {
    const known = await settled(app, anyMail())
    const guess = async (mail: string) => {
      const answer = await byApp(mail, '000000')
      return { status: answer.status, html: (await answer.text()).replaceAll(mail, '') }
    }
    const [real, made] = [[] as unknown[], [] as unknown[]]
    for (let tries = 0; tries < 7; tries++) {
      real.push(await guess(known.mail))
      made.push(await guess('nobody@example.org'))
    }
    expect(real).toEqual(made)
    expect(real.map(one => (one as { status: number }).status)).toEqual([403, 403, 403, 403, 403, 429, 429])
    app.clock.wind(59)
    expect((await byApp(known.mail, known.code())).status).toBe(429)
    app.clock.wind(1)
    expect((await byApp(known.mail, known.code())).status).toBe(303)
    expect((await guess(known.mail)).status).toBe(403)
  })

  test('guessed at elsewhere keeps nobody waiting in a browser where they signed in before', async () => {
    const { mail, code } = await settled(app, anyMail())
    app.clock.wind(60)
    const answer = await byApp(mail, code())
    const known =
      answer.headers
        .getSetCookie()
        .find(one => one.startsWith('heartline-known='))
        ?.split(';')[0] ?? ''
    for (let tries = 0; tries < 40; tries++) await byApp(mail, '000000')
    app.clock.wind(30)
    expect((await byApp(mail, code())).status).toBe(429)
    expect((await byApp('nobody@example.org', '000000', known)).status).not.toBe(303)
    expect((await byApp(mail, code(), known)).status).toBe(303)
    // A cookie of somebody's own making is as good as none.
    const forged = `heartline-known=${'A'.repeat(22)}.${'0'.repeat(64)}`
    expect((await byApp(mail, code(30), forged)).status).toBe(429)
  })

  test('opens nothing once its person has left', async () => {
    const { mail, code, cookie, personId } = await settled(app, anyMail())
    await retirePerson(app.deps, system, { personId })
    app.clock.wind(60)
    expect((await byApp(mail, code())).status).toBe(403)
    expect(await queue(cookie)).toBe(401)
    expect((await app.ask('/account', {}, cookie)).status).toBe(303)
  })
})

describe('a code by mail', () => {
  test('alone opens nothing to whoever has an app, however often it is sent', async () => {
    const { mail } = await settled(app, anyMail())
    const code = await mailedCode(mail)
    for (const recovery of ['', 'ABCDE-FGHJK', 'nonsense']) {
      const answer = await post(app, '/sign-in/code', { mail, code, recovery })
      expect([answer.status, cookieOf(answer)]).toEqual([403, ''])
    }
  })

  test('an invitation that was stolen is worth nothing once its person has set up an app', async () => {
    const { mail, code, cookie } = await joined(app, anyMail())
    await withApp(app, cookie)
    expect((await post(app, '/sign-in/code', { mail, code })).status).toBe(403)
  })

  test('with a recovery code lets in once, ends all other sign-ins, and a letter says so', async () => {
    const { mail, cookie, recoveryCodes: codes } = await settled(app, anyMail())
    const recovery = codes[3]?.toLowerCase().replace('-', ' ') ?? ''
    const answer = await post(app, '/sign-in/code', { mail, code: await mailedCode(mail), recovery })
    expect(answer.headers.get('Location')).toBe('/account?said=recovered')
    expect([await queue(cookie), await queue(cookieOf(answer))]).toEqual([401, 200])
    const again = await post(app, '/sign-in/code', { mail, code: await mailedCode(mail), recovery })
    expect(again.status).toBe(403)
    await sendLetters(app.deps, system)
    const letter = app.mail.kept().find(({ to, text }) => to === mail && text.includes('/account'))
    expect(letter?.subject).toContain('恢复码')
    expect(letter?.text).not.toContain(codes[3])
  })

  test('with the recovery code of somebody else does not let in', async () => {
    const [a, b] = [await settled(app, anyMail()), await settled(app, anyMail())]
    const typed = { mail: b.mail, code: await mailedCode(b.mail), recovery: a.recoveryCodes[0] ?? '' }
    expect((await post(app, '/sign-in/code', typed)).status).toBe(403)
  })
})

describe('recovery codes', () => {
  test('are kept as keyed hashes only, and made anew the old ones no longer hold', async () => {
    const { mail, cookie, recoveryCodes: old } = await settled(app, anyMail())
    const made = recoveryCodesIn(await (await post(app, '/account/recovery-codes', {}, cookie)).text())
    expect(made).toHaveLength(10)
    const kept = JSON.stringify(await app.database.db.select().from(recoveryCodes))
    for (const code of [...old, ...made]) expect(kept).not.toContain(code)
    const typed = async (recovery = '') => ({ mail, code: await mailedCode(mail), recovery })
    expect((await post(app, '/sign-in/code', await typed(old[0]))).status).toBe(403)
    expect((await post(app, '/sign-in/code', await typed(made[0]))).status).toBe(303)
  })
})

test('whoever has lost everything is invited anew by the machine, and every earlier way in is gone', async () => {
  const { mail, cookie, code, recoveryCodes: old } = await settled(app, anyMail())
  const again = await readmitPerson(app.deps, system, { mail, locale: 'en' })
  app.clock.wind(60)
  expect(await queue(cookie)).toBe(401)
  expect((await byApp(mail, code())).status).toBe(403)
  const answer = await post(app, '/sign-in/code', { mail, code: again.code, recovery: old[0] ?? '' })
  expect(answer.headers.get('Location')).toBe('/account')
  expect(await queue(cookieOf(answer))).toBe(403)
  await expect(
    readmitPerson(app.deps, system, { mail: 'x@example.org', locale: 'en' }),
  ).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('the only way in cannot be taken away', async () => {
  const { cookie } = await settled(app, anyMail())
  const answer = await post(app, '/account/app/remove', {}, cookie)
  expect(answer.status).toBe(409)
})
