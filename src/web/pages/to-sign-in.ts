import type { AnyContext } from '../env.ts'
import { ownPath } from '../own-path.ts'

/** Leads whoever is signed out to the sign-in, and afterwards back to the page they wanted. */
export function toSignIn(c: AnyContext) {
  const { pathname, search } = new URL(c.req.url)
  const to = c.req.method === 'GET' ? ownPath(pathname + search) : undefined
  return c.redirect(to ? `/sign-in?to=${encodeURIComponent(to)}` : '/sign-in', 303)
}
