import * as z from 'zod'
import type { TestApp } from './app.ts'

/** A schema of the document, as far as the tests look at it. */
export type Schema = {
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: unknown[]
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: unknown
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  maxItems?: number
}

type Content = Record<string, { schema: Schema }>

/** One route of the document. */
export type Operation = {
  operationId: string
  summary: string
  security: Record<string, string[]>[]
  parameters?: { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Schema }[]
  requestBody?: { required?: boolean; content: Content }
  responses: Record<string, { description: string; content?: Content; $ref?: string }>
}

/** A route with its place in the document, named `POST /api/v1/bookings`. */
export type Route = Operation & { name: string; method: string; path: string }

/** The document of an app. */
export type Document = {
  openapi: string
  info: Record<string, string>
  paths: Record<string, Record<string, Operation>>
  components: Record<string, Record<string, Record<string, unknown>>>
}

/** Fetches /openapi.json. */
export async function documentOf(app: Pick<TestApp, 'ask'>): Promise<Document> {
  return (await (await app.ask('/openapi.json')).json()) as Document
}

/** Every route of a document. */
export function routesOf({ paths }: Document): Route[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      ...operation,
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
    })),
  )
}

/** What a value has that its schema does not say, or says otherwise; [] when it fits exactly. */
export function misfits(schema: Schema, value: unknown): string[] {
  const read = z.fromJSONSchema(closed(schema) as Parameters<typeof z.fromJSONSchema>[0]).safeParse(value)
  return read.success ? [] : read.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
}

/** The same schema, letting nothing through that it does not name. */
function closed(schema: Schema): Schema {
  const properties = schema.properties && {
    properties: Object.fromEntries(Object.entries(schema.properties).map(([name, of]) => [name, closed(of)])),
    additionalProperties: schema.additionalProperties ?? false,
  }
  return {
    ...schema,
    ...properties,
    ...(schema.items && { items: closed(schema.items) }),
    ...(schema.anyOf && { anyOf: schema.anyOf.map(closed) }),
  }
}

/** A field of a body, by its path, and what it may be. */
export type Field = { path: string[]; schema: Schema }

/** Every field of a body, those inside others included. */
export function fieldsOf(schema: Schema, above: string[] = []): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, of]) => {
    const path = [...above, name]
    return [{ path, schema: of }, ...fieldsOf(of, path)]
  })
}
