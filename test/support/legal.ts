import { isDay } from '../../src/domain/days.ts'
import { parseInstant } from '../../src/domain/instants.ts'
import type { Schema } from './openapi.ts'

/** Values that a schema cannot know, by the name of their field. */
const known: Record<string, unknown> = {
  language: 'zh',
  languages: ['zh'],
  line: 'main',
  from: '2026-11-24',
  to: '2026-11-25',
  startsAt: '2026-12-01T09:00:00+08:00',
  endsAt: '2026-12-01T12:00:00+08:00',
  phone: '139 0000 0000',
  mail: 'li.na@example.org',
  code: 'K7-4TM',
  counselor: 'counselor-1',
  counselorId: '00000000-0000-4000-8000-000000000000',
  otherShiftId: '00000000-0000-4000-8000-000000000000',
  contactId: '00000000-0000-4000-8000-000000000000',
  csv: 'name,mail,role,partner,languages,modes\r\n陈安,chen.an@example.org,counselor,police,zh,phone',
  weekdays: [1, 5],
  stretches: [{ from: '09:00', to: '12:00' }],
  fromDay: '2026-11-24',
  untilDay: '2026-12-24',
  day: '2026-11-25',
  partner: 'police',
  handle: 'li-na',
  territory: 'longsha',
  role: 'operator',
  on: true,
  state: 'free',
  returnCode: 'ABCD-EFGH-JKMN-PQRS',
}

/** Says what a field may hold that only a database knows, such as the id of somebody who is there. */
export function nowKnown(values: Record<string, unknown>): void {
  Object.assign(known, values)
}

/** A value that a field may have. */
export function legalValue(schema: Schema, field: string): unknown {
  if (field in known && isLegal(schema, known[field])) return known[field]
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return legalValue(schema.anyOf[0] as Schema, field)
  if (schema.properties) return legalBody(schema)
  if (schema.format === 'date-time') return '2026-11-24T14:00:00+08:00'
  const value = { integer: 1, boolean: true, array: [] }[typesOf(schema)[0] ?? '']
  return value ?? '睡眠'
}

/** A body with every field that its schema names. */
export function legalBody(schema: Schema): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, of]) => [name, legalValue(of, name)]),
  )
}

/** Whether a schema lets a value through, as far as the schemas of the document go. */
export function isLegal(schema: Schema, value: unknown): boolean {
  if (schema.anyOf && !schema.anyOf.some(one => isLegal(one, value))) return false
  const types = typesOf(schema)
  if (types.length > 0 && !types.some(type => isOfType(type, value))) return false
  if (schema.enum && !schema.enum.includes(value)) return false
  if (typeof value === 'string') return isLegalText(schema, value)
  if (typeof value === 'number')
    return value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity)
  if (Array.isArray(value))
    return (
      value.length <= (schema.maxItems ?? Infinity) &&
      (!schema.items || value.every(one => isLegal(schema.items as Schema, one)))
    )
  return true
}

function isLegalText(schema: Schema, text: string) {
  const { length } = [...text.trim()]
  if (length > (schema.maxLength ?? Infinity) || length < (schema.minLength ?? 0)) return false
  if (schema.pattern && !new RegExp(schema.pattern).test(text)) return false
  if (schema.format === 'date-time') return parseInstant(text) !== undefined
  return schema.format === 'date' ? isDay(text) : true
}

function isOfType(type: string, value: unknown) {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}

function typesOf({ type }: Schema) {
  return type === undefined ? [] : [type].flat()
}
