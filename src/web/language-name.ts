import { conversationLanguages, isOneOf, type PageLocale } from '../domain/codes.ts'
import { textsOf } from '../texts/texts.ts'

/** The name of a conversation language on a page; for those that we have no word for, the browser standard's. */
export function languageName(code: string, locale: PageLocale): string {
  if (isOneOf(conversationLanguages, code)) return textsOf(locale).labels.languages[code]
  return new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }).of(code) ?? code
}
