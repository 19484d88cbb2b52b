import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { calendarFile } from '../../src/outside/calendar.ts'
import { keptMail } from '../../src/outside/kept-mail.ts'
import type { Letter } from '../../src/outside/mail.ts'
import { smtpMail, verifyMail } from '../../src/outside/smtp-mail.ts'

const FROM = '您的时间 <time@example.org>'
const letter: Letter = {
  messageId: '<b7c1.confirmation@example.org>',
  to: 'li.na@example.net',
  subject: '您的时间已订好，12月1日（周二）晚上八点，欢迎随时更改',
  text: '您好：\n\n您的时间已订好。\n.\n一行只有一个点也要留下。\n',
}

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Received = { from: string; to: string[]; raw: Buffer; secure: boolean; hello: string }

async function smtpServer(options: SMTPServerOptions = {}) {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', part => parts.push(part))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom ? mailFrom.address : ''
        const to = rcptTo.map(({ address }) => address)
        const hello = session.hostNameAppearsAs
        received.push({ from, to, raw: Buffer.concat(parts), secure: session.secure, hello })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise<void>(resolve => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, port, received }
}

/** A TCP server that does as told with each connection. */
async function rawServer(onConnection: (socket: Socket) => void) {
  const sockets: Socket[] = []
  const server = createServer(socket => {
    sockets.push(socket)
    socket.on('error', () => undefined)
    onConnection(socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>(resolve => server.close(() => resolve()))
  })
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const mailTo = (url: string, timeoutMs = 5000) => smtpMail(url, FROM, { timeoutMs })
const refusal = (responseCode: number) => Object.assign(new Error('No'), { responseCode })

describe('a letter by SMTP', () => {
  it('arrives whole: sender, recipient, Chinese subject, text, and its own Message-ID', async () => {
    const { url, received } = await smtpServer()
    expect(await mailTo(url).send(letter)).toBe('sent')
    expect(received).toMatchObject([
      { from: 'time@example.org', to: ['li.na@example.net'], hello: 'example.org' },
    ])
    const mail = await simpleParser(received[0]!.raw)
    expect(mail.messageId).toBe(letter.messageId)
    expect(mail.subject).toBe(letter.subject)
    expect(mail.text).toBe(letter.text)
    expect(mail.from!.value).toEqual([{ name: '您的时间', address: 'time@example.org' }])
    expect(mail.to!.value[0]!.address).toBe('li.na@example.net')
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  })

  it('names neither the program that wrote it nor the machine it came from', async () => {
    const { url, received } = await smtpServer()
    await mailTo(url).send(letter)
    expect(received[0]!.raw.toString()).not.toMatch(/nodemailer|heartline|x-mailer/i)
  })

  it('keeps its Message-ID when it is sent once more', async () => {
    const { url, received } = await smtpServer()
    const mail = mailTo(url)
    await mail.send(letter)
    await mail.send(letter)
    const ids = await Promise.all(received.map(async ({ raw }) => (await simpleParser(raw)).messageId))
    expect(ids).toEqual([letter.messageId, letter.messageId])
  })

  it.each([false, true])('carries its time for calendars and as a file (canceled: %s)', async canceled => {
    const { url, received } = await smtpServer()
    const startsAt = new Date('2026-12-01T20:00:00+08:00')
    const calendar = calendarFile({
      uid: 'b7c1@example.org',
      startsAt,
      endsAt: new Date('2026-12-01T20:50:00+08:00'),
      summary: '您的时间',
      description: '想更改，请打开 https://example.org 。',
      canceled,
      sequence: 1,
      stamp: new Date('2026-11-20T00:00:00Z'),
      organizer: { name: '您的时间', address: 'time@example.org' },
      attendee: letter.to,
    })
    expect(await mailTo(url).send({ ...letter, calendar })).toBe('sent')
    const raw = received[0]!.raw.toString()
    expect(raw).toMatch(
      new RegExp(`text/calendar; charset=utf-8;\\s+method=${canceled ? 'CANCEL' : 'REQUEST'}`),
    )
    const parts = (await simpleParser(raw)).attachments
    expect(parts.map(part => part.contentType).sort()).toEqual(['application/ics', 'text/calendar'])
    expect(parts.find(part => part.contentType === 'application/ics')!.filename).toBe('time.ics')
    for (const part of parts) {
      const read = new ICAL.Component(ICAL.parse(part.content.toString()))
      expect(read.getFirstPropertyValue('method')).toBe(canceled ? 'CANCEL' : 'REQUEST')
      expect(new ICAL.Event(read.getFirstSubcomponent('vevent')!).startDate.toJSDate()).toEqual(startsAt)
    }
  })

  it('cannot smuggle a header in, neither through its subject nor its address nor its Message-ID', async () => {
    const { url, received } = await smtpServer()
    const mail = mailTo(url)
    const evil = '\r\nBcc: thief@example.com\r\n\r\nbody'
    expect(await mail.send({ ...letter, subject: `您好${evil}` })).toBe('sent')
    expect(await mail.send({ ...letter, to: `a@example.net${evil}` })).toBe('refused')
    expect(await mail.send({ ...letter, to: 'a@example.net, thief@example.com' })).toBe('refused')
    expect(await mail.send({ ...letter, messageId: `<a@b.cn>${evil}` })).toBe('refused')
    expect(received).toHaveLength(1)
    expect(received[0]!.to).toEqual(['li.na@example.net'])
    const read = await simpleParser(received[0]!.raw)
    expect(read.headers.has('bcc')).toBe(false)
    expect(read.subject).toBe('您好 Bcc: thief@example.com body')
    expect(read.text).toBe(letter.text)
  })

  it.each([
    ['the recipient', { onRcptTo: (_a, _s, done) => done(refusal(550)) } as SMTPServerOptions],
    ['the sender', { onMailFrom: (_a, _s, done) => done(refusal(553)) } as SMTPServerOptions],
    [
      'the text',
      {
        onData: (stream, _s, done) => stream.resume().on('end', () => done(refusal(554))),
      } as SMTPServerOptions,
    ],
  ])('is refused for good when the server refuses %s with a 5xx', async (_, options) => {
    const { url } = await smtpServer(options)
    expect(await mailTo(url).send(letter)).toBe('refused')
  })

  it.each([
    ['the recipient', { onRcptTo: (_a, _s, done) => done(refusal(451)) } as SMTPServerOptions],
    [
      'the text',
      {
        onData: (stream, _s, done) => stream.resume().on('end', () => done(refusal(452))),
      } as SMTPServerOptions,
    ],
    ['the connection', { onConnect: (_s, done) => done(refusal(421)) } as SMTPServerOptions],
    ['the connection for good', { onConnect: (_s, done) => done(refusal(554)) } as SMTPServerOptions],
    ['to go on without a sign-in', { authOptional: false, allowInsecureAuth: true } as SMTPServerOptions],
  ])('is for later when the server puts off %s', async (_, options) => {
    const { url } = await smtpServer(options)
    expect(await mailTo(url).send(letter)).toBe('later')
  })

  it('is for later when our own password is refused: that is not the fault of the letter', async () => {
    const { port } = await smtpServer({
      allowInsecureAuth: true,
      onAuth: (_a, _s, done) => done(refusal(535)),
    })
    expect(await mailTo(`smtp://us:wrong@127.0.0.1:${port}`).send(letter)).toBe('later')
  })

  it('is for later when nobody listens', async () => {
    const { port } = await smtpServer()
    await closing.pop()!()
    expect(await mailTo(`smtp://127.0.0.1:${port}`).send(letter)).toBe('later')
  })

  it.each<[string, (socket: Socket) => void]>([
    ['says nothing', () => undefined],
    ['hangs up at once', socket => socket.destroy()],
    ['greets and then says nothing', socket => socket.write('220 here\r\n')],
    ['talks nonsense', socket => socket.write('HTTP/1.1 200 OK\r\n\r\n')],
    [
      'trickles on for ever',
      socket => {
        const drip = setInterval(() => socket.write('220-wait\r\n'), 50)
        socket.on('close', () => clearInterval(drip))
      },
    ],
  ])('is for later, in time, when the server %s', async (_, behavior) => {
    const url = await rawServer(behavior)
    const started = performance.now()
    expect(await mailTo(url, 400).send(letter)).toBe('later')
    expect(performance.now() - started).toBeLessThan(1500)
  })
})

describe('encryption on the way', () => {
  function certificate() {
    const folder = mkdtempSync(join(tmpdir(), 'heartline-tls-'))
    closing.push(() => rmSync(folder, { recursive: true }))
    const files = ['-keyout', join(folder, 'key'), '-out', join(folder, 'cert')]
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...files, ...subject],
      { stdio: 'ignore' },
    )
    return { key: readFileSync(join(folder, 'key')), cert: readFileSync(join(folder, 'cert')) }
  }

  it('is used when offered, and not with a certificate that nobody vouches for', async () => {
    const { url, received } = await smtpServer({ ...certificate(), disabledCommands: [] })
    expect(await mailTo(url).send(letter)).toBe('later')
    expect(received).toHaveLength(0)
    expect(await mailTo(`${url}?tls.rejectUnauthorized=false`).send(letter)).toBe('sent')
    expect(received).toMatchObject([{ secure: true }])
  })

  it('is spoken from the first byte with smtps', async () => {
    const { port, received } = await smtpServer({ ...certificate(), secure: true })
    expect(await mailTo(`smtps://127.0.0.1:${port}?tls.rejectUnauthorized=false`).send(letter)).toBe('sent')
    expect(received).toMatchObject([{ secure: true }])
  })

  it('is insisted on with a server on another machine', async () => {
    const { port, received } = await smtpServer()
    // Not the name `localhost`, but the same machine: another of its addresses.
    expect(await mailTo(`smtp://[::ffff:127.0.0.1]:${port}`).send(letter)).toBe('later')
    expect(await mailTo(`smtp://[::ffff:127.0.0.1]:${port}?requireTLS=false`).send(letter)).toBe('sent')
    expect(received).toHaveLength(1)
  })
})

describe('the check of the mail server', () => {
  it('says that all is well', async () => {
    const { url, port } = await smtpServer()
    expect(await verifyMail(url)).toEqual({
      well: true,
      sentence: `The mail server at 127.0.0.1:${port} answers and lets us in.`,
    })
  })

  it('says what is wrong, and never the password', async () => {
    const { port } = await smtpServer({
      allowInsecureAuth: true,
      onAuth: (_a, _s, done) => done(refusal(535)),
    })
    const silent = await rawServer(() => undefined)
    const wrong = await verifyMail(`smtp://us:hunter2@127.0.0.1:${port}`)
    const checks = [
      wrong,
      await verifyMail(silent, 200),
      await verifyMail('smtp://us:hunter2@127.0.0.1:1'),
      await verifyMail('hunter2'),
      await verifyMail('http://us:hunter2@a.bc'),
    ]
    for (const { well, sentence } of checks) {
      expect(well).toBe(false)
      expect(sentence).not.toContain('hunter2')
      expect(sentence).toMatch(/^[A-Z].*\.$/)
    }
    expect(checks[0]!.sentence).toContain('user name and password')
    expect(checks[1]!.sentence).toContain('does not answer in time')
    expect(checks[2]!.sentence).toContain('cannot be reached')
    expect(checks[3]!.sentence).toContain('must be a URL')
    expect(checks[4]!.sentence).toContain('must be a URL')
  })
})

describe('mail that cannot be set up', () => {
  it.each([
    ['smtp://localhost', 'Your time'],
    ['smtp://localhost', 'A\r\nBcc: x@y.zz <a@b.cn>'],
    ['sendmail://localhost', FROM],
    ['localhost:25', FROM],
  ])('throws at once: %j from %j', (url, from) => {
    expect(() => smtpMail(url, from, { timeoutMs: 1000 })).toThrow()
  })
})

describe('mail for trying out', () => {
  it('keeps the last letters, newest first, and a letter that is sent twice once', async () => {
    const mail = keptMail(3)
    for (const n of [1, 2, 3, 4, 4])
      expect(await mail.send({ ...letter, messageId: `<${n}@a.bc>` })).toBe('sent')
    expect(mail.kept().map(kept => kept.messageId)).toEqual(['<4@a.bc>', '<3@a.bc>', '<2@a.bc>'])
  })

  it('refuses the same letters that real mail refuses', async () => {
    const mail = keptMail()
    expect(await mail.send({ ...letter, to: 'nobody' })).toBe('refused')
    expect(mail.kept()).toEqual([])
  })
})
