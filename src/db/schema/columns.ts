import { timestamp } from 'drizzle-orm/pg-core'

/** An instant, as `timestamptz` in the database and `Date` in TypeScript. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
