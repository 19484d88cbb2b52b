import type { Permission } from './permissions.ts'
import { permissionsOfCallers, rows } from './permissions-of-callers.ts'

const nothing = [] as const

/**
 * Who may see what: every route that there is. A partner adds nothing to it: whoever belongs to one, police included,
 * is a counselor like all others and sees their own contacts only. A test holds every route and its door to this table.
 */
export const permissions: readonly Permission[] = [
  ...permissionsOfCallers,
  ...rows('line', nothing, nothing, 'POST /phone/cti/:line\nPOST /phone/cti/:line/:token'),
  ...rows(
    'counselor',
    ['codes', 'times'],
    ['own_offer'],
    `GET /api/v1/queue
    GET /queue/fragment
    POST /api/v1/offers/:id/accept
    POST /api/v1/offers/:id/decline
    POST /queue/offers/:id/accept
    POST /queue/offers/:id/decline
    POST /queue/duty`,
  ),
  ...rows('counselor', nothing, nothing, 'GET /api/v1/queue/events\nPUT /api/v1/duty'),
  ...rows(
    'counselor',
    ['codes', 'times'],
    ['own_contact'],
    `GET /queue/calls/:id/*
    GET /queue/calls/:id/next
    POST /api/v1/calls/:id/outcome
    PUT /api/v1/calls/:id/draft
    POST /queue/calls/:id/draft
    POST /queue/calls/:id/next
    POST /queue/calls/:id/outcome`,
  ),
  ...rows(
    'counselor',
    ['codes', 'times'],
    ['own_session'],
    `GET /queue/sessions/:id
    GET /queue/sessions/:id/*
    GET /queue/sessions/:id/next
    POST /api/v1/sessions/:id/outcome
    PUT /api/v1/sessions/:id/draft
    POST /queue/sessions/:id/draft
    POST /queue/sessions/:id/next
    POST /queue/sessions/:id/outcome`,
  ),
  ...rows(
    'counselor',
    ['codes', 'times', 'contact'],
    ['own_contact', 'present'],
    'POST /api/v1/calls/:id/contact\nPOST /queue/calls/:id/contact',
  ),
  ...rows(
    'counselor',
    ['codes', 'times', 'contact', 'words'],
    ['own_session', 'present'],
    'POST /api/v1/sessions/:id/contact\nPOST /queue/sessions/:id/contact',
  ),
  ...rows(
    'counselor',
    nothing,
    ['own_shift'],
    `GET /my-shifts
    GET /my-shifts/:id/swap
    GET /api/v1/my-shifts
    GET /api/v1/my-shifts/:id/swaps
    POST /api/v1/my-shifts/calendar
    DELETE /api/v1/my-shifts/calendar
    POST /api/v1/my-shifts/:id/cover
    POST /api/v1/my-shifts/:id/swaps
    POST /api/v1/my-shifts/open/:id/take
    POST /api/v1/my-shifts/open/:id/withdraw
    POST /api/v1/my-shifts/swaps/:id/accept
    POST /api/v1/my-shifts/swaps/:id/decline
    POST /api/v1/my-shifts/swaps/:id/withdraw
    POST /my-shifts/:id/cover
    POST /my-shifts/:id/swap
    POST /my-shifts/calendar
    POST /my-shifts/calendar/end
    POST /my-shifts/open/:id/take
    POST /my-shifts/open/:id/withdraw
    POST /my-shifts/swaps/:id/:answer{accept|decline|withdraw}`,
  ),
  // Whoever is no counselor, or no operator, is led to their own first page.
  ...rows('staff', ['codes', 'times'], ['own_offer'], 'GET /queue'),
  ...rows('staff', ['codes', 'times'], ['own_page'], 'GET /calls'),
  ...rows(
    'operator',
    ['codes', 'times'],
    nothing,
    `GET /api/v1/calls
    POST /api/v1/calls
    POST /api/v1/calls/booking
    GET /calls/fragment
    POST /calls
    POST /calls/booking`,
  ),
  ...rows(
    'operator',
    nothing,
    nothing,
    `GET /api/v1/calls/events
    GET /api/v1/calls/slots
    GET /calls/booking
    POST /api/v1/calls/:id/hang-up
    POST /calls/:id/hang-up`,
  ),
  ...rows(
    'clinical',
    ['codes', 'times'],
    nothing,
    'GET /explain\nGET /explain/:id\nGET /api/v1/calls/:id/explanation',
  ),
  // When a life may be at risk: one asks, another allows or refuses and sees nothing, the first opens.
  ...rows('clinical', ['codes', 'times'], nothing, 'GET /emergency-access\nGET /api/v1/emergency-access'),
  ...rows('supervisor', ['codes', 'times'], nothing, 'POST /emergency-access\nPOST /api/v1/emergency-access'),
  ...rows(
    'clinical',
    ['codes', 'times'],
    ['someone_else', 'present'],
    `POST /emergency-access/:id/allow
    POST /api/v1/emergency-access/:id/allow
    POST /emergency-access/:id/refuse
    POST /api/v1/emergency-access/:id/refuse`,
  ),
  ...rows(
    'supervisor',
    ['codes', 'times', 'contact'],
    ['own_request', 'allowed', 'present'],
    'POST /emergency-access/:id/contact\nPOST /api/v1/emergency-access/:id/contact',
  ),
  ...rows('coordinator', ['codes'], nothing, 'GET /access-log'),
  ...rows(
    'coordinator',
    nothing,
    nothing,
    `GET /shifts
    POST /shifts
    POST /shifts/:id/cancel
    POST /shifts/days-off
    POST /shifts/days-off/:id/remove
    GET /shifts/import
    POST /shifts/import
    GET /shifts/import/people.csv
    GET /shifts/import/shifts.csv
    GET /shifts/open
    POST /shifts/open
    POST /shifts/open/:id/withdraw
    GET /shifts/patterns
    POST /shifts/patterns
    POST /shifts/patterns/:id/end
    GET /shifts/seats
    POST /shifts/seats
    GET /api/v1/shifts
    POST /api/v1/shifts
    DELETE /api/v1/shifts/:id
    GET /api/v1/open-shifts
    POST /api/v1/open-shifts
    DELETE /api/v1/open-shifts/:id
    GET /api/v1/patterns
    POST /api/v1/patterns
    DELETE /api/v1/patterns/:id
    POST /api/v1/days-off
    DELETE /api/v1/days-off/:id
    GET /api/v1/seats
    PUT /api/v1/seats
    GET /api/v1/coverage
    POST /api/v1/import
    POST /api/v1/import/preview
    GET /planner
    GET /people
    POST /people
    GET /people/:id/retire
    POST /people/:id/retire
    GET /people/:id/standing
    POST /people/:id/standing
    GET /api/v1/people
    POST /api/v1/people
    DELETE /api/v1/people/:id
    GET /retention
    GET /counts
    GET /report
    GET /report/:period/table.xlsx
    GET /api/v1/counts/operations
    GET /api/v1/counts/operations.csv
    GET /api/v1/counts/operations.xlsx
    GET /api/v1/counts/releases
    GET /api/v1/counts/releases/:period
    GET /api/v1/counts/releases/:period/table.csv
    GET /outreach
    POST /outreach
    GET /api/v1/outreach
    POST /api/v1/outreach`,
  ),
  ...rows(
    'joining',
    nothing,
    ['own_account'],
    `GET /account
    POST /account/app
    POST /account/app/confirm
    POST /account/app/remove
    POST /account/passkeys
    POST /account/passkeys/:id/name
    POST /account/passkeys/:id/remove
    POST /account/passkeys/challenge
    POST /account/prove
    POST /account/prove/challenge
    POST /account/recovery-codes
    POST /account/sign-ins/:id/end
    POST /account/sign-ins/end-others
    POST /sign-out`,
  ),
  ...rows('staff', nothing, ['own_account'], 'POST /api/v1/presence'),
]

/** The row of a route, `METHOD /pattern` as it is mounted; undefined when nobody may ask it. */
export function permissionOf(route: string): Permission | undefined {
  return byRoute.get(route)
}

const byRoute = new Map(permissions.map(permission => [permission.route, permission]))
