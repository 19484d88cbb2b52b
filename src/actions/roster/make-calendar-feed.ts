import { change } from '../../db/change.ts'
import { calendarFeeds } from '../../db/schema/roster.ts'
import type { Deps } from '../../deps.ts'
import type { CounselorActor } from '../../domain/actor.ts'
import { toBase64Url } from '../../domain/base64.ts'
import type { PageLocale } from '../../domain/codes.ts'
import { lockCounselor } from '../shifts/counselor-of.ts'
import { endFeeds } from './revoke-calendar-feed.ts'

/** Random bytes of a feed's secret: 256 bits, 43 characters of base64url. */
const secretBytes = 32

/**
 * Makes the secret part of the address at which a counselor's calendar reads the shifts; it is shown once, and the one
 * before it opens nothing from then on. `locale` is the language of the entries.
 */
export async function makeCalendarFeed(
  deps: Deps,
  actor: CounselorActor,
  { locale }: { locale: PageLocale },
): Promise<{ token: string }> {
  const token = toBase64Url(deps.random(secretBytes))
  const tokenTag = await deps.keys.tag('calendar-feed', token)
  await change(deps, actor, 'make calendar feed', async tx => {
    const personId = await lockCounselor(tx, { counselorId: actor.personId })
    const madeAt = deps.now()
    await endFeeds(tx, personId, madeAt)
    await tx.insert(calendarFeeds).values({ tokenTag, personId, locale, madeAt })
  })
  return { token }
}
