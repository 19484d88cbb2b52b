import { HTTPException } from 'hono/http-exception'
import type { Deps } from '../deps.ts'
import { Problem, type ProblemCode, problemStatus } from '../domain/problem.ts'
import { type Texts, textsOf } from '../texts/texts.ts'
import type { AnyContext } from './env.ts'
import { telephoneLink } from './telephone-link.ts'

/** A refusal as RFC 9457 problem details, with its code, its sentence, and each field that wants mending. */
export function problemDetails(
  problem: Problem,
  texts: Texts,
  requestId: string,
  emergencyNumbers: readonly string[],
) {
  const { faults, openTimes, puzzle } = problem.more
  return {
    type: `urn:heartline:problem:${problem.code}`,
    title: texts.problems[problem.code],
    status: problem.status,
    code: problem.code,
    requestId,
    // A program may show a refusal to a person who came for help: whoever is not served is told who answers.
    ...(namesNumbers(problem) && {
      detail: `${texts.frame.wrongHelp} ${emergencyNumbers.join(' · ')}`,
      emergencyNumbers: emergencyNumbers.map(number => ({ number, link: telephoneLink(number) })),
    }),
    ...(faults && {
      faults: faults.map(fault => ({ ...fault, message: texts.faults[fault.code](fault.limit) })),
    }),
    ...(openTimes && { openTimes }),
    ...(puzzle && { puzzle: JSON.parse(puzzle) as unknown }),
  }
}

/** Where it was not for what was asked that it was refused, but for want of something of ours. */
function namesNumbers({ status, code }: Problem) {
  return status >= 500 || code === 'work_needed'
}

/** After how many seconds to ask again where we could not serve: put on every 503 by `createApp`. */
export const comeAgainSeconds = '5'

/** Whatever was thrown, as a `Problem`; what nobody foresaw becomes `internal`, without detail. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (isDatabaseLost(error)) return new Problem('database_lost')
  if (isKeysLost(error)) return new Problem('keys_lost')
  if (error instanceof HTTPException) {
    const code = Object.keys(problemStatus).find(
      code => problemStatus[code as ProblemCode] === error.status,
    ) as ProblemCode | undefined
    if (error.status === 400) return bodyUnreadable()
    return new Problem(error.status === 403 ? 'forbidden' : (code ?? 'internal'))
  }
  // On Node: the asker left before the body had come. What the database says never arrives here unwrapped.
  if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET') return bodyUnreadable()
  return new Problem('internal')
}

function bodyUnreadable() {
  return new Problem('invalid_input', { faults: [{ field: '(body)', code: 'wrong_type' }] })
}

/** Drizzle wraps what happened in an error of its own; 57014 is a statement that PostgreSQL gave up in time. */
function isDatabaseLost(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; cause = cause.cause, depth++)
    if (cause.name === 'DatabaseLost' || ('code' in cause && cause.code === '57014')) return true
  return false
}

function isKeysLost(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; cause = cause.cause, depth++)
    if (cause.name === 'KeysLost') return true
  return false
}

/** Whether this address speaks JSON to programs rather than pages to people. */
export function isApi(c: AnyContext): boolean {
  return /^\/(api|phone|healthz|readyz|demo|openapi\.json)(\/|$)/.test(c.req.path)
}

/** Answers a problem as `application/problem+json`. */
export function answerProblem(c: AnyContext, problem: Problem) {
  const texts = textsOf(c.get('locale') ?? 'en')
  const { now, config }: Deps = c.get('deps')
  const { until } = problem.more
  const details = problemDetails(problem, texts, c.get('requestId'), config.EMERGENCY_NUMBERS)
  return c.body(JSON.stringify(details), problem.status as 400, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    ...(until && { 'Retry-After': String(secondsUntil(until, now())) }),
  })
}

function secondsUntil(until: Date, now: Date) {
  return Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000))
}
