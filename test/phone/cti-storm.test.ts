import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestLine, testLine } from '../support/line.ts'

let line: TestLine
beforeAll(async () => {
  line = await testLine({ PRESENCE_SECONDS: '86400' })
  await line.onDuty(1, 2, 3)
})
afterAll(() => line.close())

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    'newCall',
    'answer',
    'hangup',
    'callback',
    'anonymous',
    '',
    '\u0000',
    '‮',
    '😀'.repeat(70),
    '-1',
  ),
  fc.jsonValue(),
)
const odd = fc.record(
  {
    event: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('newCall', 'answer', 'hangup', 'callback') },
      anything,
    ),
    callId: fc.oneof({ weight: 3, arbitrary: fc.constantFrom('a', 'b', 'c') }, anything),
    from: anything,
    to: anything,
    direction: anything,
    language: anything,
    extra: anything,
  },
  { requiredKeys: [] },
)

describe('whatever an exchange may send', () => {
  it('is understood or refused with a sentence, never a fault of ours', async () => {
    await fc.assert(
      fc.asyncProperty(odd, fc.boolean(), async (event, asForm) => {
        const form = new URLSearchParams(
          Object.entries(event).map(([name, value]): [string, string] => [
            name,
            (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed(),
          ]),
        )
        const answer = asForm
          ? await line.ask('/phone/cti/main/demo-line', { method: 'POST', body: form })
          : await line.tell(event)
        const body = (await answer.json()) as { understood?: boolean; title?: string }
        expect([200, 400, 422]).toContain(answer.status)
        expect(answer.status === 200 ? body.understood : body.title).toBeTruthy()
      }),
      { numRuns: 400 },
    )
  })

  it('in whatever order, counts every call once: received, and answered or abandoned at most', async () => {
    const events = fc.array(
      fc.record({ event: fc.constantFrom('newCall', 'answer', 'hangup', 'callback'), call: fc.nat(2) }),
      { maxLength: 10 },
    )
    let run = 0
    await fc.assert(
      fc.asyncProperty(events, async told => {
        run++
        const before = await counted()
        for (const { event, call } of told)
          await line.tell({ event, callId: `order-${run}-${call}`, from: '13900001111' })
        const after = await counted()
        const arrived = new Set(told.filter(({ event }) => event === 'newCall').map(({ call }) => call)).size
        expect(after.received - before.received).toBe(arrived)
        expect(after.ended - before.ended).toBeLessThanOrEqual(arrived)
      }),
      { numRuns: 60 },
    )
  })
})

async function counted() {
  const tallies = await line.tallies('call_')
  const count = (prefix: string) => tallies.filter(each => each.startsWith(prefix)).length
  return { received: count('call_received'), ended: count('call_answered') + count('call_abandoned') }
}
