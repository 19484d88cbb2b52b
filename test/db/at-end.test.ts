import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { atEnd, connect, constraintOf, rows, written } from '../../src/db/connect.ts'
import { useDatabase } from '../support/database.ts'

const fresh = useDatabase()

beforeAll(async () => {
  await fresh().db.execute(sql`create table ends (word text constraint ends_words_once unique, number int)`)
})

const word = (text: string) => {
  const [first, last] = [`insert into ends (word, number) values ($1, $2)`, [text, 1]] as const
  return { toSQL: () => ({ sql: first, params: [...last] }) }
}

/** One connection only, so that what one transaction leaves behind meets the next. */
async function onOneConnection<T>(work: (db: ReturnType<typeof connect>['db']) => Promise<T>): Promise<T> {
  const { db, close } = connect(fresh().url, { slots: 1 })
  try {
    return await work(db)
  } finally {
    await close()
  }
}

const kept = async () =>
  (await rows<{ word: string }>(fresh().db, sql`select word from ends order by 1`)).map(row => row.word)

test('what is left for the end is written with the commit, on the first time and on later ones', async () => {
  await onOneConnection(async db => {
    for (const text of ['a1', 'a2', 'a3']) await db.transaction(async tx => atEnd(tx, word(text)))
  })
  expect(await kept()).toEqual(expect.arrayContaining(['a1', 'a2', 'a3']))
})

test('a constraint broken at the end rolls everything back, and the connection goes on being of use', async () => {
  await onOneConnection(async db => {
    for (const known of ['not yet', 'by now']) {
      const failed = db.transaction(async tx => {
        await tx.execute(sql`insert into ends (word) values (${`before ${known}`})`)
        atEnd(tx, word(`b ${known}`))
        atEnd(tx, word(`b ${known}`))
        atEnd(tx, word(`after ${known}`))
      })
      expect(constraintOf(await failed.catch(error => error))).toBe('ends_words_once')
    }
    await db.transaction(async tx => atEnd(tx, word('b went on')))
  })
  expect((await kept()).filter(text => /^(b|before|after) /.test(text))).toEqual(['b went on'])
})

test('work that fails writes nothing of what it left for the end', async () => {
  await onOneConnection(async db => {
    const failed = db.transaction(async tx => {
      atEnd(tx, word('c'))
      throw new Error('Changed my mind.')
    })
    await expect(failed).rejects.toThrow('Changed my mind.')
  })
  expect(await kept()).not.toContain('c')
})

test('what is asked at once is answered in the order in which it was asked, each with its own answer', async () => {
  await onOneConnection(async db => {
    for (let time = 0; time < 3; time++) {
      const word = `d${time}`
      const found = await db.transaction(async tx => {
        const count = () => rows<{ n: number }>(tx, sql`select count(*) as n from ends where word = ${word}`)
        return Promise.all([
          count(),
          written<{ n: number }>(tx, sql`insert into ends (word) values (${word}) returning 7 as n`),
          count(),
          count(),
        ])
      })
      expect(found.map(([row]) => row?.n)).toEqual([0, 7, 1, 1])
    }
  })
})
