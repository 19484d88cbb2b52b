import { say } from '../node/say.ts'
import { type Command, cliTexts } from './command.ts'

/** Prints every command and its options. */
export const run: Command = async (_args, locale) => {
  say(...cliTexts(locale).help)
  return 0
}
