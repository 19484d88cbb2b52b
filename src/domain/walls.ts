import type { Actor } from './actor.ts'

/**
 * The roles that PostgreSQL itself holds us to, as a second wall behind the doors. `reader` shows pages and cannot
 * write; `counts` sees tallies and releases alone; `tick` is time itself. None may change the schema: that is the
 * owner's, who migrates.
 */
export const databaseRoles = ['reader', 'counts', 'caller', 'counselor', 'staff', 'tick'] as const
export type DatabaseRole = (typeof databaseRoles)[number]

/** Which role a change is made under. Telephone lines come as callers do; whoever plans and coordinates is staff. */
export function roleOf(actor: Actor): DatabaseRole {
  switch (actor.kind) {
    case 'caller':
    case 'line':
      return 'caller'
    case 'counselor':
      return 'counselor'
    case 'system':
      return 'tick'
    default:
      return 'staff'
  }
}

/**
 * Columns that hold what a caller said or left, or whose secret something is: PostgreSQL shows each to these roles only.
 * To write one needs no right to read it.
 */
export const sealedColumns: Record<string, Record<string, readonly DatabaseRole[]>> = {
  bookings: {
    contact_sealed: ['caller', 'counselor', 'tick'],
    note_sealed: ['caller', 'counselor', 'tick'],
    draft_sealed: ['counselor', 'tick'],
  },
  calls: {
    // Whoever asks to be called back gets the promise that stands: the number is held against it.
    contact_sealed: ['caller', 'counselor', 'tick'],
    draft_sealed: ['counselor', 'tick'],
    caller_tag: ['caller', 'tick'],
  },
  closings: { outcome_sealed: ['tick'], outcome_set_aside: ['tick'] },
  spool: { sealed: ['tick'] },
  outcomes: { origin_sealed: ['tick'] },
  letters: { to_sealed: ['tick'], secret_sealed: ['tick'] },
  waiting_entries: { mail_sealed: ['caller', 'tick'] },
}

/** Tables that only these roles may write: everybody else reads them at most. */
export const writtenBy: Record<string, readonly DatabaseRole[]> = {
  audit_seals: ['tick'],
  outcomes: ['tick'],
  spool: ['tick'],
  releases: ['tick'],
  day_counts: ['tick'],
}

/** What the counting role sees: nothing that was ever tied to a contact. */
export const countedTables = [
  'tallies',
  'day_counts',
  'outreach_sessions',
  'partners',
  'territories',
  'releases',
] as const
