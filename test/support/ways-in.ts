import { Secret, TOTP } from 'otpauth'
import { invitePerson } from '../../src/actions/people/invite-person.ts'
import type { TestApp } from './app.ts'
import { formBody } from './form-body.ts'
import { newcomer } from './staff.ts'

/** Posts a form without being anybody, or as the bearer of a cookie. */
export function post(app: TestApp, path: string, fields: Record<string, string> = {}, cookie = '') {
  return app.ask(path, { method: 'POST', ...formBody(fields) }, cookie)
}

/** The sign-in that an answer gives, as a browser sends it back. */
export function cookieOf(answer: Response): string {
  const given = answer.headers.getSetCookie().find(one => /^(__Host-)?heartline=/.test(one))
  return given?.split(';')[0] ?? ''
}

/** Somebody invited who has typed their code: signed in, with nothing set up yet. */
export async function joined(app: TestApp, mail: string) {
  const { code, personId } = await invitePerson(app.deps, { kind: 'system' }, newcomer({ mail }))
  const answer = await post(app, '/sign-in/code', { mail, code })
  return { mail, personId, code, answer, cookie: cookieOf(answer) }
}

/** An authenticator app that somebody has set up on this account: shows codes as another program makes them. */
export async function withApp(app: TestApp, cookie: string) {
  const shown = await (await post(app, '/account/app', {}, cookie)).text()
  const key = /id="key">([A-Z2-7 ]+)</.exec(shown)?.[1] ?? ''
  const totp = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) })
  const code = (secondsOff = 0) => totp.generate({ timestamp: app.clock.now.getTime() + secondsOff * 1000 })
  const answer = await post(app, '/account/app/confirm', { code: code() }, cookie)
  const html = await answer.text()
  return { key, code, status: answer.status, html, recoveryCodes: recoveryCodesIn(html) }
}

/** The recovery codes that a page shows. */
export function recoveryCodesIn(html: string): string[] {
  return [...html.matchAll(/<li class="code">([0-9A-Z]{5}-[0-9A-Z]{5})</g)].map(([, code = '']) => code)
}

/** A counselor with an authenticator app, signed in: their cookie, codes and recovery codes. */
export async function settled(app: TestApp, mail: string) {
  const person = await joined(app, mail)
  return { ...person, ...(await withApp(app, person.cookie)) }
}
