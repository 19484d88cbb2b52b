import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dispatch } from '../../../src/actions/calls/dispatch.ts'
import { advisoryKeys } from '../../../src/db/advisory-keys.ts'
import { rows } from '../../../src/db/connect.ts'
import { type TestLine, testLine } from '../../support/line.ts'

let line: TestLine
beforeEach(async () => {
  line = await testLine()
})
afterEach(() => line.close())

const found = (what: string) =>
  rows<{ state: string }>(line.database.db, sql`select state from ${sql.raw(what)}`)
const audited = () =>
  rows(
    line.database.db,
    sql`select actor_kind as who, action from audit_lines where at >= ${line.deps.now()} order by id`,
  )

describe('a call that arrives', () => {
  it('leaves a line for its arrival and one for the round that offered it', async () => {
    await line.onDuty(1)
    line.clock.wind(1)
    await line.ring('c1')
    expect(await audited()).toEqual([
      { who: 'line', action: 'receive call' },
      { who: 'system', action: 'dispatch' },
    ])
  })

  it('leaves none for a round that changed nothing', async () => {
    await line.ring('c1')
    line.clock.wind(1)
    await line.ring('c1')
    expect(await audited()).toEqual([{ who: 'line', action: 'receive call' }])
  })

  it('waits at once while somebody else has the turn, and is offered after it', async () => {
    await line.onDuty(1)
    let ringing: Promise<unknown> = Promise.resolve()
    await line.database.db.transaction(async tx => {
      await tx.execute(sql`select pg_advisory_xact_lock(${advisoryKeys.dispatch})`)
      ringing = line.ring('c1')
      while ((await found('calls')).length === 0) await pause(5)
      expect(await found('calls')).toEqual([{ state: 'waiting' }])
      expect(await found('offers')).toEqual([])
    })
    await ringing
    expect(await found('offers')).toEqual([{ state: 'pending' }])
  })

  it('waits, counted once, where its round fails; the next round offers it', async () => {
    await line.onDuty(1)
    const { db } = line.database
    await db.execute(sql`create function broken() returns trigger language plpgsql as $$
      begin raise exception 'broken'; end $$`)
    await db.execute(sql`create trigger broken before insert on offers execute function broken()`)
    await line.ring('c1')
    expect(await found('calls')).toEqual([{ state: 'waiting' }])
    expect(await line.tallies('call_received')).toHaveLength(1)
    await db.execute(sql`drop trigger broken on offers`)
    await dispatch(line.deps)
    expect(await found('calls')).toEqual([{ state: 'offered' }])
  })
})
