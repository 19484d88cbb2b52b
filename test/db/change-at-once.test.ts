import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeAtOnce, oneStep } from '../../src/db/change.ts'
import { rows } from '../../src/db/connect.ts'
import { reading } from '../../src/db/wording.ts'
import { useDatabase } from '../support/database.ts'

const fresh = useDatabase()
const at = new Date('2026-11-23T02:00:00Z')
let told = 0

const noted = oneStep<{ word: string; fits: boolean }>('note word', value => ({
  with: sql`noted as (insert into aside.notes (word) select ${value('word')} where ${value('fits')} returning word)`,
  about: sql`select word from noted`,
  answer: sql`select word from noted`,
}))

const note = (word: string, fits = true) => {
  const deps = { db: fresh().db, now: () => at, changes: { tell: () => told++ } as never }
  return changeAtOnce<{ word: string }, { word: string; fits: boolean }>(deps, { kind: 'system' }, noted, {
    word,
    fits,
  })
}
const audited = () =>
  rows(fresh().db, sql`select at, actor_kind, actor_id, action, subject from audit_lines order by id`)

beforeAll(async () => {
  // The constraint has a name that a refusal stands for.
  await fresh().db.execute(sql`create schema aside`)
  await fresh().db.execute(sql`create table aside.notes (word text constraint outcomes_one_per_call unique)`)
})
beforeEach(async () => {
  told = 0
  await fresh().db.execute(sql`truncate aside.notes, audit_lines`)
})

describe('a change of one statement', () => {
  it('answers its rows, leaves its audit line, and wakes the pages', async () => {
    expect(await note('a')).toEqual([{ word: 'a' }])
    expect(await audited()).toEqual([
      { at, actor_kind: 'system', actor_id: null, action: 'note word', subject: 'a' },
    ])
    expect(told).toBe(1)
  })

  it('that changes nothing answers nothing, leaves no line and wakes nobody', async () => {
    expect(await note('a', false)).toEqual([])
    expect(await audited()).toEqual([])
    expect(told).toBe(0)
  })

  it('that breaks a constraint is refused by its name, and leaves nothing', async () => {
    await note('a')
    await expect(note('a')).rejects.toMatchObject({ code: 'already_closed' })
    expect(await audited()).toHaveLength(1)
    expect(told).toBe(1)
  })
})

it('a reading takes no statement that writes', async () => {
  const writes = reading<object>(() => sql`insert into aside.notes (word) values ('b') returning word`)
  await expect(rows(fresh().db, writes({}))).rejects.toThrow()
  expect(await rows(fresh().db, sql`select word from aside.notes`)).toEqual([])
})
