import { sql } from 'drizzle-orm'
import { receiveCall } from '../../src/actions/calls/receive-call.ts'
import { goOnDuty } from '../../src/actions/duty/go-on-duty.ts'
import { rows } from '../../src/db/connect.ts'
import type { CounselorActor } from '../../src/domain/actor.ts'
import type { Queue } from '../../src/reads/queue.ts'
import { queueOf } from '../../src/reads/queue.ts'
import { type TestApp, testApp } from './app.ts'

/** A whole outcome of a conversation. */
export const talked = { ending: 'completed', riskAnswer: 'low', problems: ['mood'] } as const

/** The line that the tests' exchange rings on. */
export const main = { kind: 'line', line: 'main' } as const

/** A Heartline of its own with a telephone line, and words for what happens on it. */
export async function testLine(env: Record<string, string> = {}, start?: string) {
  const app = await testApp(start, env)
  const { deps } = app

  const counselor = (number: number) => app.person(`counselor-${number}`, 'counselor')

  return {
    ...app,
    counselor,
    /** Counselors with these numbers go on duty in this order, a second apart. */
    async onDuty(...numbers: number[]): Promise<CounselorActor[]> {
      const people: CounselorActor[] = []
      for (const number of numbers) {
        const person = await counselor(number)
        await goOnDuty(deps, person)
        people.push(person)
        app.clock.wind(1)
      }
      return people
    },
    ring: (reference: string, language = 'zh', from = '13900001111') =>
      receiveCall(deps, main, { reference, language, from }),
    queue: (person: CounselorActor): Promise<Queue> => queueOf(deps, person),
    /** The exchange tells an event over HTTP. */
    tell: (event: Record<string, unknown>, line = 'main', token = 'demo-line') =>
      app.ask(`/phone/cti/${line}`, { json: event, headers: { Authorization: `Bearer ${token}` } }),
    state: async (callId: string) =>
      (await rows<{ state: string }>(deps.db, sql`select state from calls where id = ${callId}`))[0]?.state,
    /** The tallies of these measures, as `measure:amount:wait`, sorted. */
    tallies: async (prefix = '') => tallies(app, prefix),
  }
}

export type TestLine = Awaited<ReturnType<typeof testLine>>

async function tallies({ deps }: TestApp, prefix: string) {
  const found = await rows<{ measure: string; amount: number; wait_seconds: number | null }>(
    deps.db,
    sql`select measure, amount, wait_seconds from tallies where measure like ${`${prefix}%`}
        order by measure, wait_seconds nulls first`,
  )
  return found.map(({ measure, amount, wait_seconds }) =>
    [measure, amount, ...(wait_seconds === null ? [] : [wait_seconds])].join(':'),
  )
}
