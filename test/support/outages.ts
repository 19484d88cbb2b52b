import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedShifts } from '../../src/actions/demo/seed-shifts.ts'
import { createApp } from '../../src/app.ts'
import { connect } from '../../src/db/connect.ts'
import { holdReplayLock } from '../../src/db/replay-lock.ts'
import { localDay } from '../../src/domain/time.ts'
import { keyFile } from '../../src/outside/key-file.ts'
import { smtpMail } from '../../src/outside/smtp-mail.ts'
import { take, urgent } from '../../src/tick.ts'
import { testLine } from './line.ts'

/** What can be away. */
export const outages = ['database', 'keys', 'mail', 'people', 'replaying'] as const
export type Outage = (typeof outages)[number]

/** Every combination of outages, none of them and all of them included. */
export const combinations: Outage[][] = Array.from({ length: 2 ** outages.length }, (_, bits) =>
  outages.filter((_, place) => bits & (1 << place)),
)

/** Nobody listens there. */
const nowhere = '127.0.0.1:1'

/** Two Heartlines, one with people on duty and on shift and one without, and each of their outages. */
export async function testOutages() {
  const [staffed, empty] = [await testLine(), await testLine()]
  await seedShifts(staffed.deps, { kind: 'system' })
  await staffed.onDuty(1, 2)
  const folder = mkdtempSync(join(tmpdir(), 'heartline-outages-'))
  const dead = connect(`postgres://nobody:nothing@${nowhere}/none`)
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes))

  /** Works with an app of which this is away; the clock ticks once, as it would. */
  async function during(away: readonly Outage[], work: (app: ReturnType<typeof createApp>) => Promise<void>) {
    const line = away.includes('people') ? empty : staffed
    const today = () => localDay(line.deps.now(), line.deps.config.TIME_ZONE)
    const deps = {
      ...line.deps,
      ...(away.includes('database') && { db: dead.db }),
      // A folder stands where the file should be.
      ...(away.includes('keys') && { keys: keyFile(folder, random, today) }),
      ...(away.includes('mail') && {
        mail: smtpMail(`smtp://${nowhere}`, 'a@example.org', { timeoutMs: 500 }),
      }),
    }
    const release = away.includes('replaying') ? await holdReplayLock(line.database.url) : undefined
    try {
      await take(urgent, deps, new Map())
      await work(createApp(deps))
    } finally {
      await release?.()
    }
  }

  return {
    during,
    staffed,
    async close() {
      await dead.close()
      await Promise.all([staffed.close(), empty.close()])
      await rm(folder, { recursive: true })
    },
  }
}

/** The links that dial, on a page as it is without script: none that only script or style would show. */
export function dialed(html: string): string[] {
  const shown = html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<(script|noscript|template|style)\b.*?<\/\1>/gs, '')
    .replace(/<(\w+)\b[^>]* hidden(="")?[ >].*?<\/\1>/gs, '')
  return [...shown.matchAll(/<a\b[^>]*\bhref="tel:([^"]+)"/g)].map(([, number = '']) => number)
}
