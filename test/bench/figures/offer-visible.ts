import { acceptOffer } from '../../../src/actions/calls/accept-offer.ts'
import { closeCall } from '../../../src/actions/outcomes/close-call.ts'
import type { CounselorActor } from '../../../src/domain/actor.ts'
import { type Bench, type Installation, install, putOnDuty } from '../installation.ts'
import { type Line, quantile, type Size } from '../line.ts'
import { openPages, type Page, signIns } from '../pages-open.ts'
import { ask, keptOpen, serve, serveBare } from '../served.ts'
import { newReference, outcome } from './carry-call.ts'

/**
 * P3: from the exchange's webhook to the offer on its counselor's page, while so many pages are open that all look again
 * when they are told to, against a bare echo of one event to as many streams.
 */
export async function offerVisible(bench: Bench, { quick, rounds }: Size): Promise<Line[]> {
  const connected = quick ? 100 : 1000
  const calls = quick ? 15 : 60
  const installed = await install(bench, connected)
  await putOnDuty(installed, installed.counselors)
  const served = await serve(installed)
  const bare = await serveBare()
  const agent = keptOpen(64)
  const cookies = await signIns(installed)
  const ours = await openPages(`${served.base}/api/v1/queue/events`, cookies)
  const echo = await openPages(`${bare.base}/events`, cookies)
  const took = {
    ours: { half: [] as number[], last: [] as number[] },
    echo: { half: [] as number[], last: [] as number[] },
  }
  for (let round = 0; round < rounds; round++) {
    const seen = await ringing(installed, { base: served.base, agent, pages: ours, calls })
    took.ours.half.push(quantile(seen, 0.5))
    took.ours.last.push(quantile(seen, 0.99))
    const echoed = await echoing({ base: bare.base, agent, pages: echo, calls })
    took.echo.half.push(quantile(echoed, 0.5))
    took.echo.last.push(quantile(echoed, 0.99))
  }
  for (const page of [...ours, ...echo]) page.close()
  agent.destroy()
  await served.end()
  await bare.end()
  await installed.close()
  const line = (what: string, own: number[], values: number[]): Line => ({
    figure: 'P3',
    what: `webhook to offer on the page, ${connected} connected, ${what}`,
    unit: 'ms',
    ours: own,
    baseline: { name: 'bare SSE echo', values },
    target: { atMost: 3 },
  })
  return [line('p50', took.ours.half, took.echo.half), line('p99', took.ours.last, took.echo.last)]
}

type Telling = { base: string; agent: Parameters<typeof ask>[0]; pages: Page[]; calls: number }

type Offered = { offer: { id: string; callId: string }; counselor: CounselorActor }

/** Calls come in one after the other; each ends when the page of whoever is offered it has fetched it. */
async function ringing(installed: Installation, { base, agent, pages, calls }: Telling): Promise<number[]> {
  const took: number[] = []
  let seen = (_: Offered) => {}
  for (const [place, page] of pages.entries())
    page.told = async () => {
      const answer = await ask(agent, `${base}/api/v1/queue`, {
        headers: { Cookie: page.cookie, ...(page.tag && { 'If-None-Match': page.tag }) },
      })
      page.tag = String(answer.headers.etag ?? '')
      const counselor = installed.counselors[place]
      const offer = answer.status === 200 && JSON.parse(answer.text).offer
      if (offer && counselor) seen({ offer, counselor })
    }
  for (let call = 0; call < calls; call++) {
    const visible = new Promise<Offered>(done => {
      seen = done
    })
    const began = performance.now()
    const rung = await ask(agent, `${base}/phone/cti/main`, {
      method: 'POST',
      headers: { Authorization: 'Bearer bench-line', 'Content-Type': 'application/json' },
      body: JSON.stringify({ event: 'newCall', callId: newReference(), from: '13900001111' }),
    })
    if (rung.status !== 200) throw new Error(`The webhook answered ${rung.status}: ${rung.text}`)
    const { offer, counselor } = await visible
    took.push(performance.now() - began)
    await acceptOffer(installed.deps, counselor, { offerId: offer.id })
    await closeCall(installed.deps, counselor, { callId: offer.callId, outcome })
    await new Promise(done => setTimeout(done, 50))
  }
  for (const page of pages) page.told = () => {}
  return took
}

/** One event to all; each ends when one page, a different one each time, has it. */
async function echoing({ base, agent, pages, calls }: Telling): Promise<number[]> {
  const took: number[] = []
  for (let call = 0; call < calls; call++) {
    const page = pages[(call * 37) % pages.length]
    if (!page) throw new Error('Some page is open.')
    const told = new Promise<void>(done => {
      page.told = done
    })
    const began = performance.now()
    await ask(agent, `${base}/tell`, { method: 'POST', body: `version-${call}` })
    await told
    took.push(performance.now() - began)
    page.told = () => {}
    await new Promise(done => setTimeout(done, 20))
  }
  return took
}
