import { Hono } from 'hono'
import { counselor } from '../doors.ts'
import type { Env } from '../env.ts'
import { freshQueue } from '../fresh-queue.ts'
import { isKnown, queueTag } from '../queue-tag.ts'
import { versionStream } from '../version-stream.ts'
import { queueJson } from './queue-json.ts'

/** A counselor's own queue, and the stream that says when to look again. */
export const queueApi = new Hono<Env>()
  .get('/api/v1/queue', counselor, async c => {
    const { deps, actor } = c.var
    const queue = await freshQueue(deps, actor)
    const tag = await queueTag(queue, 'json')
    c.header('ETag', tag)
    c.header('Cache-Control', 'private, no-cache')
    if (isKnown(tag, c.req.header('If-None-Match'))) return c.body(null, 304)
    return c.json(queueJson(queue, deps.config.TIME_ZONE))
  })
  .get('/api/v1/queue/events', counselor, versionStream)
