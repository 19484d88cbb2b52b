import * as z from 'zod'
import { modes, pageLocales, staffRoles } from '../domain/codes.ts'
import { readMailAddress } from '../domain/mail-address.ts'
import { line } from './text-fields.ts'

const mailAddress = z
  .string()
  .min(1)
  .transform((text, context) => {
    const address = readMailAddress(text)
    if (!address) context.addIssue({ code: 'custom', message: 'not_an_address' })
    return address as string
  })

const once = <T>(list: T[]) => [...new Set(list)]

/** Who is to be invited, as a program or a form says it; a counselor needs a partner, a language and a mode. */
export const invitedPerson = z
  .strictObject({
    name: line(40),
    mail: mailAddress,
    role: z.enum(staffRoles),
    partner: line(60).optional(),
    languages: z.array(line(10)).max(20).transform(once).default([]),
    modes: z.array(z.enum(modes)).max(10).transform(once).default([]),
    handle: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, 'wrong_type')
      .optional(),
    locale: z.enum(pageLocales).optional(),
  })
  .superRefine((person, context) => {
    if (person.role !== 'counselor') return
    const missing = (field: string) => context.addIssue({ code: 'custom', path: [field], message: 'missing' })
    if (!person.partner) missing('partner')
    if (person.languages.length === 0) missing('languages')
    if (person.modes.length === 0) missing('modes')
  })
