import { afterEach, describe, expect, it } from 'vitest'
import { smtpMail, verifyMail } from '../../src/outside/smtp-mail.ts'
import { closeServers, rawServer, refusal, smtpServer } from '../support/smtp.ts'

const FROM = '您的时间 <time@example.org>'
const letter = { messageId: '<1@example.org>', to: 'li.na@example.net', subject: '您的时间', text: '您好' }

afterEach(closeServers)

const mailTo = (url: string) => smtpMail(url, FROM, { timeoutMs: 5000 })

describe('encryption on the way', () => {
  // smtp-server brings a certificate of its own, which no authority has signed.
  it('is used when offered, and not with a certificate that nobody vouches for', async () => {
    const { url, received } = await smtpServer({ disabledCommands: [] })
    expect(await mailTo(url).send(letter)).toBe('later')
    expect(received).toHaveLength(0)
    expect(await mailTo(`${url}?tls.rejectUnauthorized=false`).send(letter)).toBe('sent')
    expect(received).toMatchObject([{ secure: true }])
  })

  it('is spoken from the first byte with smtps', async () => {
    const { port, received } = await smtpServer({ secure: true })
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
  it('finds nothing wrong with a server that lets us in', async () => {
    const { url } = await smtpServer()
    expect(await verifyMail(url)).toBeUndefined()
  })

  it('tells by a code what is wrong and where, and never the password', async () => {
    const { port } = await smtpServer({
      allowInsecureAuth: true,
      onAuth: (_a, _s, done) => done(refusal(535)),
    })
    const silent = await rawServer(() => undefined)
    const place = `127.0.0.1:${port}`
    expect(await verifyMail(`smtp://us:hunter2@${place}`)).toEqual({ code: 'sign_in_refused', place })
    expect(await verifyMail(silent, 200)).toEqual({ code: 'too_slow', place: silent.slice(7) })
    expect(await verifyMail('smtp://us:hunter2@127.0.0.1:1')).toMatchObject({
      code: 'unreachable',
      place: '127.0.0.1:1',
    })
    expect(await verifyMail('hunter2')).toEqual({ code: 'not_a_url', place: '' })
    expect(await verifyMail('http://us:hunter2@a.bc')).toEqual({ code: 'not_a_url', place: 'a.bc' })
  })

  it('ends in its time however slowly a server goes on talking', async () => {
    const trickle = await rawServer(socket => {
      const drop = setInterval(() => socket.write('2'), 50)
      socket.on('close', () => clearInterval(drop))
    })
    const late = new Promise(resolve => setTimeout(resolve, 1500, 'still waiting'))
    expect(await Promise.race([verifyMail(trickle, 300), late])).toMatchObject({ code: 'too_slow' })
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
