import { Hono } from 'hono'
import { described } from '../described.ts'
import { counselor } from '../doors.ts'
import type { Env } from '../env.ts'
import { isKnown } from '../etag.ts'
import { freshQueue } from '../fresh-queue.ts'
import { queueTag } from '../queue-tag.ts'
import { versionStream } from '../version-stream.ts'
import { events, queue } from './duty-answers.ts'
import { queueJson } from './queue-json.ts'

/** A counselor's own queue, and the stream that says when to look again. */
export const queueApi = new Hono<Env>()
  .get(
    '/api/v1/queue',
    counselor,
    described(
      'Shows a counselor their own queue: how many wait, the offer, the contact, the sessions of today.',
      { 200: queue, 304: null },
    ),
    async c => {
      const { deps, actor } = c.var
      const queue = await freshQueue(deps, actor)
      const tag = await queueTag(queue, 'json')
      c.header('ETag', tag)
      c.header('Cache-Control', 'private, no-cache')
      if (isKnown(tag, c.req.header('If-None-Match'))) return c.body(null, 304)
      return c.json(queueJson(queue, deps.config.TIME_ZONE))
    },
  )
  .get(
    '/api/v1/queue/events',
    counselor,
    described('Tells for up to 55 seconds when the queue is worth fetching again.', { 200: events }),
    versionStream,
  )
