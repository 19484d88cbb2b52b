import { parseArgs } from 'node:util'
import { demoPeople } from '../actions/demo/demo-people.ts'
import { prepare } from '../node/prepare.ts'
import { complain, say } from '../node/say.ts'
import { type Command, cliTexts } from './command.ts'
import { withOpened } from './opened.ts'

/** Fills a demo with its people and shifts; anywhere else it refuses. */
export const run: Command = async (args, locale) => {
  parseArgs({ args, options: {} })
  const texts = cliTexts(locale)
  return withOpened(async opened => {
    if (!opened.deps.config.DEMO) {
      complain(texts.onlyDemo)
      return 1
    }
    await prepare(opened)
    say(texts.seeded(demoPeople.length))
    return 0
  })
}
