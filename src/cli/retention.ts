import { parseArgs } from 'node:util'
import { say } from '../node/say.ts'
import { retentionPlan } from '../reads/retention-plan.ts'
import { keptWords } from '../texts/kept-words.ts'
import { textsOf } from '../texts/texts.ts'
import type { Command } from './command.ts'
import { withOpened } from './opened.ts'

/** Says what would be forgotten now, within a day and within a week, by each rule; forgets nothing. */
export const run: Command = async (args, locale) => {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
  return withOpened(async ({ deps }) => {
    const plan = await retentionPlan(deps)
    const texts = textsOf(locale)
    const { columns, rules } = texts.retention
    if (values.json) say(JSON.stringify({ profile: deps.config.RETENTION_PROFILE, rules: plan }))
    else
      for (const rule of plan)
        say(
          `${rules[rule.id]} (${keptWords(rule, texts)})`,
          `  ${columns.now} ${rule.now} · ${columns.day} ${rule.withinDay} · ${columns.week} ${rule.withinWeek}`,
        )
    return 0
  })
}
