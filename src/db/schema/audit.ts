import { bigint, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/**
 * The links of the access log's chain. Each stands for the lines that name its number (`audit_lines.seal`) and, through
 * the tag of the link before it, for all that went before. The tag is keyed with a secret that PostgreSQL never sees,
 * so whoever may write here still cannot mend the chain. Links stay when their lines are forgotten.
 */
export const auditSeals = pgTable('audit_seals', {
  number: bigint('number', { mode: 'number' }).primaryKey(),
  lines: integer('lines').notNull(),
  digest: text('digest').notNull(),
  firstAt: instant('first_at').notNull(),
  sealedAt: instant('sealed_at').notNull(),
  tag: text('tag').notNull(),
})
