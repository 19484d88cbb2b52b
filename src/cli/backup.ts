import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import { backUp } from '../db/backup.ts'
import { wallClock } from '../node/open-heartline.ts'
import { say } from '../node/say.ts'
import { type Command, cliTexts, WrongArguments } from './command.ts'
import { withOpened } from './opened.ts'

/** Writes the whole database, as it is at one moment, into a file of its own; the keys are not in it, on purpose. */
export const run: Command = async (args, locale) => {
  const texts = cliTexts(locale)
  const [file] = parseArgs({ args, options: {}, allowPositionals: true }).positionals
  if (!file) throw new WrongArguments(texts.needs('FILE'))
  const { rows } = await withOpened(({ databaseUrl }) => write(databaseUrl, file))
  say(texts.backup.made(file, rows), texts.backup.withoutKeys)
  return 0
}

/** The file appears under its name when it is whole. */
async function write(databaseUrl: string, file: string) {
  const draft = `${file}.unfinished`
  const packed = createGzip()
  const kept = createWriteStream(draft, { mode: 0o600, flush: true })
  packed.pipe(kept)
  const failed = new Promise<never>((_, fail) => {
    kept.once('error', fail)
  })
  try {
    const made = backUp(databaseUrl, wallClock(), async line => {
      if (!packed.write(`${line}\n`)) await Promise.race([once(packed, 'drain'), failed])
    })
    const end = await Promise.race([made, failed])
    packed.end()
    await Promise.race([once(kept, 'close'), failed])
    await rename(draft, file)
    return end
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
