import { Hono } from 'hono'
import { generateSpecs } from 'hono-openapi'
import type { Config } from '../config.ts'
import { type Circle, circles } from '../domain/permissions.ts'
import { faultCodes, problemStatus } from '../domain/problem.ts'
import { doors, open } from './doors.ts'
import type { Env } from './env.ts'

/** The parts of a described operation that are looked at here. */
type Operation = {
  parameters?: { name: string; in: string; schema?: object; description?: string }[]
  responses?: Record<string, object>
  security?: Record<string, string[]>[]
}

/**
 * `GET /openapi.json`: the API as OpenAPI 3.1, made of the routes themselves: their descriptions, their schemas, and
 * the doors before them. It is made when first asked for.
 */
export function openapi(app: Hono<Env>) {
  let made: Promise<object> | undefined
  return new Hono<Env>().get('/openapi.json', open, async c => {
    made ??= documentOf(app, c.var.deps.config)
    return c.json(await made)
  })
}

async function documentOf(app: Hono<Env>, config: Config): Promise<object> {
  const document = await generateSpecs(app, {
    excludeStaticFile: false,
    exclude: /^\/(?!api\/|phone\/)/,
    defaultValidationErrorResponse: false,
    documentation: {
      info: {
        title: 'Heartline',
        version: '1',
        description:
          'The API of a psychological-support hotline. Instants are ISO 8601 with an offset, days are local days of the ' +
          'service. A refusal is a problem (RFC 9457) with a code of a closed list and a sentence in the language of ' +
          'Accept-Language. A body has at most 64 KiB.',
      },
      servers: [{ url: config.PUBLIC_URL }],
      components: {
        securitySchemes: {
          signIn: {
            type: 'apiKey',
            in: 'cookie',
            name: config.PUBLIC_URL.startsWith('https:') ? '__Host-heartline' : 'heartline',
            description: 'The cookie of a member of staff who signed in; the roles that may enter are named.',
          },
          line: { type: 'http', scheme: 'bearer', description: 'The token of a telephone line.' },
        },
        schemas: { Problem: problem },
        responses: {
          Problem: {
            description: 'A refusal; where it comes from single fields, each is named.',
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        },
      },
    },
  })
  const doorOf = doorsByRoute(app)
  for (const [path, operations] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(operations as Record<string, Operation>)) {
      const circle = doorOf.get(`${method} ${path}`)
      if (circle) complete(operation, circle)
    }
  return document
}

function complete(operation: Operation, circle: Circle) {
  const inPath = operation.parameters?.filter(parameter => parameter.in === 'path') ?? []
  for (const parameter of inPath) {
    if (parameter.name === 'id') parameter.schema = { type: 'string', format: 'uuid' }
    if (parameter.name === 'period')
      parameter.schema = { type: 'string', pattern: '^\\d{4}-(\\d{2}|W\\d{2}|Q[1-4])$' }
    if (parameter.name === 'token')
      parameter.description = 'The token of the line, for exchanges that can send no header.'
  }
  operation.responses = { ...operation.responses, default: { $ref: '#/components/responses/Problem' } }
  const tokenInPath = inPath.some(({ name }) => name === 'token')
  operation.security = circle === 'open' || tokenInPath ? [] : securityOf(circle)
}

function securityOf(circle: Circle): Record<string, string[]>[] {
  return circle === 'line' ? [{ line: [] }] : circles[circle].map(role => ({ signIn: [role] }))
}

function doorsByRoute(app: Hono<Env>) {
  return new Map(
    app.routes.flatMap(({ method, path, handler }) => {
      const door = doors.get(handler)
      return door ? [[`${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`, door]] : []
    }),
  )
}

const text = { type: 'string' as const }
const instant = { type: 'string' as const, format: 'date-time' }

const problem = {
  type: 'object' as const,
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: { ...text, description: 'urn:heartline:problem: and the code.' },
    title: { ...text, description: 'A sentence for people.' },
    status: { type: 'integer' as const, minimum: 400, maximum: 599 },
    code: { ...text, enum: Object.keys(problemStatus) },
    requestId: { ...text, description: 'What to name when asking us.' },
    detail: {
      ...text,
      description: 'Where we cannot help just now: who answers at any time. To be shown to people.',
    },
    emergencyNumbers: {
      type: 'array' as const,
      description: 'The same for programs: each number as people read it, and as a link that dials it.',
      items: {
        type: 'object' as const,
        required: ['number', 'link'],
        properties: { number: text, link: text },
      },
    },
    faults: {
      type: 'array' as const,
      items: {
        type: 'object' as const,
        required: ['field', 'code', 'message'],
        properties: {
          field: { ...text, description: 'Parts joined by dots; (body) for the whole.' },
          code: { ...text, enum: [...faultCodes] },
          limit: { type: 'number' as const },
          message: text,
        },
      },
    },
    openTimes: {
      type: 'array' as const,
      description: 'The nearest open times, where a wanted one is gone.',
      items: {
        type: 'object' as const,
        required: ['startsAt', 'endsAt'],
        properties: { startsAt: instant, endsAt: instant },
      },
    },
  },
}
