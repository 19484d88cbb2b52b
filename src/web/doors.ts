import type { MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { createMiddleware } from 'hono/factory'
import { seeSignIn } from '../actions/people/see-sign-in.ts'
import type { Deps } from '../deps.ts'
import type {
  CallerActor,
  CoordinatorActor,
  CounselorActor,
  LineActor,
  OperatorActor,
  StaffActor,
  SupervisorActor,
} from '../domain/actor.ts'
import { type Circle, circles } from '../domain/permissions.ts'
import { Problem } from '../domain/problem.ts'
import { type LiveSignIn, personSignedIn } from '../reads/person-signed-in.ts'
import type { AnyContext, Behind, BehindStaff } from './env.ts'
import { sameText } from './same-text.ts'

// Behind a proxy that ends TLS we are asked by http, and old browsers say nothing but where the form came from.
const isOurs = (origin: string, c: AnyContext) =>
  origin === new URL(c.req.url).origin || origin === new URL(c.get('deps').config.PUBLIC_URL).origin
const sameOrigin = csrf({ origin: isOurs })

/**
 * Every route stands behind exactly one door, or is shut. The door says who acts; a route that has
 * no counselor cannot call a counselor's verb. The circle of each (domain/permissions.ts) lets a test walk all routes.
 */
export const doors = new WeakMap<MiddlewareHandler, Circle>()

function door<M extends MiddlewareHandler>(circle: Circle, middleware: M): M {
  doors.set(middleware, circle)
  return middleware
}

/** Open to everybody; the actor is a caller without a name. */
export const open = door(
  'open',
  createMiddleware<Behind<CallerActor>>(async (c, next) => {
    c.set('actor', { kind: 'caller' })
    await next()
  }),
)

/**
 * Open to everybody, to sign in: refused with `forbidden` where a browser says that the form came from elsewhere, which
 * would sign somebody in as another. Whoever says nothing of it is a program, which nobody can lure.
 */
export const signingIn = door(
  'open',
  createMiddleware<Behind<CallerActor>>(async (c, next) => {
    const [site, origin] = [c.req.header('Sec-Fetch-Site'), c.req.header('Origin')]
    // With our own referrer policy a browser names no origin on its forms; the site it names is the better word.
    const isForeign = site !== undefined ? !/^(same-origin|none)$/.test(site) : origin && !isOurs(origin, c)
    if (isForeign) throw new Problem('forbidden')
    return open(c, next)
  }),
)

/** Open to staff of a circle, once they have a way in of their own; `joining` opens before that. */
function staffDoor<A extends StaffActor>(circle: Exclude<Circle, 'open' | 'line'>) {
  const kinds: readonly StaffActor['kind'][] = circles[circle]
  return door(
    circle,
    createMiddleware<BehindStaff<A>>(async (c, next) => {
      const found = await signedIn(c)
      if (!found) throw new Problem('signed_out')
      const { actor, signIn } = found
      if (!kinds.includes(actor.kind)) throw new Problem('forbidden')
      if (!signIn.admitted && circle !== 'joining') throw new Problem('set_up_first')
      c.set('actor', actor as A)
      c.set('signIn', signIn)
      // A browser tells where a form came from; a page elsewhere must not post in a member's name.
      return isProgram(c) ? next() : sameOrigin(c, next)
    }),
  )
}

export const counselor = staffDoor<CounselorActor>('counselor')
export const coordinator = staffDoor<CoordinatorActor>('coordinator')
export const operator = staffDoor<OperatorActor | CoordinatorActor>('operator')
export const supervisor = staffDoor<SupervisorActor>('supervisor')
export const clinical = staffDoor<CoordinatorActor | SupervisorActor>('clinical')
export const staff = staffDoor<StaffActor>('staff')
/** Also open to staff who came in by letter and have yet to set up how they sign in. */
export const joining = staffDoor<StaffActor>('joining')

/**
 * Whether a program asks the API: a browser says where a POST came from, one way or the other, and sends no
 * SameSite=Lax cookie with one from elsewhere. Without this, a POST without a body would count as a foreign form.
 */
function isProgram(c: AnyContext) {
  return c.req.path.startsWith('/api/') && !c.req.header('Origin') && !c.req.header('Sec-Fetch-Site')
}

/** Open to a telephone system that knows the token of its line: as bearer, or in the path. */
export const line = door(
  'line',
  createMiddleware<Behind<LineActor>>(async (c, next) => {
    const name = c.req.param('line') ?? ''
    const given = c.req.param('token') ?? bearer(c.req.header('Authorization'))
    const token = Object.hasOwn(c.get('deps').config.LINES, name)
      ? c.get('deps').config.LINES[name]
      : undefined
    if (!token || !given || !(await sameText(given, token))) throw new Problem('line_unknown')
    c.set('actor', { kind: 'line', line: name })
    await next()
  }),
)

function bearer(header = '') {
  return header.startsWith('Bearer ') ? header.slice(7).trim() : undefined
}

/** Who is signed in on this request, if anybody; absolute end and idle end included. */
export async function signedIn(
  c: AnyContext,
): Promise<{ actor: StaffActor; signIn: LiveSignIn } | undefined> {
  const token = getCookie(c, cookieName(c))
  if (!token) return undefined
  const deps: Deps = c.get('deps')
  const tokenTag = await deps.keys.tag('sign-in', token)
  const found = await personSignedIn(deps, tokenTag)
  if (found) await seeSignIn(deps, { tokenTag, seenAt: found.signIn.seenAt })
  return found
}

/** Gives the browser its opaque sign-in; `__Host-` and Secure wherever the service runs on https. */
export function giveSignIn(c: AnyContext, token: string) {
  setCookie(c, cookieName(c), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(c),
    maxAge: 12 * 3600,
  })
}

/** Takes the sign-in back and returns its token, for the verb that ends it. */
export function takeSignIn(c: AnyContext): string | undefined {
  return deleteCookie(c, cookieName(c), { path: '/', secure: isSecure(c) })
}

function cookieName(c: AnyContext) {
  return isSecure(c) ? '__Host-heartline' : 'heartline'
}

function isSecure(c: AnyContext) {
  return c.get('deps').config.PUBLIC_URL.startsWith('https:')
}
