import type { NewPattern } from '../../../actions/roster/add-pattern.ts'
import { readTimeOfDay } from '../../../domain/planned-intervals.ts'
import type { Fault } from '../../../domain/problem.ts'
import type { Texts } from '../../../texts/texts.ts'
import type { Mend } from '../form-parts.tsx'

/** The form of a new pattern as typed, three stretches always. */
export type TypedPattern = {
  counselor: string
  weekdays: string[]
  stretches: { from: string; to: string }[]
  fromDay: string
  untilDay: string
}

const stretchNumbers = [1, 2, 3]

/** The form's fields from a request's body. */
export function typedPattern(form: Record<string, string | string[]>): TypedPattern {
  const text = (name: string) => String(form[name] ?? '').trim()
  return {
    counselor: text('counselor'),
    weekdays: [form.weekdays ?? []].flat(),
    stretches: stretchNumbers.map(number => ({
      from: readTimeOfDay(text(`from${number}`)),
      to: readTimeOfDay(text(`to${number}`)),
    })),
    fromDay: text('fromDay'),
    untilDay: text('untilDay'),
  }
}

/** The pattern that was typed, and which line (from 1) each of its stretches came from. */
export function readPattern({ counselor, weekdays, stretches, fromDay, untilDay }: TypedPattern): {
  pattern: NewPattern
  lineOf: number[]
} {
  const lineOf = stretchNumbers.filter(number => stretches[number - 1]?.from || stretches[number - 1]?.to)
  return {
    lineOf,
    pattern: {
      counselorId: counselor,
      weekdays: weekdays.map(Number),
      stretches: lineOf.map(number => stretches[number - 1] ?? { from: '', to: '' }),
      fromDay,
      ...(untilDay && { untilDay }),
    },
  }
}

/** What to mend in the pattern's form, each sentence at its field and with its name. */
export function patternMends(faults: readonly Fault[], lineOf: readonly number[], texts: Texts): Mend[] {
  const words = texts.roster.patterns
  const labels: Record<string, string> = words as never
  return faults.map(({ field, code, limit }) => {
    if (field === 'counselorId')
      return { field: 'counselor', words: texts.staff.at(words.counselor, texts.faults[code](limit)) }
    if (field === 'stretches') return { field: 'from1', words: words.atLeastOne }
    const sentence = texts.faults[code](limit)
    const [, index, end] = /^stretches\.(\d+)\.(from|to)$/.exec(field) ?? []
    if (!end) return { field, words: texts.staff.at(labels[field] ?? field, sentence) }
    const line = lineOf[Number(index)] ?? 1
    return {
      field: `${end}${line}`,
      words: texts.staff.at(`${words.stretch(line)} ${labels[end]}`, sentence),
    }
  })
}
