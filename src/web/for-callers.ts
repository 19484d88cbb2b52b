import type { Hono } from 'hono'
import { bookingRoutes } from './api/bookings.ts'
import { health } from './api/health.ts'
import { serviceRoutes } from './api/service.ts'
import { slotRoutes } from './api/slots.ts'
import { waitingListApi } from './api/waiting-list.ts'
import { assetRoutes } from './assets.ts'
import type { Env } from './env.ts'
import { bookPages } from './pages/book/book.tsx'
import { waitingListPages } from './pages/book/waiting.tsx'
import { bookingPages } from './pages/booking.tsx'
import { breathePage } from './pages/breathe.tsx'
import { callbackPages } from './pages/callback.tsx'
import { danger } from './pages/danger.tsx'
import { homePages } from './pages/home.tsx'
import { privacyPage } from './pages/promise/privacy.tsx'

/** What callers and their programs use. On Workers it is all that is there from the start. */
export const forCallers: readonly Hono<Env>[] = [
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
]
