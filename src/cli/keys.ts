import { parseArgs } from 'node:util'
import { processConfig } from '../config.ts'
import { localDay } from '../domain/time.ts'
import { wallClock } from '../node/open-heartline.ts'
import { say } from '../node/say.ts'
import { keyFile } from '../outside/key-file.ts'
import { type Command, cliTexts } from './command.ts'

/** Prints the day and the age of each daily key, never a key. */
export const run: Command = async (args, locale) => {
  parseArgs({ args, options: {} })
  const texts = cliTexts(locale)
  const { KEY_FILE, TIME_ZONE } = processConfig()
  const ages = await keyFile(
    KEY_FILE,
    () => {
      throw new Error(texts.noKeys)
    },
    () => localDay(wallClock(), TIME_ZONE),
  ).ages()
  say(...(ages.length > 0 ? ages.map(({ day, madeOn }) => texts.keyAge(day, madeOn)) : [texts.noKeys]))
  return 0
}
