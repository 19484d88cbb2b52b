import { parseArgs } from 'node:util'
import { processConfig, WrongEnvironment } from '../config.ts'
import { localDay } from '../domain/time.ts'
import { say } from '../node/say.ts'
import { checkDatabase } from './checks/check-database.ts'
import { checkKeys } from './checks/check-keys.ts'
import { checkAddress, checkLines, checkMail, checkNumbers } from './checks/check-settings.ts'
import { type DoctorTexts, doctorTexts, type Finding, mend, well } from './checks/finding.ts'
import type { Command } from './command.ts'
import { withOpened } from './opened.ts'

/** Says in sentences what is well with an installation and what wants mending; answers 1 when anything does. */
export const run: Command = async (args, locale) => {
  const { values } = parseArgs({ args, options: { online: { type: 'boolean', default: false } } })
  const texts = doctorTexts(locale)
  const findings = await examine(values.online, texts)
  say(...findings.map(({ well, sentence }) => `[${well ? texts.well : texts.mend}] ${sentence}`))
  const count = findings.filter(finding => !finding.well).length
  say('', count === 0 ? texts.allWell : texts.toMend(count))
  return count === 0 ? 0 : 1
}

async function examine(online: boolean, texts: DoctorTexts): Promise<Finding[]> {
  try {
    processConfig()
  } catch (error) {
    if (!(error instanceof WrongEnvironment)) throw error
    return error.faults.map(({ key, expected }) => mend(texts.settings(key, expected)))
  }
  return withOpened(async ({ deps }) => {
    const { config } = deps
    const today = localDay(deps.now(), config.TIME_ZONE)
    return [
      well(texts.settingsWell),
      ...(await checkDatabase(deps, texts)),
      await checkMail(config, texts),
      ...(await checkAddress(config, online, texts)),
      checkNumbers(config, today, texts),
      ...(await checkKeys(config, deps.keys, today, texts)),
      checkLines(config, texts),
    ]
  })
}
