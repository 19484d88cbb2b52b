import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { routePath } from 'hono/route'
import { secureHeaders } from 'hono/secure-headers'
import type { Deps } from '../deps.ts'
import { toHex } from '../domain/hex.ts'
import { Problem } from '../domain/problem.ts'
import type { Env } from './env.ts'
import { inTime } from './in-time.ts'
import { keptPages } from './kept-pages.ts'
import { chooseLocale, localeOf } from './locale.ts'
import { toSignIn } from './pages/to-sign-in.ts'
import { wrongPage } from './pages/wrong.tsx'
import { permissionsPolicy } from './permissions-policy.ts'
import { answerProblem, comeAgainSeconds, isApi, problemOf } from './refuse.ts'
import { turnAway } from './shed.tsx'

/** Routes that belong together; those that speak of the whole are made for it. */
export type Parts = (app: Hono<Env>) => readonly Hono<Env>[]

/** Bytes of a body at most. */
const bodyMost = 64 * 1024

/** Heartline over HTTP, with these routes: the same on Node and on Workers; knows neither. */
export function shell(deps: Deps, mounted: Parts) {
  const app = new Hono<Env>()
  const newId = requestIds(deps)

  app.use(async function remember(c, next) {
    c.set('deps', deps)
    c.set('requestId', newId())
    const started = performance.now()
    await next()
    deps.log({
      event: 'request',
      id: c.get('requestId'),
      method: c.req.method,
      // The pattern that matched: an address itself may hold a token, a code or a number.
      route: routePath(c, -1),
      status: c.res.status,
      ms: Math.round(performance.now() - started),
    })
  })
  app.use(keptPages(deps))
  app.use(turnAway)
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      permissionsPolicy,
      referrerPolicy: 'no-referrer',
      xFrameOptions: 'DENY',
      strictTransportSecurity: deps.config.PUBLIC_URL.startsWith('https:') ? 'max-age=31536000' : false,
    }),
  )
  app.use(async function keepNothing(c, next) {
    await next()
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
    if (c.res.status === 503) c.res.headers.set('Retry-After', comeAgainSeconds)
  })
  app.use(chooseLocale)
  const limited = bodyLimit({
    maxSize: bodyMost,
    onError: () => {
      throw new Problem('too_large')
    },
  })
  // To look for a body makes a whole Request of it, which is most of what a small answer costs.
  app.use((c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const length = c.req.header('Content-Length')
    // No more than the length that is said ever comes: HTTP ends the body there.
    if (length === undefined || c.req.header('Transfer-Encoding')) return limited(c, next)
    if (Number.parseInt(length, 10) > bodyMost) throw new Problem('too_large')
    return next()
  })
  app.use(inTime)

  for (const part of mounted(app)) app.route('/', part)

  app.notFound(c => refuse(c, new Problem('not_found')))
  app.onError((error, c) => {
    const problem = problemOf(error)
    if (problem.code === 'internal')
      deps.log({ event: 'fault', id: c.get('requestId'), name: error.name, at: where(error) })
    return refuse(c, problem)
  })
  return app
}

/** Random ids for requests; the randomness is fetched for many at once. */
function requestIds({ random }: Pick<Deps, 'random'>): () => string {
  let bytes: Uint8Array = new Uint8Array()
  let at = 0
  return () => {
    if (at >= bytes.length) [bytes, at] = [random(512), 0]
    at += 8
    return toHex(bytes.subarray(at - 8, at))
  }
}

function refuse(c: Parameters<typeof answerProblem>[0], problem: Problem) {
  // What fails before the language is chosen has one too, or its page could not be written.
  if (!c.get('locale')) c.set('locale', localeOf(c).locale)
  if (isApi(c)) return answerProblem(c, problem)
  if (problem.code === 'set_up_first') return c.redirect('/account', 303)
  return problem.code === 'signed_out' ? toSignIn(c) : wrongPage(c, problem)
}

/** The first stack line in our own sources: names a place, never a value. */
function where(error: Error) {
  return error.stack
    ?.split('\n')
    .find(line => line.includes('/src/'))
    ?.replace(/.*\/src\//, 'src/')
}
