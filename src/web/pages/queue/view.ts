import type { Deps } from '../../../deps.ts'
import type { PageLocale } from '../../../domain/codes.ts'
import { formatTime } from '../../../domain/time-words.ts'
import type { Queue } from '../../../reads/queue.ts'
import type { Texts } from '../../../texts/texts.ts'
import { type AnyContext, textsFor } from '../../env.ts'

/** What every part of the counselor's page is drawn from. */
export type View = {
  queue: Queue
  texts: Texts
  now: Date
  offerSeconds: number
  /** The wall time of an instant, '09:00'. */
  time: (at: Date) => string
}

/** The view of a request, for a queue that was read for it. */
export function viewOf(c: AnyContext, queue: Queue): View {
  const deps: Deps = c.get('deps')
  const locale: PageLocale = c.get('locale')
  return {
    queue,
    texts: textsFor(c),
    now: deps.now(),
    offerSeconds: deps.config.OFFER_SECONDS,
    time: at => formatTime(at, deps.config.TIME_ZONE, locale),
  }
}

/** The name of a conversation language; one added by configuration shows its code. */
export function languageName(texts: Texts, code: string): string {
  return (texts.labels.languages as Record<string, string>)[code] ?? code
}
