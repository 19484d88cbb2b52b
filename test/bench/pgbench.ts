import { execFile, execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { plain } from './installation.ts'
import { type Load, load } from './line.ts'

/**
 * A transaction for pgbench: numbers drawn anew each time as `:name` (and `:client_id`), then statements. Statements
 * stand alone unless `begin` and `commit` are among them.
 */
export type Script = { draw: Record<string, [least: number, most: number]>; statements: string[] }

type Run = (script: Script, seconds: number, atOnce: number) => Promise<Load>

/** The way to run the leanest SQL against an address: `name` says through what; `missing` what to install for pgbench. */
export function leanest(url: string): { name: string; missing?: string; run: Run } {
  const program = findPgbench()
  if (program) return { name: 'pgbench', run: (...asked) => throughPgbench(program, url, ...asked) }
  return {
    name: 'the same SQL from Node',
    missing: 'pgbench was not found (Debian: apt-get install postgresql): the same SQL is sent from Node.',
    run: (...asked) => throughNode(url, ...asked),
  }
}

function findPgbench(): string | undefined {
  const [debian] = globSync('/usr/lib/postgresql/*/bin/pgbench').sort().reverse()
  if (debian) return debian
  try {
    execFileSync('pgbench', ['--version'], { stdio: 'ignore' })
    return 'pgbench'
  } catch {
    return undefined
  }
}

async function throughPgbench(
  program: string,
  url: string,
  { draw, statements }: Script,
  seconds: number,
  atOnce: number,
): Promise<Load> {
  const folder = mkdtempSync(join(tmpdir(), 'heartline-pgbench-'))
  const file = join(folder, 'script.sql')
  const draws = Object.entries(draw).map(([name, [least, most]]) => `\\set ${name} random(${least}, ${most})`)
  writeFileSync(file, [...draws, ...statements.map(statement => `${flat(statement)};`), ''].join('\n'))
  const { hostname, port, username, password, pathname } = new URL(url)
  const clients = ['-c', String(atOnce), '-j', String(Math.min(2, atOnce)), '-T', String(seconds)]
  const manner = ['-n', '-M', 'prepared', '-l', '--log-prefix', join(folder, 'log'), '-f', file]
  const place = ['-h', hostname, '-p', port, '-U', decodeURIComponent(username), pathname.slice(1)]
  const { stdout } = await promisify(execFile)(program, [...clients, ...manner, ...place], {
    env: { ...process.env, PGPASSWORD: decodeURIComponent(password) },
  })
  const took = readdirSync(folder)
    .filter(name => name.startsWith('log'))
    .flatMap(name => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map(line => Number(line.split(' ')[2]) / 1000)
  rmSync(folder, { recursive: true })
  return { perSecond: Number(/tps = ([\d.]+)/.exec(stdout)?.[1]), took }
}

async function throughNode(url: string, { draw, statements }: Script, seconds: number, atOnce: number) {
  const lines = Array.from({ length: atOnce }, () => plain(url, 1))
  const free = lines.map((sql, id) => ({ sql, id }))
  const done = await load({ seconds, atOnce }, async () => {
    const line = free.pop()
    if (!line) throw new Error('More at once than connections.')
    const drawn: Record<string, number> = { client_id: line.id }
    for (const [name, [least, most]] of Object.entries(draw))
      drawn[name] = least + Math.floor(Math.random() * (most - least + 1))
    for (const statement of statements) {
      const values: number[] = []
      const text = statement.replace(/(?<!:):([a-z_]+)\b/g, (_, name) => `$${values.push(drawn[name] ?? 0)}`)
      await line.sql.unsafe(text, values, { prepare: true })
    }
    free.push(line)
  })
  await Promise.all(lines.map(sql => sql.end({ timeout: 1 })))
  return done
}

function flat(statement: string) {
  return statement.replace(/\s+/g, ' ').trim()
}
