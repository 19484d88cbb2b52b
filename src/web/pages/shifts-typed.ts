import * as z from 'zod'
import { type Day, isDay } from '../../domain/days.ts'
import {
  type PlannedInterval,
  plannedIntervals,
  readTimeOfDay,
  type TypedInterval,
} from '../../domain/planned-intervals.ts'
import { type FaultCode, type Problem, type ProblemCode, problemStatus } from '../../domain/problem.ts'
import type { Texts } from '../../texts/texts.ts'
import type { Mend } from './form-parts.tsx'

/** The planning form as typed, four lines always. */
export type TypedPlan = {
  counselor: string
  day: string
  week: string
  request: string
  lines: TypedInterval[]
}

/** A form that can be carried out: which typed line (from 1) each interval came from. */
export type ReadPlan = { counselorId: string; intervals: PlannedInterval[]; lineOf: number[] }

const lineNumbers = [1, 2, 3, 4]

/** The form's fields from a request's body. */
export function typedPlan(form: Record<string, string | string[]>): TypedPlan {
  const text = (name: string) => String(form[name] ?? '').trim()
  return {
    counselor: text('counselor'),
    day: text('day'),
    week: text('week'),
    request: text('request').slice(0, 100),
    lines: lineNumbers.map(number => ({
      from: readTimeOfDay(text(`from${number}`)),
      to: readTimeOfDay(text(`to${number}`)),
      nextDay: text(`next${number}`) !== '',
    })),
  }
}

/** An empty form for a day. */
export function emptyPlan(day: Day, request: string): TypedPlan {
  return typedPlan({ day, week: day, request })
}

/** The plan that was typed, or everything to mend in it, each at its field. */
export function readPlan(typed: TypedPlan, zone: string, texts: Texts): { plan?: ReadPlan; mends: Mend[] } {
  const words = texts.shifts.plan
  const mends: Mend[] = []
  if (!z.uuid().safeParse(typed.counselor).success)
    mends.push({ field: 'counselor', words: texts.staff.at(words.counselor, texts.faults.missing()) })
  const dayIsGood = isDay(typed.day)
  if (!dayIsGood)
    mends.push({
      field: 'day',
      words: texts.staff.at(words.day, typed.day ? texts.faults.not_a_day() : texts.faults.missing()),
    })
  const lineOf = lineNumbers.filter(number => typed.lines[number - 1]?.from || typed.lines[number - 1]?.to)
  if (lineOf.length === 0) mends.push({ field: 'from1', words: words.atLeastOne })
  const lines = lineOf.map(number => typed.lines[number - 1] as TypedInterval)
  // Without a day the times can still be checked for being times; any day without a clock change will do.
  const read = plannedIntervals(dayIsGood ? typed.day : '2026-01-01', lines, dayIsGood ? zone : 'UTC')
  for (const { line, field, code } of read.faults) {
    const number = lineOf[line] as number
    mends.push({ field: `${field}${number}`, words: words.at(number, sentenceOf(code, texts)) })
  }
  if (mends.length > 0) return { mends }
  return { plan: { counselorId: typed.counselor, intervals: read.intervals, lineOf }, mends }
}

/** What a refusal of the plan says at which field; undefined for one that is not about a field. */
export function mendOfRefusal(problem: Problem, { lineOf }: ReadPlan, texts: Texts): Mend | undefined {
  const [fault] = problem.more.faults ?? []
  if (problem.code === 'shift_overlaps') {
    const number = lineOf[Number(fault?.field.split('.')[1])] ?? 1
    return { field: `from${number}`, words: texts.shifts.plan.overlaps(number) }
  }
  if (problem.code === 'person_retired') return { field: 'counselor', words: texts.problems.person_retired }
  if (fault?.field === 'counselor') return { field: 'counselor', words: texts.faults.not_in_list() }
  return undefined
}

function sentenceOf(code: FaultCode | ProblemCode, texts: Texts) {
  return code in problemStatus ? texts.problems[code as ProblemCode] : texts.faults[code as FaultCode]()
}
