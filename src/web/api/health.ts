import { Hono } from 'hono'
import { readiness } from '../../reads/readiness.ts'
import { open } from '../doors.ts'
import type { Env } from '../env.ts'

/** `/healthz`: the program is up. `/readyz`: the database answers and its schema is the one expected. */
export const health = new Hono<Env>()
  .get('/healthz', open, c => c.json({ up: true }))
  .get('/readyz', open, async c => {
    const found = await readiness(c.var.deps)
    return c.json(found, found.ready ? 200 : 503)
  })
