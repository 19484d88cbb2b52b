import type { Hono } from 'hono'
import { callsApi } from './api/calls.ts'
import { countsApi } from './api/counts.ts'
import { demoSignIn } from './api/demo.ts'
import { dutyApi } from './api/duty.ts'
import { emergencyApi } from './api/emergency.ts'
import { explainApi } from './api/explain.ts'
import { myShiftsApi } from './api/my-shifts.ts'
import { offersApi } from './api/offers.ts'
import { openShiftsApi } from './api/open-shifts.ts'
import { outcomesApi } from './api/outcomes.ts'
import { outreachApi } from './api/outreach.ts'
import { presenceApi } from './api/presence.ts'
import { queueApi } from './api/queue.ts'
import { rosterApi } from './api/roster.ts'
import { shiftsApi } from './api/shifts.ts'
import { staffApi } from './api/staff.ts'
import type { Env } from './env.ts'
import { openapi } from './openapi.ts'
import { accessLogPage } from './pages/access-log.tsx'
import { accountPages } from './pages/account/routes.tsx'
import { countsPage } from './pages/counts.tsx'
import { demoLetters } from './pages/demo-letters.tsx'
import { emergencyPages } from './pages/emergency/routes.tsx'
import { explainPages } from './pages/explain.tsx'
import { operatorBookingPages } from './pages/operator/booking-routes.tsx'
import { operatorPages } from './pages/operator/routes.tsx'
import { outreachPage } from './pages/outreach.tsx'
import { plannerPage } from './pages/planner.tsx'
import { contactPages } from './pages/queue/contact-routes.tsx'
import { queuePages } from './pages/queue/routes.tsx'
import { reportPage } from './pages/report.tsx'
import { retentionPage } from './pages/retention.tsx'
import { calendarFeedRoute } from './pages/roster/calendar-feed-route.ts'
import { importPage } from './pages/roster/import-page.tsx'
import { myShiftsPage } from './pages/roster/my-shifts-page.tsx'
import { openShiftsPage } from './pages/roster/open-shifts-page.tsx'
import { patternsPage } from './pages/roster/patterns-page.tsx'
import { seatsPage } from './pages/roster/seats-page.tsx'
import { swapPage } from './pages/roster/swap-page.tsx'
import { shiftsPages } from './pages/shifts.tsx'
import { signInPages } from './pages/sign-in.tsx'
import { staffPages } from './pages/staff.tsx'
import { standingPages } from './pages/standing.tsx'
import { ctiRoutes } from './phone/cti.ts'

/** What staff, exchanges and makers of programs use; a Worker loads it with the first request for any of it. */
export const forStaff = (app: Hono<Env>): readonly Hono<Env>[] => [
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
  openapi(app),
]
