import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows } from '../../src/db/connect.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()

test('forgetting finds what hangs on a row by an index: without one, a busy week takes longer than a statement may', async () => {
  const bare = await rows<{ column: string }>(
    database().db,
    sql`select k.conrelid::regclass || '.' || a.attname as column
        from pg_constraint k
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
        where k.contype = 'f' and k.confdeltype = 'c' and not exists (
          select from pg_index i where i.indrelid = k.conrelid and i.indkey[0] = k.conkey[1]
            -- Whoever looks for an id looks for no null: an index that leaves those out serves as well.
            and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname)))`,
  )
  expect(bare).toEqual([])
})
