import * as z from 'zod'
import { isDay } from '../domain/days.ts'
import { parseInstant } from '../domain/instants.ts'

// NUL cannot be stored; direction marks and other controls can make one text look like another.
const unreadable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are refused
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/

/** A text people typed, trimmed, of at most `most` characters (code points), without unreadable ones. */
export function line(most: number) {
  const made = lines.get(most) ?? newLine(most)
  lines.set(most, made)
  return made
}

// Six schemas for each; a dozen lengths are all there are.
const lines = new Map<number, ReturnType<typeof newLine>>()

function newLine(most: number) {
  return z
    .string()
    .trim()
    .min(1)
    .refine(text => !unreadable.test(text) && text.isWellFormed(), 'unreadable_characters')
    .superRefine((text, context) => {
      if ([...text].length > most)
        context.addIssue({ code: 'too_big', origin: 'string', maximum: most, inclusive: true, input: text })
    })
    .meta({ maxLength: most })
}

/** An instant in ISO 8601 with offset, as a `Date`; dates that do not exist are refused. */
export const instant = z
  .string()
  .meta({ format: 'date-time' })
  .transform((text, context) => {
    const at = parseInstant(text)
    if (!at) context.addIssue({ code: 'custom', message: 'not_an_instant' })
    return at as Date
  })

/** A day of the calendar, as 2026-11-22. */
export const day = z.string().refine(isDay, 'not_a_day').meta({ format: 'date' })
