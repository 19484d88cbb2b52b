import type { Deps } from '../../deps.ts'
import type { PageLocale } from '../../domain/codes.ts'
import type { PlaceInLine } from '../../reads/place-in-line.ts'
import { textsOf } from '../../texts/texts.ts'
import { soonIn } from '../soon-words.ts'

/** What an exchange may do for a caller now, and the sentence to speak to them. */
export type CtiAnswer = {
  understood: true
  say: 'wait' | 'callback' | 'numbers' | 'nothing'
  /** The caller's place, 1 is next; only while they wait. */
  position: number | null
  minutes: { from: number; to: number } | null
  emergencyNumbers: string[]
  /** The number of the province, once the caller has waited so long that it is named; the text says it too. */
  provinceNumber: string | null
  text: string
}

/**
 * The answer for a contact: `wait` with its place; `callback` when nobody can come (an offer to call back, or the
 * promise just made); `numbers` when nobody can come and no number is known to call back; `nothing` once they talk or
 * have hung up. The emergency numbers are always in it.
 */
export function ctiAnswer(
  deps: Pick<Deps, 'config' | 'now'>,
  place: PlaceInLine | undefined,
  { language, withheld, promised }: { language: string; withheld: boolean; promised: boolean },
): CtiAnswer {
  const locale = localeOf(language)
  const { phone } = textsOf(locale)
  const emergencyNumbers = deps.config.EMERGENCY_NUMBERS
  const isWaiting = place?.state === 'waiting' || place?.state === 'offered'
  const provinceNumber = (isWaiting && place?.provinceNumber) || null
  const answer = (say: CtiAnswer['say'], text: string, more: Partial<CtiAnswer> = {}): CtiAnswer => ({
    understood: true,
    say,
    position: null,
    minutes: null,
    emergencyNumbers,
    provinceNumber,
    text: say !== 'nothing' && provinceNumber ? phone.also(text, provinceNumber) : text,
    ...more,
  })
  if (!place || !['waiting', 'offered'].includes(place.state)) return answer('nothing', '')
  const position = place.ahead + 1
  const { minutes } = place
  if (place.channel === 'callback')
    return promised ? answer('callback', phone.promised(), { position, minutes }) : answer('nothing', '')
  if (!place.unanswered) return answer('wait', phone.wait(place.ahead, minutes), { position, minutes })
  const before = place.nobodyBefore && soonIn(deps, locale, place.nobodyBefore)
  return withheld
    ? answer('numbers', phone.numbers(emergencyNumbers, before), { position })
    : answer('callback', phone.callback(emergencyNumbers, before), { position })
}

/** Spoken Chinese for Chinese of every kind, Cantonese in traditional script; English for the rest. */
function localeOf(language: string): PageLocale {
  if (language === 'zh') return 'zh-Hans'
  return language === 'yue' ? 'zh-Hant' : 'en'
}
