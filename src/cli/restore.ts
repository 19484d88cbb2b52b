import { createReadStream } from 'node:fs'
import { access, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createGunzip } from 'node:zlib'
import { NotRestored, restore } from '../db/restore.ts'
import { complain, say } from '../node/say.ts'
import { forgetting, take } from '../tick.ts'
import { type Command, cliTexts, WrongArguments } from './command.ts'
import { withOpened } from './opened.ts'

/**
 * Puts a backup into an empty database, brings it to the newest schema, and forgets at once everything that is due since:
 * before anybody can look into it. What was sealed under keys that are destroyed stays sealed for good.
 */
export const run: Command = async (args, locale) => {
  const texts = cliTexts(locale)
  const [file] = parseArgs({ args, options: {}, allowPositionals: true }).positionals
  if (!file) throw new WrongArguments(texts.needs('FILE'))
  await access(file).catch(() => {
    throw new WrongArguments(texts.unreadable(file))
  })
  const folder = await mkdtemp(join(tmpdir(), 'heartline-schema-'))
  try {
    await withOpened(async ({ deps, databaseUrl }) => {
      const count = await restore(databaseUrl, linesOf(file), version => firstMigrations(version, folder))
      await take(forgetting, deps, new Map())
      say(texts.backup.restored(file, count), ...texts.backup.afterwards)
    })
    return 0
  } catch (error) {
    if (!(error instanceof NotRestored)) throw error
    complain(texts.problem(texts.backup.faults[error.fault]))
    return 1
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* linesOf(file: string): AsyncGenerator<string, undefined> {
  let rest = ''
  try {
    for await (const part of createReadStream(file).pipe(createGunzip()).setEncoding('utf8')) {
      const lines = `${rest}${part}`.split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (cause) {
    throw Object.assign(new NotRestored('not_whole'), { cause })
  }
}

/** A folder as drizzle's migrator reads it, with the migrations that made the schema of that version. */
async function firstMigrations(version: number, folder: string): Promise<string> {
  const journal = JSON.parse(await readFile('drizzle/meta/_journal.json', 'utf8')) as {
    entries: { tag: string }[]
  }
  const entries = journal.entries.slice(0, version)
  await mkdir(join(folder, 'meta'))
  await writeFile(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }))
  for (const { tag } of entries) await copyFile(`drizzle/${tag}.sql`, join(folder, `${tag}.sql`))
  return folder
}
