import { parseArgs } from 'node:util'
import { migrate } from '../db/migrate.ts'
import { expectedVersion } from '../db/schema-version.ts'
import { say } from '../node/say.ts'
import { type Command, cliTexts } from './command.ts'
import { withOpened } from './opened.ts'

/** Brings the database to the newest schema. */
export const run: Command = async (args, locale) => {
  parseArgs({ args, options: {} })
  await withOpened(({ databaseUrl }) => migrate(databaseUrl))
  say(cliTexts(locale).migrated(expectedVersion))
  return 0
}
