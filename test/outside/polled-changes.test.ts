import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { change } from '../../src/db/change.ts'
import { localChanges } from '../../src/outside/changes.ts'
import { polledChanges } from '../../src/outside/polled-changes.ts'
import { changesVersion } from '../../src/reads/changes-version.ts'
import { useDatabase } from '../support/database.ts'
import { untilTrue } from '../support/program.ts'

const database = useDatabase()
const system = { kind: 'system' } as const

/** A version that a test sets, and how often it has been read. */
function source() {
  const given = { version: '1', reads: 0, broken: false, offers: new Map<string, string>() }
  const read = async () => {
    given.reads++
    if (given.broken) throw new Error('gone')
    return { version: given.version, concerning: new Map(given.offers) }
  }
  return { given, changes: polledChanges(read, { everyMs: 5, soonMs: 60_000 }) }
}

test('a listener is called when the version has changed, not when it has not', async () => {
  const { given, changes } = source()
  let heard = 0
  await changes.version()
  changes.listen(() => heard++)
  await pause(40)
  expect(heard).toBe(0)
  given.version = '2'
  await untilTrue(async () => heard === 1, 1000)
  await changes.close()
})

test('the page of whom a change concerns is called at once, the others soon', async () => {
  const { given, changes } = source()
  const heard = { ann: 0, ben: 0 }
  await changes.version()
  changes.listen(() => heard.ann++, 'ann')
  changes.listen(() => heard.ben++, 'ben')
  given.version = '2'
  given.offers.set('ben', 'an offer')
  await untilTrue(async () => heard.ben === 1, 1000)
  expect(heard.ann).toBe(0)
  await changes.close()
})

test('nobody reads while nobody listens', async () => {
  const { given, changes } = source()
  const leave = changes.listen(() => {})
  await untilTrue(async () => given.reads > 1, 1000)
  leave()
  await pause(30)
  const before = given.reads
  await pause(60)
  expect(given.reads).toBe(before)
})

test('a read that fails is tried again', async () => {
  const { given, changes } = source()
  let heard = 0
  await changes.version()
  changes.listen(() => heard++)
  given.broken = true
  await pause(30)
  given.version = '2'
  given.broken = false
  await untilTrue(async () => heard === 1, 1000)
  await changes.close()
})

test('the version of the database differs after every change, also after one that commits late', async () => {
  const deps = { db: database().db, now: () => new Date(), changes: localChanges() }
  const seen = [await changesVersion(deps)]
  const letGo = Promise.withResolvers<void>()
  const isIn = Promise.withResolvers<void>()
  const late = database().db.transaction(async tx => {
    await tx.execute(`insert into audit_lines (at, actor_kind, action) values (now(), 'system', 'late')`)
    isIn.resolve()
    await letGo.promise
  })
  await isIn.promise
  for (let i = 0; i < 3; i++) {
    await change(deps, system, 'a change', async () => {})
    seen.push(await changesVersion(deps))
  }
  letGo.resolve()
  await late
  seen.push(await changesVersion(deps))
  expect(new Set(seen).size).toBe(5)
  expect(await changesVersion(deps)).toBe(seen.at(-1))
})
