import ICAL from 'ical.js'
import { simpleParser } from 'mailparser'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cancelBooking } from '../../../src/actions/bookings/cancel-booking.ts'
import { makeBooking } from '../../../src/actions/bookings/make-booking.ts'
import { rescheduleBooking } from '../../../src/actions/bookings/move-booking.ts'
import { sendLetters } from '../../../src/actions/letters/send-letters.ts'
import { staffLetter } from '../../../src/actions/people/staff-letter.ts'
import { bookings, letters } from '../../../src/db/schema/bookings.ts'
import { shifts } from '../../../src/db/schema/duty.ts'
import type { Deps } from '../../../src/deps.ts'
import type { Letter, Sending } from '../../../src/outside/mail.ts'
import { smtpMail } from '../../../src/outside/smtp-mail.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { onShift } from '../../support/on-shift.ts'
import { closeServers, type Received, refusal, smtpServer } from '../../support/smtp.ts'

const start = '2026-11-23T10:00:00+08:00'
const caller = { kind: 'caller' } as const
const system = { kind: 'system' } as const
const at = (time: string, day = '26') => new Date(`2026-11-${day}T${time}:00+08:00`)

let app: TestApp
beforeAll(async () => {
  app = await testApp(start)
})
afterAll(() => app.close())
afterEach(closeServers)
beforeEach(async () => {
  app.clock.now = new Date(start)
  for (const table of [letters, bookings, shifts]) await app.database.db.delete(table)
  await onShift(app, 'counselor-1', '2026-11-26T14:00:00+08:00', '2026-11-26T18:00:00+08:00')
})

const make = (startsAt = at('14:00'), locale: 'zh-Hans' | 'en' = 'zh-Hans') =>
  makeBooking(app.deps, caller, {
    startsAt,
    mode: 'text',
    language: 'zh',
    locale,
    contact: { mail: 'li.na@example.net' },
    note: '睡不好',
  })

/** Deps whose letters go to a function of the test. */
const sendingBy = (send: (letter: Letter) => Promise<Sending>): Deps => ({ ...app.deps, mail: { send } })
const rowsOf = () => app.database.db.select().from(letters).orderBy(letters.dueAt, letters.kind)

async function read({ raw }: Received) {
  const mail = await simpleParser(raw)
  const ics = mail.attachments.find(part => part.contentType === 'application/ics')
  const calendar = ics && new ICAL.Component(ICAL.parse(ics.content.toString()))
  const event = calendar && new ICAL.Event(calendar.getFirstSubcomponent('vevent')!)
  return {
    messageId: mail.messageId,
    to: mail.to!.value[0]!.address,
    subject: mail.subject,
    text: mail.text ?? '',
    method: calendar?.getFirstPropertyValue('method'),
    uid: event?.uid,
    sequence: event?.sequence,
    startsAt: event?.startDate.toJSDate(),
  }
}

describe('letters by a real mail server', () => {
  it('confirm, move and cancel one event of the calendar, and say nothing else', async () => {
    const server = await smtpServer()
    const deps = { ...app.deps, mail: smtpMail(server.url, app.deps.config.MAIL_FROM, { timeoutMs: 5000 }) }
    const { returnCode } = await make()
    expect(await sendLetters(deps, system)).toBe(1)
    await rescheduleBooking(deps, caller, { returnCode, startsAt: at('15:30') })
    expect(await sendLetters(deps, system)).toBe(1)
    await cancelBooking(deps, caller, { returnCode })
    expect(await sendLetters(deps, system)).toBe(1)
    expect(await sendLetters(deps, system)).toBe(0)

    const [confirmation, moved, cancellation] = await Promise.all(server.received.map(read))
    expect(confirmation).toMatchObject({
      to: 'li.na@example.net',
      subject: '您的时间已订好',
      method: 'REQUEST',
      sequence: 0,
      startsAt: at('14:00'),
    })
    expect(confirmation!.text).toContain('11月26日 星期四 14:00–14:30')
    expect(confirmation!.text).toContain('http://localhost:8787/zh/booking')
    expect(moved).toMatchObject({
      subject: '您的时间已改好',
      method: 'REQUEST',
      sequence: 1,
      startsAt: at('15:30'),
    })
    expect(cancellation).toMatchObject({
      subject: '您的时间已取消',
      method: 'CANCEL',
      sequence: 2,
      startsAt: at('15:30'),
    })
    expect(new Set([confirmation, moved, cancellation].map(letter => letter!.uid)).size).toBe(1)
    for (const { raw } of server.received)
      expect((await simpleParser(raw)).text).not.toMatch(
        new RegExp(`${returnCode}|睡不好|心线|heartline|预约|咨询`, 'i'),
      )
  })

  it('go out again under the same Message-ID when the program died between sending and marking', async () => {
    const server = await smtpServer()
    const mail = smtpMail(server.url, app.deps.config.MAIL_FROM, { timeoutMs: 5000 })
    await make()
    const dying = sendingBy(async letter => {
      await mail.send(letter)
      throw new Error('killed')
    })
    await expect(sendLetters(dying, system)).rejects.toThrow('killed')
    expect(await sendLetters({ ...app.deps, mail }, system)).toBe(0)
    app.clock.wind(121)
    expect(await sendLetters({ ...app.deps, mail }, system)).toBe(1)
    const ids = (await Promise.all(server.received.map(read))).map(({ messageId }) => messageId)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  it('that the server refuses for good are not tried again, and their address is dropped', async () => {
    const server = await smtpServer({ onRcptTo: (_address, _session, done) => done(refusal(550)) })
    const mail = smtpMail(server.url, app.deps.config.MAIL_FROM, { timeoutMs: 5000 })
    await make()
    await sendLetters({ ...app.deps, mail }, system)
    const [confirmation] = await rowsOf()
    expect(confirmation).toMatchObject({ kind: 'confirmation', refusedAt: app.clock.now, toSealed: '' })
  })
})

describe('letters in time', () => {
  it('remind a day before, once', async () => {
    await make()
    await sendLetters(app.deps, system)
    app.clock.now = at('13:59', '25')
    expect(await sendLetters(app.deps, system)).toBe(0)
    app.clock.now = at('14:00', '25')
    expect(await sendLetters(app.deps, system)).toBe(1)
    expect(app.mail.kept()[0]).toMatchObject({ subject: '您的时间快到了', to: 'li.na@example.net' })
    expect(app.mail.kept()[0]).not.toHaveProperty('calendar')
    expect(await sendLetters(app.deps, system)).toBe(0)
  })

  it('remind two hours before when booked within the day, and not at all when sooner', async () => {
    app.clock.now = at('10:00')
    await make(at('14:00'))
    await make(at('17:00'))
    app.clock.now = at('15:30')
    await make(at('16:00'))
    const due = (await rowsOf()).filter(({ kind }) => kind === 'reminder').map(({ dueAt }) => dueAt)
    expect(due).toEqual([at('12:00'), at('15:00')])
  })

  it('do not remind of what was canceled', async () => {
    const { returnCode } = await make()
    await sendLetters(app.deps, system)
    await cancelBooking(app.deps, caller, { returnCode })
    app.clock.now = at('14:00', '25')
    await sendLetters(app.deps, system)
    expect((await rowsOf()).map(({ kind, sentAt }) => [kind, sentAt !== null])).toEqual(
      expect.arrayContaining([
        ['confirmation', true],
        ['cancellation', true],
        ['reminder', false],
      ]),
    )
  })

  it('that could not go before the time began never go', async () => {
    await make()
    app.clock.now = at('14:00')
    const sent: string[] = []
    await sendLetters(
      sendingBy(async letter => {
        sent.push(letter.subject)
        return 'sent'
      }),
      system,
    )
    expect(sent).toEqual([])
    for (const row of await rowsOf()) expect(row.withdrawnAt).toEqual(app.clock.now)
  })

  it('speak the language of whoever booked', async () => {
    await make(at('14:00'), 'en')
    await sendLetters(app.deps, system)
    expect(app.mail.kept()[0]).toMatchObject({ subject: 'Your time is booked' })
    expect(app.mail.kept()[0]!.text).toContain('Thursday 26 November, 14:00–14:30')
  })
})

describe('letters that cannot go now', () => {
  it('are tried again after 1, 2, 4 minutes', async () => {
    await make()
    const later = sendingBy(async () => 'later')
    const waits: number[] = []
    for (let tries = 0; tries < 3; tries++) {
      await sendLetters(later, system)
      const [{ dueAt } = { dueAt: new Date() }] = (await rowsOf()).filter(
        ({ kind }) => kind === 'confirmation',
      )
      waits.push((dueAt.getTime() - app.clock.now.getTime()) / 60_000)
      app.clock.now = dueAt
    }
    expect(waits).toEqual([1, 2, 4])
    expect(await sendLetters(app.deps, system)).toBe(1)
  })

  it('do not make the tick wait for each of them when the server is away', async () => {
    for (const time of ['14:00', '14:30', '15:00', '15:30', '16:00', '16:30', '17:00']) await make(at(time))
    let tried = 0
    await sendLetters(
      sendingBy(async () => {
        tried++
        return 'later'
      }),
      system,
    )
    expect(tried).toBe(5)
  })
})

describe('letters on many machines at once', () => {
  it('go once each', async () => {
    for (const time of ['14:00', '14:30', '15:00', '15:30', '16:00', '16:30', '17:00']) await make(at(time))
    const seen: string[] = []
    const deps = sendingBy(async letter => {
      seen.push(letter.messageId)
      await new Promise(resolve => setTimeout(resolve, 5))
      return 'sent'
    })
    const sent = await Promise.all(Array.from({ length: 6 }, () => sendLetters(deps, system)))
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(7)
    expect(new Set(seen).size).toBe(7)
    expect(seen).toHaveLength(7)
  })
})

describe('letters to staff', () => {
  const promise = async (kind: 'signInCode' | 'invitation', endsAt: Date) => {
    const { personId } = await app.person('counselor-2')
    const row = await staffLetter(app.deps, {
      kind,
      locale: 'zh-Hans',
      to: 'zhou.an@example.org',
      code: '482913',
      endsAt,
    })
    await app.database.db.insert(letters).values({ ...row, personId })
  }

  it('carry the code and the minutes that it still holds, and drop it once sent', async () => {
    await promise('signInCode', new Date('2026-11-23T10:10:00+08:00'))
    expect(await sendLetters(app.deps, system)).toBe(1)
    const [sent] = app.mail.kept()
    expect(sent).toMatchObject({ to: 'zhou.an@example.org', subject: '心线的登录验证码' })
    expect(sent!.text).toContain('482913')
    expect(sent!.text).toContain('10 分钟')
    expect(await rowsOf()).toMatchObject([{ toSealed: '', secretSealed: null, sentAt: app.clock.now }])
  })

  it('invite in the name of the partner, with the address to sign in at', async () => {
    await promise('invitation', new Date('2026-11-30T10:00:00+08:00'))
    await sendLetters(app.deps, system)
    const { text } = app.mail.kept()[0]!
    for (const part of ['医学院', 'http://localhost:8787/sign-in', '11月30日']) expect(text).toContain(part)
  })

  it('do not go once their code no longer holds', async () => {
    await promise('signInCode', new Date('2026-11-23T10:10:00+08:00'))
    app.clock.now = new Date('2026-11-23T10:10:00+08:00')
    expect(await sendLetters(app.deps, system)).toBe(0)
    expect(await rowsOf()).toMatchObject([{ withdrawnAt: app.clock.now }])
  })
})
