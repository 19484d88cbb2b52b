import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { people } from './people.ts'

/** Passkeys of staff: public keys only, with the counter and the backup flags that each last told. */
export const passkeys = pgTable(
  'passkeys',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    credentialId: text('credential_id').notNull(),
    publicKey: text('public_key').notNull(),
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: text('transports').array().notNull(),
    canBackUp: boolean('can_back_up').notNull(),
    backedUp: boolean('backed_up').notNull(),
    name: text('name').notNull(),
    madeAt: instant('made_at').notNull(),
    usedAt: instant('used_at'),
  },
  t => [
    uniqueIndex('passkeys_one_per_credential').on(t.credentialId),
    index('passkeys_by_person').on(t.personId),
  ],
)

/**
 * Authenticator apps (TOTP). Of the secret nothing is kept: it is derived from the lasting key outside the database
 * and the id. `lastStep` is the newest half minute whose code was used; none works twice.
 */
export const authenticatorApps = pgTable(
  'authenticator_apps',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    madeAt: instant('made_at').notNull(),
    confirmedAt: instant('confirmed_at'),
    lastStep: integer('last_step').notNull().default(0),
  },
  t => [
    uniqueIndex('authenticator_apps_one_per_person').on(t.personId).where(sql`${t.confirmedAt} is not null`),
    index('authenticator_apps_by_person').on(t.personId),
  ],
)

/** Recovery codes, each good once. Only a keyed hash is kept. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    codeTag: text('code_tag').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    madeAt: instant('made_at').notNull(),
    usedAt: instant('used_at'),
  },
  t => [index('recovery_codes_by_person').on(t.personId)],
)

/** Challenges that a passkey has answered: none is answered twice. Gone once they would be too old anyway. */
export const spentChallenges = pgTable('spent_challenges', {
  challengeTag: text('challenge_tag').primaryKey(),
  endsAt: instant('ends_at').notNull(),
})

/** Wrong tries in a row by what was tried, as a keyed hash, so that each further one waits longer. */
export const wrongTries = pgTable('wrong_tries', {
  subjectTag: text('subject_tag').primaryKey(),
  failed: integer('failed').notNull(),
  lastAt: instant('last_at').notNull(),
})
