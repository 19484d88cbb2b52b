import * as z from 'zod'
import {
  ageBands,
  callEndings,
  callKinds,
  notAskedReasons,
  presentingProblems,
  referrals,
  riskAnswers,
  sessionEndings,
} from '../domain/codes.ts'
import { mostPeopleHelped } from '../domain/outcome-faults.ts'
import { line } from './text-fields.ts'

const distress = z.int().min(0).max(10).nullable().optional()

/** An outcome as the API takes it; which answers go together is for `outcomeFaults` to say. */
export const outcomeGiven = z.strictObject({
  kind: z.enum(callKinds).optional(),
  problems: z.array(z.enum(presentingProblems)).max(presentingProblems.length).optional(),
  riskAnswer: z.enum(riskAnswers).optional(),
  notAskedBecause: z.enum(notAskedReasons).nullable().optional(),
  ending: z.enum([...new Set([...callEndings, ...sessionEndings])], {
    error: ({ input }) => (input === undefined ? 'missing' : undefined),
  }),
  referral: z.enum(referrals).optional(),
  distressBefore: distress,
  distressAfter: distress,
  ageBand: z.enum(ageBands).optional(),
  territory: line(60).nullable().optional(),
  peopleHelped: z.int().min(0).max(mostPeopleHelped).optional(),
})

/** An outcome that is not finished: any of its fields. */
export const draftGiven = outcomeGiven.partial()
