import { createMiddleware } from 'hono/factory'
import { Problem } from '../domain/problem.ts'
import type { Env } from './env.ts'

/**
 * Answers every request within ANSWER_WITHIN_MS of having all of it: past that with `database_lost`, for it is the
 * database that is waited for. Each statement has a deadline of its own (4 s); a request of several slow ones must end as
 * well. What was asked may or may not be done, as ever then: to be repeated with the same request key.
 */
export const inTime = createMiddleware<Env>(async (c, next) => {
  // How long somebody's own network takes for what they send is not counted.
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') await c.req.arrayBuffer()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Problem('database_lost')), c.var.deps.config.ANSWER_WITHIN_MS)
  })
  try {
    await Promise.race([next(), late])
  } finally {
    clearTimeout(timer)
  }
})
