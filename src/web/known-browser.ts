import { getCookie, setCookie } from 'hono/cookie'
import { toBase64Url } from '../domain/base64.ts'
import type { AnyContext } from './env.ts'
import { sameText } from './same-text.ts'

const days = 180

/**
 * A browser in which this person signed in before, by a random name. Wrong tries from it are counted by themselves, so
 * that nobody who guesses from elsewhere keeps a colleague waiting. It opens nothing.
 */
export async function knownBrowser(c: AnyContext, mail: string): Promise<string | undefined> {
  const [name = '', tag = ''] = (getCookie(c, cookieName(c)) ?? '').split('.')
  if (!/^[\w-]{22}$/.test(name)) return undefined
  return (await sameText(tag, await tagOf(c, name, mail))) ? name : undefined
}

/** Lets this browser be known as one of this person. */
export async function rememberBrowser(c: AnyContext, mail: string): Promise<void> {
  const name = toBase64Url(c.get('deps').random(16))
  setCookie(c, cookieName(c), `${name}.${await tagOf(c, name, mail)}`, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(c),
    maxAge: days * 86_400,
  })
}

function tagOf(c: AnyContext, name: string, mail: string): Promise<string> {
  return c.get('deps').keys.tag('known-browser', `${name} ${mail.toLowerCase()}`)
}

function cookieName(c: AnyContext) {
  return isSecure(c) ? '__Host-heartline-known' : 'heartline-known'
}

function isSecure(c: AnyContext) {
  return c.get('deps').config.PUBLIC_URL.startsWith('https:')
}
