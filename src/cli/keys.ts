import { parseArgs } from 'node:util'
import { processConfig } from '../config.ts'
import { daysBetween } from '../domain/days.ts'
import { localDay } from '../domain/time.ts'
import { wallClock } from '../node/open-heartline.ts'
import { say } from '../node/say.ts'
import { keyFile } from '../outside/key-file.ts'
import { type Command, cliTexts } from './command.ts'

/** Prints the day and the age of each daily key, and before which day all are destroyed; never a key. */
export const run: Command = async (args, locale) => {
  parseArgs({ args, options: {} })
  const texts = cliTexts(locale)
  const { KEY_FILE, KEY_FILE_COPY, TIME_ZONE } = processConfig()
  const today = localDay(wallClock(), TIME_ZONE)
  const keys = keyFile(
    KEY_FILE,
    () => {
      throw new Error(texts.noKeys)
    },
    () => today,
    KEY_FILE_COPY,
  )
  for (const purpose of ['contacts', 'counts'] as const) {
    const ages = await keys.ages(purpose)
    const gone = await keys.goneBefore(purpose)
    say(texts.keysFor[purpose])
    say(...ages.map(({ day, madeOn }) => `  ${texts.keyAge(day, madeOn, daysBetween(madeOn, today))}`))
    say(...(ages.length === 0 ? [`  ${texts.noKeys}`] : []), ...(gone ? [`  ${texts.keysGone(gone)}`] : []))
  }
  return 0
}
