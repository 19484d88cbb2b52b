import { parseArgs } from 'node:util'
import { correctRelease } from '../actions/counts/correct-release.ts'
import { verifyReleases } from '../actions/counts/verify-releases.ts'
import { complain, say } from '../node/say.ts'
import { type Command, cliTexts, WrongArguments } from './command.ts'
import { withOpened } from './opened.ts'

/** Verifies every release against its signed manifest (1 when one is at fault), or corrects one with a reason. */
export const run: Command = async (args, locale) => {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { reason: { type: 'string' } },
  })
  const [deed, period] = positionals
  const texts = cliTexts(locale)
  if (deed === 'correct') {
    const { reason } = values
    if (!period || !reason) throw new WrongArguments(texts.needs('MONTH --reason'))
    await withOpened(({ deps }) => correctRelease(deps, { kind: 'system' }, { period, reason }))
    say(texts.releaseCorrected(period))
    return 0
  }
  if (deed !== 'verify') throw new WrongArguments(texts.needs('verify | correct'))
  const { checked, faults } = await withOpened(({ deps }) => verifyReleases(deps))
  if (faults.length === 0) say(texts.releasesFine(checked))
  else complain(...faults.map(({ period, version, fault }) => texts.releaseFault(period, version, fault)))
  return faults.length === 0 ? 0 : 1
}
