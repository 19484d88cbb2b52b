import type { SMTPTransportOptions } from 'nodemailer'
import { readMailbox } from '../domain/mail-address.ts'
import type { MailFault, MailFaultCode } from '../domain/mail-fault.ts'
import { type Mail, type Sending, sendable } from './mail.ts'

/**
 * Mail through the SMTP server of a URL (`smtp://user:password@host:587`, `smtps://…`), one connection
 * a letter and `timeoutMs` for all of it. A server that is not this machine must encrypt, unless the URL says
 * `?requireTLS=false`. Throws at once when the URL or the sender cannot be used.
 */
export function smtpMail(url: string, from: string, { timeoutMs }: { timeoutMs: number }): Mail {
  const sender = readMailbox(from)
  if (!sender) throw new Error('The sender must be one mail address, or a name with one: Name <address>.')
  // Said to the server instead of this machine's own name, which is nobody's business.
  const name = sender.address.split('@')[1]
  const options = { ...settings(url, timeoutMs), name }

  return {
    async send(letter) {
      const safe = sendable(letter)
      if (!safe) return 'refused'
      try {
        await (await transportOf(options)).sendMail({
          from: sender,
          to: { name: '', address: safe.to },
          envelope: { from: sender.address, to: [safe.to] },
          messageId: safe.messageId,
          subject: safe.subject,
          text: safe.text,
          icalEvent: safe.calendar && { ...safe.calendar, filename: 'time.ics' },
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
          xMailer: false,
          // The timeouts of a socket start anew with each byte; this one ends a trickle too.
          signal: AbortSignal.timeout(timeoutMs),
        })
        return 'sent'
      } catch (error) {
        return fateOf(error as Failure)
      }
    },
  }
}

/** What keeps the mail server of a URL from taking letters now; undefined when it would, within `timeoutMs` in all. */
export async function verifyMail(url: string, timeoutMs = 5000): Promise<MailFault | undefined> {
  let place = ''
  let late: NodeJS.Timeout | undefined
  try {
    place = new URL(url).host
    const transport = await transportOf(settings(url, timeoutMs))
    // The timeouts of a socket start anew with each byte; this one ends a trickle too.
    const tooLate = new Promise<never>((_, fail) => {
      late = setTimeout(() => fail({ code: 'ETIMEDOUT' } satisfies Failure), timeoutMs)
    })
    await Promise.race([transport.verify(), tooLate])
    return undefined
  } catch (error) {
    return { ...faultOf(error as Failure), place }
  } finally {
    clearTimeout(late)
  }
}

/** Loaded with the first letter: half of what starting a Worker cost, and few of its events send one. */
async function transportOf(options: SMTPTransportOptions) {
  const { createTransport } = await import('nodemailer')
  return createTransport(options)
}

const NOT_A_URL = 'The mail server must be a URL of the form smtp://user:password@host:587, or smtps://.'

type Failure = { code?: string; responseCode?: number; command?: string }

function settings(url: string, timeoutMs: number): SMTPTransportOptions {
  const { hostname, protocol, searchParams } = new URL(url)
  if (protocol !== 'smtp:' && protocol !== 'smtps:')
    throw Object.assign(new Error(NOT_A_URL), { code: 'ERR_INVALID_URL' })
  const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
  return {
    url,
    requireTLS: protocol === 'smtp:' && !local && searchParams.get('requireTLS') !== 'false',
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
  }
}

/** A 5xx counts only where the letter itself was judged; a refused sign-in is the installation's fault. */
function fateOf({ responseCode = 0, command = '' }: Failure): Sending {
  const aboutTheLetter = /^(MAIL FROM|RCPT TO|DATA)$/.test(command)
  const needsSignIn = responseCode === 530 || responseCode === 535
  return aboutTheLetter && responseCode >= 500 && !needsSignIn ? 'refused' : 'later'
}

const faultCodes: Record<string, MailFaultCode> = {
  ERR_INVALID_URL: 'not_a_url',
  EAUTH: 'sign_in_refused',
  ETLS: 'no_encryption',
  EREQUIRETLS: 'no_encryption',
  ETIMEDOUT: 'too_slow',
  EDNS: 'no_such_machine',
}

function faultOf({ code = '', responseCode }: Failure): Omit<MailFault, 'place'> {
  const known = faultCodes[code]
  if (known) return { code: known }
  if (responseCode) return { code: 'turned_away', detail: String(responseCode) }
  return { code: 'unreachable', ...(code && { detail: code }) }
}
