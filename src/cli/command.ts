import type { PageLocale } from '../domain/codes.ts'
import { cli as english } from '../texts/en/cli.ts'
import { cli as simplified } from '../texts/zh-Hans/cli.ts'
import { cli as traditional } from '../texts/zh-Hant/cli.ts'

/** A command: does its work for these arguments, in this language, and answers the exit code. */
export type Command = (args: string[], locale: PageLocale) => Promise<number>

/** What the command line says in a language. */
export function cliTexts(locale: PageLocale): typeof english {
  return { en: english, 'zh-Hans': simplified, 'zh-Hant': traditional }[locale]
}

/** Arguments that cannot be understood; the command line prints the sentence and answers 1. */
export class WrongArguments extends Error {
  override name = 'WrongArguments'
}
