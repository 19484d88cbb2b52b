import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sendLetters } from '../../src/actions/letters/send-letters.ts'
import { readConfig } from '../../src/config.ts'
import { connect } from '../../src/db/connect.ts'
import { localDay } from '../../src/domain/time.ts'
import { localChanges } from '../../src/outside/changes.ts'
import { keyFile } from '../../src/outside/key-file.ts'
import { promptSocket } from '../../src/outside/prompt-socket.ts'
import { smtpMail } from '../../src/outside/smtp-mail.ts'

// A program of its own that sends whatever letters are due, until it is killed. Its clock runs faster than the wall's, so
// that the lease of a letter whose sender died is over in seconds.

/** What the program is told, as JSON: where everything is, and its clock. */
export type LetterWork = { url: string; keyPath: string; mailUrl: string; begun: number; speed: number }

if (!process.argv[2] || !process.send) throw new Error('Started by the mail test only.')
const { url, keyPath, mailUrl, begun, speed } = JSON.parse(process.argv[2]) as LetterWork
const config = readConfig({ DEMO: 'true' })
const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
const now = () => new Date(begun + (Date.now() - begun) * speed)
const deps = {
  db: connect(url, { slots: 5, socket: promptSocket }).db,
  now,
  random,
  config,
  keys: keyFile(keyPath, random, () => localDay(now(), config.TIME_ZONE)),
  mail: smtpMail(mailUrl, config.MAIL_FROM, { timeoutMs: 8000 }),
  changes: localChanges(),
  log: () => {},
}
process.on('disconnect', () => process.exit())
process.send('ready')
for (;;) {
  const sent = await sendLetters(deps, { kind: 'system' }).catch(() => 0)
  if (sent === 0) await pause(50)
}
