import { type SQL, sql } from 'drizzle-orm'
import { dayAfter } from '../domain/days.ts'
import {
  type Qualification,
  qualifications,
  type Requirement,
  type Standings,
} from '../domain/routing-terms.ts'
import { dayStart } from '../domain/time.ts'
import { people } from './schema/people.ts'

/** The same last days as drizzle selects them. */
export const lastDays = {
  qualification: people.qualifiedUntil,
  training: people.trainedUntil,
  insurance: people.insuredUntil,
  supervision: people.supervisedUntil,
}

/** What `standingsSelected` selects. */
export type StandingsRow = {
  partner_id: string | null
  territory: string | null
  qualifications: string
} & Record<`${Requirement}_until`, string | null>

/** The columns of `people p` that say what somebody may be asked for. */
export const standingsSelected: SQL = sql`p.partner_id, p.territory,
  array_to_string(p.qualifications, ',') as qualifications,
  p.qualified_until as qualification_until, p.trained_until as training_until,
  p.insured_until as insurance_until, p.supervised_until as supervision_until`

/** The same as routing takes it: in force through the last day, so until the start of the next one in the zone. */
export function standingsOf(row: StandingsRow, zone: string): Standings {
  const through = (day: string | null) => (day === null ? null : dayStart(dayAfter(day, 1), zone))
  const held = row.qualifications.split(',')
  return {
    partnerId: row.partner_id,
    territory: row.territory,
    qualifications: qualifications.filter((code): code is Qualification => held.includes(code)),
    inForceUntil: {
      qualification: through(row.qualification_until),
      training: through(row.training_until),
      insurance: through(row.insurance_until),
      supervision: through(row.supervision_until),
    },
  }
}

/** What a row of `people` says somebody may be asked for. */
export function standingsOfPerson(person: typeof people.$inferSelect, zone: string): Standings {
  return standingsOf(
    {
      partner_id: person.partnerId,
      territory: person.territory,
      qualifications: person.qualifications.join(','),
      qualification_until: person.qualifiedUntil,
      training_until: person.trainedUntil,
      insurance_until: person.insuredUntil,
      supervision_until: person.supervisedUntil,
    },
    zone,
  )
}
