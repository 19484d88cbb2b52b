import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sealLines } from '../../../src/actions/audit/seal-lines.ts'
import { change } from '../../../src/db/change.ts'
import { auditSeals } from '../../../src/db/schema/audit.ts'
import { auditLines } from '../../../src/db/schema/counts.ts'
import { keyedTag } from '../../../src/domain/keyed-tag.ts'
import { auditTag, checkAudit } from '../../../src/reads/audit-check.ts'
import { type TestApp, testApp } from '../../support/app.ts'

let heartline: TestApp
const longAgo = new Date('2025-03-02T00:00:00Z')

/** Somebody who may write whatever they like into PostgreSQL. */
const intruder = (query: ReturnType<typeof sql>) => heartline.database.db.transaction(tx => tx.execute(query))
const deed = (name: string) => change(heartline.deps, { kind: 'system' }, name, async () => {})
const faults = async () => (await checkAudit(heartline.deps, longAgo)).faults

beforeEach(async () => {
  heartline = await testApp('2026-03-02T08:00:00+08:00')
  for (const name of ['one', 'two', 'three']) await deed(name)
  await sealLines(heartline.deps)
  heartline.clock.wind(60)
  for (const name of ['four', 'five']) await deed(name)
  await sealLines(heartline.deps)
})

afterEach(() => heartline.close())

describe('a log that was chained', () => {
  test('is whole, with a head that is known again later', async () => {
    const { deps } = heartline
    const { links, unchained, head, faults } = await checkAudit(deps, longAgo)
    expect({ unchained, faults }).toEqual({ unchained: 0, faults: [] })
    expect(links).toBeGreaterThanOrEqual(2)
    await deed('six')
    await sealLines(deps)
    expect(await auditTag(deps, head?.number ?? 0)).toBe(head?.tag)
  })

  test('shows a line that was changed, taken out, put in, or moved to another time', async () => {
    for (const attack of [
      sql`update audit_lines set action = 'nothing' where action = 'two'`,
      sql`update audit_lines set actor_id = 'somebody else' where action = 'two'`,
      sql`update audit_lines set at = at + interval '1 millisecond' where action = 'two'`,
      sql`delete from audit_lines where action = 'two'`,
      sql`insert into audit_lines (at, actor_kind, action, seal)
          select at, actor_kind, 'never', seal from audit_lines where action = 'two'`,
    ]) {
      const [before] = await heartline.database.db.select().from(auditLines).where(sql`action = 'two'`)
      await intruder(attack)
      expect(await faults()).toEqual([{ link: before?.seal, fault: 'lines_changed' }])
      await intruder(sql`delete from audit_lines where action in ('two', 'nothing', 'never')`)
      await intruder(sql`insert into audit_lines overriding system value
        values (${before?.id}, ${before?.at}, 'system', null, 'two', null, ${before?.seal})`)
      expect(await faults()).toEqual([])
    }
  })

  test('shows a link that was rewritten by somebody without the key, and one that was taken out', async () => {
    const [last] = await heartline.database.db.select().from(auditSeals).orderBy(sql`number desc`).limit(1)
    const forged = await keyedTag(new Uint8Array(32), 'audit-chain', 'whatever')
    await intruder(sql`update audit_seals set digest = 'x', tag = ${forged} where number = ${last?.number}`)
    expect(await faults()).toContainEqual({ link: last?.number, fault: 'link_changed' })
    const first = (last?.number ?? 0) - 1
    await intruder(sql`delete from audit_seals where number = ${first}`)
    expect(await faults()).toContainEqual({ link: first, fault: 'link_missing' })
  })

  test('cut off at its end with all that belongs to it is missed by whoever kept its head', async () => {
    const { deps } = heartline
    const { head } = await checkAudit(deps, longAgo)
    await intruder(sql`delete from audit_lines where seal = ${head?.number}`)
    await intruder(sql`delete from audit_seals where number = ${head?.number}`)
    expect(await faults()).toEqual([])
    expect(await auditTag(deps, head?.number ?? 0)).not.toBe(head?.tag)
  })

  test('stays whole when its lines are forgotten on time', async () => {
    const { head } = await checkAudit(heartline.deps, longAgo)
    await intruder(sql`delete from audit_lines`)
    const later = await checkAudit(heartline.deps, new Date('2027-03-02T00:00:00Z'))
    expect(later).toMatchObject({ faults: [], lines: 0, forgotten: head?.number })
  })
})

test('lines that nobody chained for an hour are a fault', async () => {
  await deed('late')
  heartline.clock.wind(30 * 60)
  expect(await faults()).toEqual([])
  heartline.clock.wind(31 * 60)
  expect(await faults()).toMatchObject([{ fault: 'not_chained' }])
})

test('two machines that chain at once make one chain', async () => {
  const { deps } = heartline
  await Promise.all(Array.from({ length: 20 }, (_, index) => deed(`at once ${index}`)))
  const sealed = await Promise.all(Array.from({ length: 8 }, () => sealLines(deps)))
  expect(sealed.reduce((sum, one) => sum + one, 0)).toBe(20)
  expect(await faults()).toEqual([])
})
