import { acceptOffer } from '../../../src/actions/calls/accept-offer.ts'
import { receiveCall } from '../../../src/actions/calls/receive-call.ts'
import { closeCall } from '../../../src/actions/outcomes/close-call.ts'
import { countingProxy } from '../counting-proxy.ts'
import { type Bench, install, planShifts, putOnDuty } from '../installation.ts'
import type { Line, Size } from '../line.ts'
import { book } from './booking.ts'
import { byId, line, newReference, offerOf, outcome } from './carry-call.ts'

/** P10: round trips to the database of each hot verb, counted by a proxy between; connecting does not count. */
export async function roundTrips(bench: Bench, { quick }: Size): Promise<Line[]> {
  let proxy: Awaited<ReturnType<typeof countingProxy>> | undefined
  const installed = await install(bench, 40, async url => {
    proxy = await countingProxy(url)
    return proxy.url
  })
  if (!proxy) throw new Error('The proxy is there once it is installed.')
  const { tripsOf } = proxy
  const { deps } = installed
  await planShifts(installed, 60)
  await putOnDuty(installed, installed.counselors)
  const people = byId(installed.counselors)
  const trips: Record<string, number[]> = { booking: [], 'arrival and offer': [], accept: [], close: [] }
  const count = async (verb: string, work: () => Promise<unknown>) => {
    trips[verb]?.push(await tripsOf(work))
  }

  for (let time = 0; time < (quick ? 60 : 150); time++) {
    // The first ones open connections, and each connection prepares its statements.
    if (time === 40) for (const verb of Object.keys(trips)) trips[verb] = []
    await count('booking', () => book(installed))
    let callId = ''
    await count('arrival and offer', async () => {
      const call = { reference: newReference(), language: 'zh', from: '13900001111' }
      callId = (await receiveCall(deps, line, call)).callId
    })
    const { offerId, counselor } = await offerOf(installed, people, callId)
    await count('accept', () => acceptOffer(deps, counselor, { offerId }))
    await count('close', () => closeCall(deps, counselor, { callId, outcome }))
  }
  await installed.close()
  proxy.close()
  return Object.entries(trips).map(([verb, ours]) => ({
    figure: 'P10',
    what: `round trips: ${verb}`,
    unit: '',
    ours,
    target: { atMost: 2 },
  }))
}
