import type { PageLocale } from '../domain/codes.ts'
import * as en from './en/all.ts'
import * as zhHans from './zh-Hans/all.ts'
import * as zhHant from './zh-Hant/all.ts'

/** Every sentence that people read, by subject; English gives the shape, a missing one does not compile. */
export type Texts = typeof en

const byLocale: Record<PageLocale, Texts> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant }

/** The texts of one page language. */
export function textsOf(locale: PageLocale): Texts {
  return byLocale[locale]
}
