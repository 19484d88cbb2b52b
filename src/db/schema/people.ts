import { sql } from 'drizzle-orm'
import { check, date, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** Organizations that send counselors: health commission, medical college, youth league, police. */
export const partners = pgTable(
  'partners',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    code: text('code').notNull(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    retiredAt: instant('retired_at'),
  },
  t => [uniqueIndex('partners_one_per_code').on(t.code)],
)

/** The tree of places that the city is divided into: centers, institutes, community stations. */
export const territories = pgTable('territories', {
  code: text('code').primaryKey(),
  parent: text('parent'),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
})

/** Staff: counselors, supervisors, coordinators, operators. Never a caller. */
export const people = pgTable(
  'people',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    role: text('role').notNull(),
    partnerId: uuid('partner_id').references(() => partners.id),
    handle: text('handle'),
    name: text('name').notNull(),
    mail: text('mail'),
    languages: text('languages').array().notNull(),
    modes: text('modes').array().notNull(),
    territory: text('territory').references(() => territories.code),
    requestTag: text('request_tag'),
    qualifications: text('qualifications').array().notNull().default(['minors', 'high_risk']),
    // The last day on which each is in force; null for no end.
    qualifiedUntil: date('qualified_until', { mode: 'string' }),
    trainedUntil: date('trained_until', { mode: 'string' }),
    insuredUntil: date('insured_until', { mode: 'string' }),
    supervisedUntil: date('supervised_until', { mode: 'string' }),
    invitedAt: instant('invited_at').notNull(),
    retiredAt: instant('retired_at'),
  },
  t => [
    uniqueIndex('people_one_per_handle').on(t.handle),
    uniqueIndex('people_one_per_mail').on(sql`lower(${t.mail})`).where(sql`${t.retiredAt} is null`),
    uniqueIndex('people_one_per_request').on(t.requestTag),
    check('people_counselors_have_a_partner', sql`${t.role} <> 'counselor' or ${t.partnerId} is not null`),
  ],
)

/**
 * Who is signed in. Only a keyed hash of the cookie is kept, and of the device one word. `provenAt` is when presence
 * was last proved, `admittedAt` when all doors opened: not before there is a passkey or an authenticator app.
 */
export const signIns = pgTable(
  'sign_ins',
  {
    tokenTag: text('token_tag').primaryKey(),
    id: uuid('id').notNull().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    madeAt: instant('made_at').notNull(),
    seenAt: instant('seen_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    endedAt: instant('ended_at'),
    device: text('device').notNull().default('other'),
    provenAt: instant('proven_at'),
    admittedAt: instant('admitted_at'),
  },
  t => [index('sign_ins_by_person').on(t.personId), uniqueIndex('sign_ins_one_per_id').on(t.id)],
)

/** One-time codes: an invitation, or a code to sign in with. Only a keyed hash is kept. */
export const signInCodes = pgTable(
  'sign_in_codes',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    purpose: text('purpose').notNull(),
    codeTag: text('code_tag').notNull(),
    madeAt: instant('made_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    usedAt: instant('used_at'),
    failedTries: integer('failed_tries').notNull().default(0),
  },
  t => [index('sign_in_codes_by_person').on(t.personId)],
)
