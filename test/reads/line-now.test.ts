import { afterEach, beforeEach, expect, it } from 'vitest'
import { acceptOffer } from '../../src/actions/calls/accept-offer.ts'
import { closeCall } from '../../src/actions/outcomes/close-call.ts'
import { calls } from '../../src/db/schema/calls.ts'
import { placeInLine } from '../../src/reads/place-in-line.ts'
import { whatToExpect } from '../../src/reads/what-to-expect.ts'
import { booked } from '../support/booked.ts'
import { main, type TestLine, talked, testLine } from '../support/line.ts'
import { onShift } from '../support/on-shift.ts'

let line: TestLine
beforeEach(async () => {
  line = await testLine({ PRESENCE_SECONDS: '86400' })
})
afterEach(() => line.close())

const placeOf = (reference: string) => placeInLine(line.deps, { line: main.line, reference })

it('says that nobody comes before the next who speaks the language, whoever else is there', async () => {
  await line.onDuty(4)
  await onShift(line, 'counselor-4', '2026-11-23T09:00:00+08:00', '2026-11-23T18:00:00+08:00')
  await onShift(line, 'counselor-2', '2026-11-23T19:00:00+08:00', '2026-11-23T21:00:00+08:00')
  await line.ring('c1', 'yue')
  expect(await placeOf('c1')).toMatchObject({
    unanswered: true,
    minutes: null,
    nobodyBefore: new Date('2026-11-23T19:00:00+08:00'),
  })
  expect(await whatToExpect(line.deps, 'yue')).toMatchObject({
    openNow: false,
    nextOpening: new Date('2026-11-23T19:00:00+08:00'),
  })
  expect(await whatToExpect(line.deps)).toMatchObject({ openNow: true, minutes: { from: 0, to: 1 } })
  const spoken = await (await line.tell({ event: 'newCall', callId: 'c1', from: '13900001111' })).json()
  expect(spoken).toMatchObject({ say: 'callback', text: expect.stringMatching(/^今天 19:00 以前沒有人。/) })
})

it('counts nobody who is in a booked session, and says when it ends', async () => {
  await line.onDuty(1)
  const startsAt = new Date(line.deps.now().getTime() + 5 * 60_000)
  await booked(line, 'counselor-1', startsAt)
  expect(await whatToExpect(line.deps)).toMatchObject({ openNow: true, minutes: null })
  await line.ring('c1')
  expect(await placeOf('c1')).toMatchObject({
    unanswered: false,
    minutes: null,
    nobodyBefore: new Date(startsAt.getTime() + 30 * 60_000),
  })
})

it('waits only behind those whom the same people will be asked for', async () => {
  const [first] = await line.onDuty(2, 4)
  for (const [reference, language] of [
    ['c1', 'zh'],
    ['c2', 'zh'],
    ['c3', 'en'],
    ['c4', 'zh'],
  ] as const) {
    await line.ring(reference, language)
    line.clock.wind(1)
  }
  await acceptOffer(line.deps, first!, { offerId: (await line.queue(first!)).offer!.id })
  const alone = await placeOf('c4')
  expect(alone).toMatchObject({ ahead: 2, minutes: { from: 0 } })
  await line.ring('c5', 'zh')
  expect((await placeOf('c5'))!.minutes!.to).toBeGreaterThan(alone!.minutes!.to)
})

it('learns from what calls really took, kept apart from the call and its counselor', async () => {
  const [first] = await line.onDuty(1)
  for (let number = 0; number < 10; number++) {
    const { callId } = await line.ring(`c${number}`)
    await acceptOffer(line.deps, first!, { offerId: (await line.queue(first!)).offer!.id })
    line.clock.wind(120)
    await closeCall(line.deps, first!, { callId, outcome: { ...talked, problems: ['mood'] } })
  }
  expect(await line.tallies('call_handled')).toEqual(Array.from({ length: 10 }, () => 'call_handled:120'))
  await line.ring('busy')
  await acceptOffer(line.deps, first!, { offerId: (await line.queue(first!)).offer!.id })
  await line.ring('next')
  // One seat, two minutes: nineteen of twenty conversations end within three times that.
  expect(await placeOf('next')).toMatchObject({ ahead: 0, minutes: { from: 0, to: 6 } })
})

it('reckons with those who go in front by their head start, by how many came in this hour of the days before', async () => {
  const [first] = await line.onDuty(1)
  await line.ring('busy')
  await acceptOffer(line.deps, first!, { offerId: (await line.queue(first!)).offer!.id })
  await line.ring('next')
  const before = (await placeOf('next'))!.minutes!
  const soon = line.deps.now().getTime() + 10 * 60_000
  const came = (language: string, markedAs: string | null) =>
    Array.from({ length: 140 }, (_, number) => ({
      channel: 'typed',
      language,
      markedAs,
      state: 'closed',
      arrivedAt: new Date(soon - (1 + (number % 7)) * 86_400_000),
      queuedAt: new Date(soon - (1 + (number % 7)) * 86_400_000),
    }))
  // Neither those without a head start nor those for whom nobody is there.
  await line.database.db.insert(calls).values([...came('zh', null), ...came('fr', 'danger_now')])
  expect((await placeOf('next'))!.minutes).toEqual(before)
  await line.database.db.insert(calls).values(came('zh', 'danger_now'))
  const after = (await placeOf('next'))!.minutes!
  expect(after.from).toBe(before.from)
  // Twenty an hour with half an hour's head start: about ten come in front.
  expect(after.to).toBeGreaterThan(before.to + 60)
  expect((await whatToExpect(line.deps)).minutes!.to).toBeGreaterThan(before.to + 60)
  // Whoever has waited for half an hour is overtaken by nobody any more.
  line.clock.wind(30 * 60)
  expect((await placeOf('next'))!.minutes!.to).toBeLessThanOrEqual(before.to)
})
