import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runReplay } from '../../src/cli/replay/run.ts'
import { readConfig } from '../../src/config.ts'
import { operationsCounts } from '../../src/reads/operations-counts.ts'
import { freshDatabase } from '../support/database.ts'

type Line = Record<string, unknown> | string

/** A database of its own; each `replay` plays lines into it, with the keys of one installation. */
async function installation() {
  const database = await freshDatabase()
  const KEY_FILE = join(mkdtempSync(join(tmpdir(), 'heartline-replay-')), 'keys.json')
  const config = readConfig({ DEMO: 'true', KEY_FILE })
  async function replay(lines: Line[], from: string, to = from) {
    const texts = lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line)))
    const { deps, played, close } = await runReplay({ url: database.url, config, lines: texts })
    const [total] = await operationsCounts(deps, { from, to, by: 'total' })
    const count = (by: 'day' | 'hour' | 'partner') => operationsCounts(deps, { from, to, by })
    return { played, total, count, close }
  }
  return { replay, drop: () => database.drop() }
}

const at = (time: string, day = '2020-02-03') => `${day}T${time}+08:00`
const talk = {
  kind: 'counseling',
  problems: ['mood'],
  riskAnswer: 'low',
  ending: 'completed',
  referral: 'not_needed',
}

describe('a replayed day', () => {
  let here: Awaited<ReturnType<typeof installation>>
  beforeAll(async () => {
    here = await installation()
  })
  afterAll(() => here.drop())

  test('comes out as it was told: declined, expired, abandoned, canceled, not attended', async () => {
    const { played, total, close } = await here.replay(
      [
        {
          event: 'shift.planned',
          at: at('07:00:00'),
          who: 'counselor-3',
          startsAt: at('14:00:00'),
          endsAt: at('17:00:00'),
        },
        {
          event: 'booking.made',
          at: at('07:30:00'),
          ref: 'b1',
          startsAt: at('14:00:00'),
          mode: 'text',
          language: 'zh',
        },
        {
          event: 'booking.made',
          at: at('07:31:00'),
          ref: 'b2',
          startsAt: at('15:00:00'),
          mode: 'phone',
          language: 'zh',
        },
        {
          event: 'booking.made',
          at: at('07:32:00'),
          ref: 'b3',
          startsAt: at('16:00:00'),
          mode: 'video',
          language: 'zh',
        },
        { event: 'duty.on', at: at('08:00:00'), who: 'counselor-1' },
        { event: 'duty.on', at: at('08:01:00'), who: 'counselor-2' },
        {
          event: 'call.arrives',
          at: at('08:10:00'),
          ref: 'c1',
          line: 'main',
          from: 'anonymous',
          language: 'zh',
        },
        { event: 'offer.declined', at: at('08:10:05'), call: 'c1' },
        { event: 'offer.accepted', at: at('08:10:12'), call: 'c1' },
        { event: 'call.hangs_up', at: at('08:25:00'), ref: 'c1' },
        { event: 'call.closed', at: at('08:26:00'), ref: 'c1', outcome: talk },
        {
          event: 'call.arrives',
          at: at('09:00:00'),
          ref: 'c2',
          line: 'youth',
          from: '13800000000',
          language: 'zh',
        },
        // counselor-1 lets twenty seconds pass, so it is counselor-2 who answers.
        { event: 'offer.accepted', at: at('09:00:28'), call: 'c2' },
        { event: 'call.closed', at: at('09:20:00'), ref: 'c2', outcome: { ...talk, peopleHelped: 3 } },
        {
          event: 'call.arrives',
          at: at('09:30:00'),
          ref: 'c3',
          line: 'main',
          from: 'anonymous',
          language: 'zh',
        },
        { event: 'call.hangs_up', at: at('09:30:07'), ref: 'c3' },
        { event: 'booking.canceled', at: at('10:00:00'), ref: 'b2' },
        {
          event: 'outreach.held',
          at: at('11:00:00'),
          medium: 'livestream',
          audience: 1200,
          topic: '居家情绪',
        },
        { event: 'duty.off', at: at('12:00:00'), who: 'counselor-2' },
        { event: 'session.closed', at: at('14:28:00'), ref: 'b1', outcome: { ...talk, peopleHelped: 2 } },
        { event: 'session.closed', at: at('16:20:00'), ref: 'b3', outcome: { ending: 'no_show' } },
      ],
      '2020-02-03',
    )
    expect(played.faults).toEqual([])
    expect(total).toMatchObject({
      callsReceived: 3,
      callsAnswered: 2,
      callsAbandoned: 1,
      medianWaitSeconds: 20,
      bookingsMade: 3,
      bookingsCanceled: 1,
      sessionsHeld: 1,
      peopleHelped: 6,
      outreachSessions: 1,
      audience: 1200,
    })
    await close()
  })

  test('reports each line that cannot be done by its number, and goes on', async () => {
    const { played, total, close } = await here.replay(
      [
        'not json at all',
        {
          event: 'call.arrives',
          at: at('08:00:00', '2020-03-02'),
          ref: 'c1',
          line: 'main',
          from: 'anonymous',
          language: 'zh',
        },
        '',
        { event: 'offer.accepted', at: at('08:00:03', '2020-03-02'), call: 'c1' },
        { event: 'call.hangs_up', at: at('08:00:09', '2020-03-02'), ref: 'nobody' },
        { event: 'moon.rises', at: at('08:00:10', '2020-03-02') },
        { event: 'call.hangs_up', at: '2020-02-30T08:00:00+08:00', ref: 'c1' },
        { event: 'duty.on', at: at('07:59:00', '2020-03-02'), who: 'counselor-1' },
        { event: 'duty.on', at: at('08:00:11', '2020-03-02'), who: 'counselor-99' },
        { event: 'call.hangs_up', at: at('08:00:30', '2020-03-02'), ref: 'c1' },
      ],
      '2020-03-02',
    )
    expect(played.faults.map(({ line }) => line)).toEqual([1, 4, 5, 6, 7, 8, 9])
    expect(total).toMatchObject({ callsReceived: 1, callsAnswered: 0, callsAbandoned: 1 })
    await close()
  })

  test('changes no other day than those it tells of', async () => {
    const { total, close } = await here.replay(
      [
        { event: 'duty.on', at: at('08:00:00', '2020-02-20'), who: 'counselor-1' },
        {
          event: 'call.arrives',
          at: at('08:10:00', '2020-02-20'),
          ref: 'c1',
          line: 'main',
          from: 'anonymous',
          language: 'zh',
        },
        { event: 'offer.accepted', at: at('08:10:09', '2020-02-20'), call: 'c1' },
      ],
      '2020-02-01',
      '2020-03-31',
    )
    expect(total).toMatchObject({
      callsReceived: 5,
      callsAnswered: 3,
      callsAbandoned: 2,
      peopleHelped: 6,
      audience: 1200,
    })
    await close()
  })
})

test('the Qiqihar record comes out exactly: 362 answered, 1,780 helped, 454 sessions, 60,000 reached', async () => {
  const here = await installation()
  const lines = readFileSync('docs/replays/qiqihar-2020.jsonl', 'utf8').trim().split('\n')
  const { played, total, count, close } = await here.replay(lines, '2020-02-01', '2020-03-15')
  expect(played).toEqual({ done: lines.length, faults: [], from: '2020-02-01', to: '2020-03-15' })
  expect(total).toMatchObject({
    callsReceived: 420,
    callsAnswered: 362,
    callsAbandoned: 58,
    bookingsMade: 1405,
    bookingsCanceled: 94,
    sessionsHeld: 1240,
    peopleHelped: 1780,
    outreachSessions: 454,
    audience: 60_000,
  })
  for (const by of ['day', 'hour', 'partner'] as const) {
    const rows = await count(by)
    expect(rows.reduce((sum, row) => sum + row.peopleHelped, 0)).toBe(1780)
    expect(rows.reduce((sum, row) => sum + row.callsAnswered, 0)).toBe(362)
  }
  await close()
  await here.drop()
}, 600_000)
