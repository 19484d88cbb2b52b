import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { processConfig } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import { holdReplayLock } from '../db/replay-lock.ts'
import { pageLocales } from '../domain/codes.ts'
import { complain, say } from '../node/say.ts'
import { startEmbedded } from '../outside/embedded-postgres.ts'
import { addUp, operationsCounts } from '../reads/operations-counts.ts'
import { textsOf } from '../texts/texts.ts'
import { type Command, cliTexts, WrongArguments } from './command.ts'
import { progressBar } from './replay/progress.ts'
import { runReplay } from './replay/run.ts'

/**
 * Plays a file of events through the service, with the clock taken from the file, and prints what it comes to.
 * Lines that cannot be done are named with their number; then the exit code is 1.
 */
export const run: Command = async (args, locale) => {
  const texts = cliTexts(locale)
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'database-url': { type: 'string' } },
  })
  const [file] = positionals
  if (!file || positionals.length > 1) throw new WrongArguments(texts.needs('replay FILE'))
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) throw new WrongArguments(texts.unreadable(file))
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()

  const url = values['database-url']
  const config = processConfig({ DEMO: 'true', ...(url && { DATABASE_URL: url }) })
  const embedded = config.DATABASE_URL ? undefined : await startEmbedded(config.DATA_DIR)
  try {
    const databaseUrl = config.DATABASE_URL ?? embedded?.url ?? ''
    await migrate(databaseUrl)
    const release = await holdReplayLock(databaseUrl)
    if (!release) throw new WrongArguments(texts.replaying)
    const { deps, played, close } = await runReplay(
      { url: databaseUrl, config, lines },
      progressBar(lines.length),
    )
    try {
      for (const { line, why } of played.faults) complain(texts.lineFault(line, why))
      say(texts.replayed(played.done, played.done + played.faults.length))
      if (played.from && played.to) {
        const span = { from: played.from, to: played.to }
        const rows = await operationsCounts(deps, { ...span, by: 'total' })
        say(JSON.stringify({ ...span, by: 'total', rows }, null, 2), '')
        for (const language of pageLocales) say(textsOf(language).counts.sentence(addUp(rows)))
      }
      return played.faults.length > 0 ? 1 : 0
    } finally {
      await close()
      await release()
    }
  } finally {
    await embedded?.stop()
  }
}
