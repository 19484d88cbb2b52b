import type { PageLocale } from '../../domain/codes.ts'
import { simulate as english } from '../../texts/en/simulate.ts'
import { simulate as simplified } from '../../texts/zh-Hans/simulate.ts'
import { simulate as traditional } from '../../texts/zh-Hant/simulate.ts'

export type SimulateTexts = typeof english

/** The simulation's words in a language. */
export function simulateTexts(locale: PageLocale): SimulateTexts {
  return { en: english, 'zh-Hans': simplified, 'zh-Hant': traditional }[locale]
}
