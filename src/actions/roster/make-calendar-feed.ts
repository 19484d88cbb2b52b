import { eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { calendarFeeds } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { toBase64Url } from '../../domain/base64.ts'
import type { PageLocale } from '../../domain/codes.ts'
import { Problem } from '../../domain/problem.ts'
import { lockCounselor } from '../shifts/counselor-of.ts'
import { endFeeds } from './revoke-calendar-feed.ts'

/** Random bytes of a feed's secret: 256 bits, 43 characters of base64url. */
const secretBytes = 32

/**
 * Makes the secret part of the address at which a counselor's calendar reads the shifts; it is shown once, and the one
 * before it opens nothing from then on. `locale` is the language of the
 * entries. The same request key answers the same address, and `request_reused` once that has ended.
 */
export async function makeCalendarFeed(
  deps: Deps,
  actor: CounselorActor,
  { locale, requestKey }: { locale: PageLocale; requestKey?: string },
): Promise<{ token: string }> {
  const request = `${actor.personId} ${requestKey}`
  const token = toBase64Url(
    requestKey === undefined
      ? deps.random(secretBytes)
      : await deps.keys.derive('calendar-feed', request, secretBytes),
  )
  const tokenTag = await deps.keys.tag('calendar-feed', token)
  await change(deps, actor, 'make calendar feed', async tx => {
    const personId = await lockCounselor(tx, { counselorId: actor.personId })
    const madeAt = deps.now()
    const [before] = await tx.select().from(calendarFeeds).where(eq(calendarFeeds.tokenTag, tokenTag))
    if (before?.revokedAt) throw new Problem('request_reused')
    if (before) return
    await endFeeds(tx, personId, madeAt)
    await tx.insert(calendarFeeds).values({ tokenTag, personId, locale, madeAt })
  })
  return { token }
}
