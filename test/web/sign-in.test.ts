import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { invitePerson } from '../../src/actions/people/invite-person.ts'
import { ownPath } from '../../src/web/own-path.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { formBody } from '../support/form-body.ts'
import { newcomer, openedLetters } from '../support/staff.ts'
import { settled } from '../support/ways-in.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp(undefined, { IDLE_MINUTES: '15' })
})
afterAll(() => app.close())

const post = (path: string, fields: Record<string, string>, cookie = '') =>
  app.ask(path, { method: 'POST', ...formBody(fields) }, cookie)
const invite = (mail: string) => invitePerson(app.deps, { kind: 'system' }, newcomer({ mail }))

const signedInCookie = async (mail: string) => (await settled(app, mail)).cookie

describe('signing in', () => {
  test('by mail and code, for the first time, leads to where one sets up how to sign in', async () => {
    await invite('by-mail@example.org')
    const asked = await post('/sign-in', { mail: 'by-mail@example.org' })
    expect(asked.status).toBe(200)
    const code = (await openedLetters(app)).find(letter => letter.kind === 'signInCode')?.code ?? ''
    const answer = await post('/sign-in/code', { mail: 'by-mail@example.org', code })
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/account'])
    expect(answer.headers.get('Set-Cookie')).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i)
  })

  test('answers the same for an address that is known and one that is not', async () => {
    await invite('known@example.org')
    const [known, unknown] = await Promise.all(
      ['known@example.org', 'other@example.org'].map(async mail => {
        const answer = await post('/sign-in', { mail })
        return { status: answer.status, html: (await answer.text()).replaceAll(mail, '') }
      }),
    )
    expect(known).toEqual(unknown)
    const wrong = await Promise.all(
      ['known@example.org', 'other@example.org'].map(async mail => {
        const answer = await post('/sign-in/code', { mail, code: '123456' })
        return { status: answer.status, html: (await answer.text()).replaceAll(mail, '') }
      }),
    )
    expect(wrong[0]).toEqual(wrong[1])
    expect(wrong[0]?.status).toBe(403)
  })

  test('with the code of an app leads back to the page that was wanted', async () => {
    const { mail, code } = await settled(app, 'back@example.org')
    app.clock.wind(30)
    const form = { mail, code: code(), to: '/queue?x=1' }
    expect((await post('/sign-in/app', form)).headers.get('Location')).toBe('/queue?x=1')
    app.clock.wind(30)
    const home = await post('/sign-in/app', { mail, code: code() })
    expect(home.headers.get('Location')).toBe('/queue')
  })

  test('says what is wrong and keeps what was typed', async () => {
    const bad = await post('/sign-in', { mail: 'not an address' })
    expect(bad.status).toBe(400)
    expect(await bad.text()).toContain('value="not an address"')
    const empty = await post('/sign-in/code', { mail: 'a@example.org', code: '' })
    expect(empty.status).toBe(400)
    expect(await empty.text()).toContain('href="#code"')
  })

  test('a page that needs it leads to it, and remembers where one wanted to go; the API answers 401', async () => {
    const page = await app.ask('/shifts?week=2026-11-23')
    expect([page.status, page.headers.get('Location')]).toEqual([
      303,
      '/sign-in?to=%2Fshifts%3Fweek%3D2026-11-23',
    ])
    const wrong = await app.ask('/shifts', {}, 'heartline=0000')
    expect(wrong.headers.get('Location')).toBe('/sign-in?to=%2Fshifts')
    expect((await post('/shifts', {})).headers.get('Location')).toBe('/sign-in')
    expect((await app.ask('/api/v1/shifts')).status).toBe(401)
  })

  test('shows the demo people only in a demo', async () => {
    expect(await (await app.ask('/sign-in')).text()).toContain('counselor-20')
    const real = await testApp(undefined, {
      DEMO: 'false',
      PUBLIC_URL: 'http://heart.example',
      EMERGENCY_CHECKED_ON: '2026-11-01',
    })
    expect(await (await real.ask('/sign-in')).text()).not.toContain('counselor')
    await real.close()
  })
})

describe('a sign-in', () => {
  test('ends at once when signing out, for a copy of the cookie too', async () => {
    const cookie = await signedInCookie('out@example.org')
    expect((await app.ask('/api/v1/queue', {}, cookie)).status).toBe(200)
    expect((await post('/sign-out', {}, cookie)).headers.get('Location')).toBe('/sign-in')
    expect((await app.ask('/api/v1/queue', {}, cookie)).status).toBe(401)
  })

  test('ends after a quarter of an hour unseen, and lives on while it is used', async () => {
    const cookie = await signedInCookie('idle@example.org')
    const status = async (minutes: number) => {
      app.clock.wind(minutes * 60)
      return (await app.ask('/api/v1/queue', {}, cookie)).status
    }
    expect(await status(14)).toBe(200)
    expect(await status(14)).toBe(200)
    expect(await status(15)).toBe(401)
  })

  test('ends after twelve hours however much it is used', async () => {
    const cookie = await signedInCookie('long@example.org')
    const statuses = []
    for (let quarter = 0; quarter < 48; quarter++) {
      app.clock.wind(quarter === 0 ? 0 : 14 * 60 + (quarter === 47 ? 3600 : 56))
      statuses.push((await app.ask('/api/v1/queue', {}, cookie)).status)
    }
    expect(new Set(statuses.slice(0, 47))).toEqual(new Set([200]))
    app.clock.wind(600)
    expect((await app.ask('/api/v1/queue', {}, cookie)).status).toBe(401)
  })
})

test.each([
  ['/shifts?week=2026-11-23', true],
  ['/people', true],
  ['//elsewhere.example', false],
  ['/\\elsewhere.example', false],
  ['https://elsewhere.example', false],
  ['/sign-out', false],
  ['/%2F/elsewhere', true],
  ['', false],
])('after signing in, %s is followed: %s', (path, followed) => {
  expect(ownPath(path)).toBe(followed ? path : undefined)
})
