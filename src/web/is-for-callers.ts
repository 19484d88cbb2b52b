import { Hono } from 'hono'
import type { Env } from './env.ts'
import { forCallers } from './for-callers.ts'

const callersOnly = new Hono<Env>()
for (const part of forCallers) callersOnly.route('/', part)

/** Whether a request has its route among those for callers. */
export function isForCallers(request: Request): boolean {
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const [found] = callersOnly.router.match(method, callersOnly.getPath(request))
  return found.length > 0
}
