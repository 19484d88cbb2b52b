import type { Circle, Learned, Need, Permission } from './permissions.ts'

const nothing = [] as const
const locale = '/:locale{(?:zh|hant|en)}'

/** Rows of the table that share who may ask, what is learned and what is needed; a route on each line. */
export function rows(
  circle: Circle,
  learns: readonly Learned[],
  needs: readonly Need[],
  routes: string,
): Permission[] {
  return routes
    .trim()
    .split(/\s*\n\s*/)
    .map(route => ({ route, circle, learns, needs }))
}

/** What everybody may ask, callers above all: of others they learn nothing, of themselves what they know. */
export const permissionsOfCallers: readonly Permission[] = [
  ...rows(
    'open',
    nothing,
    nothing,
    `GET /
    GET ${locale}
    GET ${locale}/book
    GET ${locale}/booking
    GET ${locale}/breathe
    GET ${locale}/callback
    POST ${locale}/callback
    GET ${locale}/now
    GET ${locale}/privacy
    GET ${locale}/waiting
    POST ${locale}/waiting
    GET /api/v1/service
    GET /api/v1/slots
    POST /api/v1/callbacks
    POST /api/v1/waiting-list
    GET /assets/:file
    GET /healthz
    GET /openapi.json
    GET /readyz
    GET /sign-in
    POST /sign-in
    GET /sign-in/app
    POST /sign-in/app
    GET /sign-in/code
    POST /sign-in/code
    GET /sign-in/mail
    GET /sign-in/passkey
    POST /sign-in/passkey
    POST /sign-in/passkey/challenge`,
  ),
  // What somebody has just given is shown back to them, before it is kept; afterwards only the return code opens it.
  ...rows('open', ['codes', 'times', 'contact', 'words'], nothing, `POST ${locale}/book`),
  ...rows('open', ['codes', 'times'], nothing, 'POST /api/v1/bookings'),
  ...rows(
    'open',
    ['codes', 'times'],
    ['return_code'],
    `POST ${locale}/booking
    POST /api/v1/bookings/cancel
    POST /api/v1/bookings/lookup
    POST /api/v1/bookings/reschedule`,
  ),
  ...rows('open', nothing, ['feed_address'], 'GET /calendar/:feed{[\\w-]+\\.ics}'),
  ...rows('open', nothing, ['demo'], 'POST /demo/sign-in'),
  ...rows('open', ['times', 'contact'], ['demo'], 'GET /demo/letters'),
]
