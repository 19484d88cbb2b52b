import type { MiddlewareHandler } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import type * as z from 'zod'
import type { Env } from './env.ts'

/** What a route answers with one status: a JSON schema, a schema for each media type, or null for no body. */
type Answer = z.ZodType | Record<string, z.ZodType> | null

/**
 * What else a route takes: a body that it reads by itself, a key that makes a repeated request harmless, or the solution
 * of a puzzle while many requests come.
 */
type Extra = { keyed?: true; priced?: true; body?: Record<string, z.ZodType> }

const answered: Record<string, string> = {
  200: 'What was asked for.',
  201: 'It is made.',
  204: 'It is done; there is no more to say.',
  304: 'Nothing has changed since the tag that was given.',
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  description:
    'The same key with the same content makes one thing, however often it is sent; with other content it is refused.',
  schema: { type: 'string' as const, pattern: '^[\\x21-\\x7e]{1,200}$' },
}

const proofOfWork = {
  name: 'Proof-Of-Work',
  in: 'header' as const,
  description:
    'While a great many requests come in, the answer is 428 with a `puzzle` of altcha: its challenge and solution, as JSON in base64, under the same Idempotency-Key.',
  schema: { type: 'string' as const, maxLength: 4000 },
}

/**
 * Says in /openapi.json what a route does, in one sentence, and what it answers by status. It stands next to its route,
 * and does nothing when a request comes by.
 */
export function described(
  summary: string,
  answers: Record<number, Answer>,
  { keyed, priced, body }: Extra = {},
): MiddlewareHandler<Env> {
  const responses = Object.entries(answers).map(([status, answer]) => [
    status,
    { description: answered[status] ?? '', ...(answer && { content: contentOf(answer) }) },
  ])
  return describeRoute({
    summary,
    responses: Object.fromEntries(responses),
    ...(keyed && { parameters: priced ? [idempotencyKey, proofOfWork] : [idempotencyKey] }),
    ...(body && { requestBody: { required: true, content: contentOf(body) } }),
  })
}

function contentOf(answer: Exclude<Answer, null>) {
  const byMedia = isSchema(answer) ? { 'application/json': answer } : answer
  return Object.fromEntries(
    Object.entries(byMedia).map(([media, schema]) => [media, { schema: resolver(schema) }]),
  )
}

function isSchema(answer: Exclude<Answer, null>): answer is z.ZodType {
  return '_zod' in answer
}
