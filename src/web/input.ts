import { zValidator } from '@hono/zod-validator'
import { resolver, uniqueSymbol } from 'hono-openapi'
import type * as z from 'zod'
import { type Fault, type FaultCode, faultCodes, Problem } from '../domain/problem.ts'
import type { AnyContext } from './env.ts'

/**
 * Checks a JSON body, a query or path parameters; what is wrong becomes `invalid_input` with every field
 * named. It also carries the schema into /openapi.json, where a plain validator would leave it out.
 */
export function input<S extends z.ZodType, T extends 'json' | 'query' | 'param'>(target: T, schema: S) {
  const check = zValidator(target, schema, result => {
    if (!result.success) throw new Problem('invalid_input', { faults: faultsOf(result.error, result.data) })
  })
  // A body of another kind would otherwise count as an empty one, and an empty draft would overwrite a full one.
  const checkKind: typeof check = (c, next) => {
    if (target === 'json' && !/^application\/(\w+\+)?json\s*(;|$)/i.test(c.req.header('Content-Type') ?? ''))
      throw new Problem('invalid_input', { faults: [{ field: '(body)', code: 'wrong_type' }] })
    return check(c, next)
  }
  return Object.assign(checkKind, {
    [uniqueSymbol]: { target, ...resolver(schema) },
  })
}

/**
 * The faults of a zod error: field paths joined by dots, codes from the closed list. With what was sent, a choice that
 * was not made is `missing`, where zod itself only says that nothing is not in the list.
 */
export function faultsOf(error: z.core.$ZodError, sent?: unknown): Fault[] {
  return error.issues.flatMap((issue): Fault[] => {
    const field = issue.path.join('.') || '(body)'
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map(key => ({ field: [...issue.path, key].join('.'), code: 'unknown_field' }))
    if (issue.code === 'invalid_value' && sent !== undefined && valueAt(sent, issue.path) === undefined)
      return [{ field, code: 'missing' }]
    return [{ field, ...faultOf(issue) }]
  })
}

function valueAt(sent: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key], sent)
}

function faultOf(issue: z.core.$ZodIssue): Omit<Fault, 'field'> {
  if (isFaultCode(issue.message)) return { code: issue.message }
  switch (issue.code) {
    case 'invalid_type':
      return {
        code: issue.input === undefined && issue.message.includes('undefined') ? 'missing' : 'wrong_type',
      }
    case 'too_big':
      return {
        code: issue.origin === 'string' || issue.origin === 'array' ? 'too_long' : 'too_large',
        limit: Number(issue.maximum),
      }
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return { code: 'missing' }
      return {
        code: issue.origin === 'string' || issue.origin === 'array' ? 'too_short' : 'too_small',
        limit: Number(issue.minimum),
      }
    case 'invalid_value':
      return { code: 'not_in_list' }
    case 'invalid_union':
      return { code: 'does_not_belong' }
    default:
      return { code: 'wrong_type' }
  }
}

function isFaultCode(text: string): text is FaultCode {
  return (faultCodes as readonly string[]).includes(text)
}

/**
 * A form's fields as typed: every value a string, repeated names a list. Files and bodies that are no form
 * are refused as `invalid_input`.
 */
export async function typedForm(c: AnyContext): Promise<Record<string, string | string[]>> {
  const body = await c.req.parseBody({ all: true }).catch(() => {
    throw new Problem('invalid_input', { faults: [{ field: '(body)', code: 'wrong_type' }] })
  })
  const typed: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(body))
    typed[name] = Array.isArray(value)
      ? value.filter(v => typeof v === 'string')
      : typeof value === 'string'
        ? value
        : ''
  return typed
}

/** The Idempotency-Key of a request, checked: 1 to 200 visible ASCII characters; undefined when absent. */
export function requestKey(c: AnyContext): string | undefined {
  const key = c.req.header('Idempotency-Key')
  if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key))
    throw new Problem('invalid_input', { faults: [{ field: 'Idempotency-Key', code: 'wrong_type' }] })
  return key
}
