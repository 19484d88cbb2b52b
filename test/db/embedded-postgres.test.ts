import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect, constraintOf, rows } from '../../src/db/connect.ts'
import { type Embedded, startEmbedded } from '../../src/outside/embedded-postgres.ts'
import { ownFolder, signalServer } from '../support/own-server.ts'

let own: Awaited<ReturnType<typeof ownFolder>>
const note = () => join(own.folder, 'postgres/postmaster.pid')
const open: Embedded[] = []
const programs: ChildProcess[] = []

beforeEach(async () => {
  own = await ownFolder()
})
afterEach(async () => {
  for (const program of programs.splice(0)) program.kill('SIGKILL')
  await pause(20)
  for (const server of open.splice(0)) await server.stop()
  if (existsSync(note())) await (await startEmbedded(own.folder)).stop()
  await own.remove()
})

async function start() {
  const server = await startEmbedded(own.folder)
  open.push(server)
  return server
}

/** Another program that starts, or joins, the server of the same folder. */
function startElsewhere() {
  const program = fork(join(import.meta.dirname, '../support/embedded-app.ts'), [own.folder], {
    execArgv: [],
  })
  programs.push(program)
  const answer = new Promise<{ url: string; started: boolean }>((resolve, reject) => {
    program.once('message', resolve as (value: unknown) => void)
    program.once('exit', () => reject(new Error('it ended')))
  })
  return { program, answer }
}

async function ended(program: ChildProcess) {
  if (program.exitCode === null && program.signalCode === null)
    await new Promise(resolve => program.once('exit', resolve))
}

async function gone() {
  for (let n = 0; n < 200 && existsSync(note()); n++) await pause(50)
  return !existsSync(note())
}

async function write(url: string) {
  const { db, close } = connect(url)
  await db.execute(sql`create table kept as select 42 as answer`)
  await close()
}

async function read(url: string) {
  const { db, close } = connect(url)
  const found = await rows(db, sql`select * from kept`)
  await close()
  return found
}

describe('the embedded server', () => {
  test('keeps what was written over a stop and a start', async () => {
    const first = await startEmbedded(own.folder)
    expect(first.started).toBe(true)
    await write(first.url)
    await first.stop()
    expect(existsSync(note())).toBe(false)
    expect(await read((await start()).url)).toEqual([{ answer: 42 }])
  })

  test('is joined by whoever comes later, and stopped by whoever leaves last', async () => {
    const first = await start()
    const second = await start()
    expect(second).toMatchObject({ url: first.url, started: false })
    await second.stop()
    await write(first.url)
    const third = await start()
    await first.stop()
    expect(await read(third.url)).toEqual([{ answer: 42 }])
    await third.stop()
    expect(existsSync(note())).toBe(false)
  })

  test('started twice at once, in one program and in two, runs once', async () => {
    const { answer } = startElsewhere()
    const all = await Promise.all([start(), start(), answer])
    expect(new Set(all.map(one => one.url)).size).toBe(1)
    expect(all.filter(one => one.started)).toHaveLength(1)
    expect(readdirSync(own.folder).filter(name => name.includes('.new.'))).toEqual([])
  })

  test('comes back by itself, at its address, when only it is killed', async () => {
    const { url } = await start()
    await write(url)
    const killed = signalServer(own.folder, 'SIGKILL')
    let found: unknown
    for (let n = 0; n < 200 && !found; n++) {
      await pause(50)
      found = await read(url).catch(() => undefined)
    }
    expect(found).toEqual([{ answer: 42 }])
    expect(Number.parseInt(readFileSync(note(), 'utf8'), 10)).not.toBe(killed)
  })

  test('starts again after everything was killed, and with its own number taken by another program', async () => {
    const { program, answer } = startElsewhere()
    await write((await answer).url)
    program.kill('SIGKILL')
    await ended(program)
    signalServer(own.folder, 'SIGKILL')
    const lines = readFileSync(note(), 'utf8').split('\n')
    await writeFile(note(), [String(process.pid), ...lines.slice(1)].join('\n'))
    const server = await start()
    expect(server.started).toBe(true)
    expect(await read(server.url)).toEqual([{ answer: 42 }])
  })

  test('left running by a program that was killed is joined, and stopped at the end', async () => {
    const { program, answer } = startElsewhere()
    const { url } = await answer
    program.kill('SIGKILL')
    await ended(program)
    const server = await start()
    expect(server).toMatchObject({ url, started: false })
    await server.stop()
    expect(existsSync(note())).toBe(false)
  })

  test('ends with the program that started it, also without a stop', async () => {
    const { program, answer } = startElsewhere()
    await answer
    program.send('end')
    await ended(program)
    expect(await gone()).toBe(true)
  })

  test.each([250, 800])('heals a first start that was killed after %i ms', async after => {
    const { program, answer } = startElsewhere()
    answer.catch(() => {})
    await pause(after)
    program.kill('SIGKILL')
    await ended(program)
    await write((await start()).url)
  })

  test('is not stopped by a folder that a first start left half done', async () => {
    await mkdir(join(own.folder, 'postgres.new.4194304.left'), { recursive: true })
    await start()
    expect(existsSync(join(own.folder, 'postgres.new.4194304.left'))).toBe(false)
  })

  test('keeps its password to the owner, and what people typed out of its log', async () => {
    const { url } = await start()
    expect(statSync(join(own.folder, 'postgres.password')).mode & 0o777).toBe(0o600)
    const { db, close } = connect(url)
    await db.execute(sql`create table secrets (note text constraint one_note primary key)`)
    const twice = db.execute(sql`insert into secrets values ('whispered'), ('whispered')`)
    expect(constraintOf(await twice.catch(error => error))).toBe('one_note')
    await db.execute(sql`select 'whispered'::integer`).catch(() => {})
    await close()
    expect(readFileSync(join(own.folder, 'postgres.log'), 'utf8')).not.toContain('whispered')
  })

  test.runIf(process.getuid?.() === 0)('works in a folder that only root may enter', async () => {
    await chmod(own.folder, 0o700)
    const server = await startEmbedded(join(own.folder, 'inside'))
    expect(server.started).toBe(true)
    await server.stop()
    await chmod(own.folder, 0o755)
  })
})
