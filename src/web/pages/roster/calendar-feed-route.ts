import { Hono } from 'hono'
import { Problem } from '../../../domain/problem.ts'
import { calendarFeedFile } from '../../../outside/calendar-feed.ts'
import { calendarFeed } from '../../../reads/calendar-feed.ts'
import { textsOf } from '../../../texts/texts.ts'
import { open } from '../../doors.ts'
import type { Env } from '../../env.ts'

/** The calendar behind a secret address: whoever has the address reads the times, and nothing else. */
export const calendarFeedRoute = new Hono<Env>().get('/calendar/:feed{[\\w-]+\\.ics}', open, async c => {
  const { deps } = c.var
  const token = c.req.param('feed').replace(/\.ics$/, '')
  const feed = await calendarFeed(deps, await deps.keys.tag('calendar-feed', token))
  if (!feed) throw new Problem('not_found')
  const { hostname } = new URL(deps.config.PUBLIC_URL)
  const entries = await Promise.all(
    feed.shifts.map(async ({ id, ...times }) => ({
      ...times,
      uid: `${(await deps.keys.tag('calendar', id)).slice(0, 32)}@${hostname}`,
    })),
  )
  const { name, summary } = textsOf(feed.locale).roster.feed
  const file = calendarFeedFile(entries, { name, summary, stamp: deps.now() })
  return c.body(file, 200, {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Cache-Control': 'private, no-store',
    'X-Robots-Tag': 'noindex',
  })
})
