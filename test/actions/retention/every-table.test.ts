import { readdirSync } from 'node:fs'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { keptTables, retentionProfiles } from '../../../src/domain/retention.ts'

const folder = new URL('../../../src/db/schema/', import.meta.url)
const modules = await Promise.all(readdirSync(folder).map(file => import(new URL(file, folder).href)))
const tables = modules
  .flatMap(module => Object.values(module))
  .filter(exported => is(exported, PgTable))
  .map(table => getTableConfig(table))
const rules = retentionProfiles['cn-hotline']
const callersTables = ['bookings', 'calls', 'waiting_entries']

/** What holds something of a caller, or a secret of somebody, by its name. */
const tells = (column: string) => /_sealed$|^note|^contact|phone|^mail$/.test(column)

test.each(tables.map(({ name }) => name))(
  '%s has a rule, or stands among those that stay, with why',
  name => {
    const byRule = rules.some(({ table, columns, with: others }) =>
      table === name ? columns === undefined : others?.includes(name),
    )
    expect(byRule || keptTables[name] !== undefined).toBe(true)
    // Letters and duties lose columns and some rows, and are otherwise the staff's own.
    expect(byRule && keptTables[name] !== undefined).toBe(false)
  },
)

test.each(tables.map(table => [table.name, table] as const))(
  '%s keeps nothing of a caller without a rule for it',
  (name, { columns, foreignKeys }) => {
    const tied = foreignKeys.some(key =>
      callersTables.includes(getTableConfig(key.reference().foreignTable).name),
    )
    const sealed = columns.map(column => column.name).filter(tells)
    const stays = keptTables[name]
    if (stays === 'passing') return
    if (stays) {
      expect(tied).toBe(false)
      const own = name === 'people' ? ['mail'] : []
      expect(sealed.filter(column => !own.includes(column))).toEqual([])
    }
    if (tied) {
      const goes = rules.some(({ table, columns, with: others }) =>
        table === name ? !columns : others?.includes(name),
      )
      expect(goes).toBe(true)
    }
  },
)

test('rules name tables and columns that there are, each column at most once', () => {
  const found = new Map(tables.map(table => [table.name, table.columns.map(({ name }) => name)]))
  for (const { table, columns = [], with: others = [] } of rules) {
    for (const name of [table, ...others]) expect(found.has(name), name).toBe(true)
    for (const column of columns) expect(found.get(table), `${table}.${column}`).toContain(column)
  }
  for (const name of Object.keys(keptTables)) expect(found.has(name), name).toBe(true)
})

test('what goes with other rows is deleted by PostgreSQL together with them', () => {
  for (const { table, with: others = [] } of rules)
    for (const name of others) {
      const keys = tables.find(each => each.name === name)?.foreignKeys ?? []
      const key = keys.find(each => getTableConfig(each.reference().foreignTable).name === table)
      expect(key?.onDelete, `${name} with ${table}`).toBe('cascade')
    }
})
