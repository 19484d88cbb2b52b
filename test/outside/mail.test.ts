import type { Socket } from 'node:net'
import ICAL from 'ical.js'
import { simpleParser } from 'mailparser'
import type { SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { calendarFile } from '../../src/outside/calendar.ts'
import type { Letter } from '../../src/outside/mail.ts'
import { smtpMail } from '../../src/outside/smtp-mail.ts'
import { closeServers, rawServer, refusal, smtpServer } from '../support/smtp.ts'

const FROM = '您的时间 <time@example.org>'
const letter: Letter = {
  messageId: '<b7c1.confirmation@example.org>',
  to: 'li.na@example.net',
  subject: '您的时间已订好，12月1日（周二）晚上八点，欢迎随时更改',
  text: '您好：\n\n您的时间已订好。\n.\n一行只有一个点也要留下。\n',
}

afterEach(closeServers)

const mailTo = (url: string, timeoutMs = 5000) => smtpMail(url, FROM, { timeoutMs })

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
    await closeServers()
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
