import type { Permission } from '../../../src/domain/permissions.ts'
import { formBody } from '../form-body.ts'
import { talked } from '../line.ts'

/** An address of a route with an id in it; what else a path may hold is given a value that exists. */
export function addressOf({ route }: Permission, id: string): { method: string; path: string } {
  const [method = '', pattern = ''] = route.split(' ')
  const path = pattern
    .replace(/:locale\{[^}]*\}/, 'zh')
    .replace(/:answer\{[^}]*\}/, 'accept')
    .replace(/:feed\{[^}]*\}/, 'nobody.ics')
    .replace(':period', '2026-10')
    .replace(':line', 'main')
    .replace(':token', 'wrong')
    .replace(':file', 'style.css')
    .replace(/:id/, id)
    .replace(/\/\*$/, '/contact')
  return { method, path: method === 'GET' ? path + query(path) : path }
}

function query(path: string) {
  if (path.startsWith('/api/v1/counts/operations')) return '?from=2026-11-20&to=2026-11-23&by=partner'
  if (path === '/api/v1/shifts' || path === '/api/v1/outreach') return '?from=2026-11-20&to=2026-11-26'
  if (path === '/counts') return '?from=2026-11-20&to=2026-11-23&by=hour'
  return ''
}

/** Something to send with it: what the route understands, so that it gets as far as it can. */
export function bodyOf(
  { route }: Permission,
  method: string,
  id: string,
  odd: boolean,
): RequestInit & { json?: unknown } {
  if (method === 'GET' || method === 'DELETE') return { method }
  const contact = odd ? 'call' : 'session'
  if (!route.includes(' /api/') && !route.includes(' /phone/')) {
    const fields = {
      demo: odd ? 'yes' : '',
      contact: `${contact}:${id}`,
      reason: 'violence',
      tried: 'yes',
      on: odd ? 'true' : 'false',
      language: 'zh',
    }
    return { method, ...formBody(fields) }
  }
  if (route.endsWith('/outcome')) return { method, json: talked }
  if (route.endsWith('/draft')) return { method, json: { distressBefore: 7 } }
  if (route.endsWith('/duty')) return { method, json: { on: odd } }
  if (route === 'POST /api/v1/calls') return { method, json: { language: 'zh' } }
  if (route === 'POST /api/v1/emergency-access')
    return { method, json: { kind: contact, contactId: id, reason: 'violence', counselorNotReached: true } }
  return { method, json: {} }
}
