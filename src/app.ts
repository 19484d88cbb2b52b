import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { routePath } from 'hono/route'
import { secureHeaders } from 'hono/secure-headers'
import type { Deps } from './deps.ts'
import { toHex } from './domain/hex.ts'
import { Problem } from './domain/problem.ts'
import { bookingRoutes } from './web/api/bookings.ts'
import { callsApi } from './web/api/calls.ts'
import { countsApi } from './web/api/counts.ts'
import { demoSignIn } from './web/api/demo.ts'
import { dutyApi } from './web/api/duty.ts'
import { emergencyApi } from './web/api/emergency.ts'
import { explainApi } from './web/api/explain.ts'
import { health } from './web/api/health.ts'
import { myShiftsApi } from './web/api/my-shifts.ts'
import { offersApi } from './web/api/offers.ts'
import { openShiftsApi } from './web/api/open-shifts.ts'
import { outcomesApi } from './web/api/outcomes.ts'
import { outreachApi } from './web/api/outreach.ts'
import { presenceApi } from './web/api/presence.ts'
import { queueApi } from './web/api/queue.ts'
import { rosterApi } from './web/api/roster.ts'
import { serviceRoutes } from './web/api/service.ts'
import { shiftsApi } from './web/api/shifts.ts'
import { slotRoutes } from './web/api/slots.ts'
import { staffApi } from './web/api/staff.ts'
import { waitingListApi } from './web/api/waiting-list.ts'
import { assetRoutes } from './web/assets.ts'
import type { Env } from './web/env.ts'
import { inTime } from './web/in-time.ts'
import { keptPages } from './web/kept-pages.ts'
import { chooseLocale, localeOf } from './web/locale.ts'
import { openapi } from './web/openapi.ts'
import { accessLogPage } from './web/pages/access-log.tsx'
import { accountPages } from './web/pages/account/routes.tsx'
import { bookPages } from './web/pages/book/book.tsx'
import { waitingListPages } from './web/pages/book/waiting.tsx'
import { bookingPages } from './web/pages/booking.tsx'
import { breathePage } from './web/pages/breathe.tsx'
import { callbackPages } from './web/pages/callback.tsx'
import { countsPage } from './web/pages/counts.tsx'
import { danger } from './web/pages/danger.tsx'
import { demoLetters } from './web/pages/demo-letters.tsx'
import { emergencyPages } from './web/pages/emergency/routes.tsx'
import { explainPages } from './web/pages/explain.tsx'
import { homePages } from './web/pages/home.tsx'
import { operatorBookingPages } from './web/pages/operator/booking-routes.tsx'
import { operatorPages } from './web/pages/operator/routes.tsx'
import { outreachPage } from './web/pages/outreach.tsx'
import { plannerPage } from './web/pages/planner.tsx'
import { privacyPage } from './web/pages/promise/privacy.tsx'
import { contactPages } from './web/pages/queue/contact-routes.tsx'
import { queuePages } from './web/pages/queue/routes.tsx'
import { reportPage } from './web/pages/report.tsx'
import { retentionPage } from './web/pages/retention.tsx'
import { calendarFeedRoute } from './web/pages/roster/calendar-feed-route.ts'
import { importPage } from './web/pages/roster/import-page.tsx'
import { myShiftsPage } from './web/pages/roster/my-shifts-page.tsx'
import { openShiftsPage } from './web/pages/roster/open-shifts-page.tsx'
import { patternsPage } from './web/pages/roster/patterns-page.tsx'
import { seatsPage } from './web/pages/roster/seats-page.tsx'
import { swapPage } from './web/pages/roster/swap-page.tsx'
import { shiftsPages } from './web/pages/shifts.tsx'
import { signInPages, toSignIn } from './web/pages/sign-in.tsx'
import { staffPages } from './web/pages/staff.tsx'
import { standingPages } from './web/pages/standing.tsx'
import { wrongPage } from './web/pages/wrong.tsx'
import { permissionsPolicy } from './web/permissions-policy.ts'
import { ctiRoutes } from './web/phone/cti.ts'
import { answerProblem, isApi, problemOf } from './web/refuse.ts'

/** The whole of Heartline over HTTP: the same on Node and on Workers; knows neither. */
export function createApp(deps: Deps) {
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
  })
  app.use(chooseLocale)
  const limited = bodyLimit({
    maxSize: 64 * 1024,
    onError: () => {
      throw new Problem('too_large')
    },
  })
  // To look for the body of a question makes a whole Request of it, which is most of what a small answer costs.
  app.use((c, next) => (c.req.method === 'GET' || c.req.method === 'HEAD' ? next() : limited(c, next)))
  app.use(inTime)

  for (const part of [
    health,
    serviceRoutes,
    slotRoutes,
    bookingRoutes,
    assetRoutes,
    homePages,
    bookPages,
    bookingPages,
    callbackPages,
    waitingListApi,
    waitingListPages,
    breathePage,
    privacyPage,
    danger,
    demoSignIn,
    demoLetters,
    queuePages,
    contactPages,
    operatorPages,
    operatorBookingPages,
    signInPages,
    accountPages,
    presenceApi,
    shiftsApi,
    rosterApi,
    openShiftsApi,
    myShiftsApi,
    shiftsPages,
    seatsPage,
    patternsPage,
    openShiftsPage,
    myShiftsPage,
    calendarFeedRoute,
    swapPage,
    importPage,
    staffApi,
    staffPages,
    standingPages,
    retentionPage,
    countsApi,
    outreachApi,
    ctiRoutes,
    callsApi,
    explainApi,
    explainPages,
    emergencyApi,
    emergencyPages,
    accessLogPage,
    dutyApi,
    queueApi,
    offersApi,
    outcomesApi,
    countsPage,
    reportPage,
    plannerPage,
    outreachPage,
  ])
    app.route('/', part)
  app.route('/', openapi(app))

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
