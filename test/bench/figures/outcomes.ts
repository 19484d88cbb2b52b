import { acceptOffer } from '../../../src/actions/calls/accept-offer.ts'
import { receiveCall } from '../../../src/actions/calls/receive-call.ts'
import { closeCall } from '../../../src/actions/outcomes/close-call.ts'
import type { CounselorActor } from '../../../src/domain/actor.ts'
import { type Bench, install, plain, putOnDuty } from '../installation.ts'
import { inTurn, type Line, load, type Size } from '../line.ts'
import { leanest } from '../pgbench.ts'
import { byId, line, newReference, offerOf, outcome } from './carry-call.ts'

const atOnce = 8

/** P11: outcomes recorded a second with all that is counted of them, 8 at once, against the bare insert of one row. */
export async function outcomes(bench: Bench, { rounds, seconds, quick }: Size): Promise<Line[]> {
  const installed = await install(bench, quick ? 400 : 2000)
  const people = byId(installed.counselors)
  const { sql, deps, url } = installed
  await sql`create table bare (id uuid primary key default gen_random_uuid(), at timestamptz, words text)`
  await putOnDuty(installed, installed.counselors)
  const lean = leanest(url)
  const eight = plain(url, atOnce)

  const values = await inTurn(rounds, {
    ours: async () => {
      const talking: { callId: string; counselor: CounselorActor }[] = []
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          while (talking.length < installed.counselors.length - atOnce) {
            const call = { reference: newReference(), language: 'zh' }
            const { callId } = await receiveCall(deps, line, call)
            const { offerId, counselor } = await offerOf(installed, people, callId)
            await acceptOffer(deps, counselor, { offerId })
            talking.push({ callId, counselor })
          }
        }),
      )
      const started = performance.now()
      let closed = 0
      const closeAll = async () => {
        for (let next = talking.pop(); next; next = talking.pop()) {
          await closeCall(deps, next.counselor, { callId: next.callId, outcome })
          closed += 1
        }
      }
      await Promise.all(Array.from({ length: atOnce }, closeAll))
      return closed / ((performance.now() - started) / 1000)
    },
    node: async () =>
      (
        await load(
          { seconds, atOnce },
          () => eight`insert into bare (at, words) values (${new Date()}, ${'x'.repeat(400)})`,
        )
      ).perSecond,
    bare: async () => {
      const statement = `insert into bare (at, words) values (now(), repeat('x', 400))`
      return (await lean.run({ draw: {}, statements: [statement] }, seconds, atOnce)).perSecond
    },
  })
  await eight.end({ timeout: 1 })
  await installed.close()
  const recorded = (name: string, against: number[]): Line => ({
    figure: 'P11',
    what: 'outcomes recorded, 8 at once',
    unit: '/s',
    ours: values.ours,
    baseline: { name, values: against },
    target: { atLeast: 0.7 },
  })
  return [
    recorded('bare inserts from Node', values.node),
    recorded(`${lean.name}, bare inserts`, values.bare),
  ]
}
