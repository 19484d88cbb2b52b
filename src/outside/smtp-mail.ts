import { createTransport, type SMTPTransportOptions } from 'nodemailer'
import { readMailbox } from '../domain/mail-address.ts'
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
  const transport = createTransport({ ...settings(url, timeoutMs), name })

  return {
    async send(letter) {
      const safe = sendable(letter)
      if (!safe) return 'refused'
      try {
        await transport.sendMail({
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

/** Whether the mail server of a URL would take letters now, as a sentence that names no secret. */
export async function verifyMail(
  url: string,
  timeoutMs = 5000,
): Promise<{ well: boolean; sentence: string }> {
  let place = 'the address in the configuration'
  try {
    place = new URL(url).host
    await createTransport(settings(url, timeoutMs)).verify()
    return { well: true, sentence: `The mail server at ${place} answers and lets us in.` }
  } catch (error) {
    return { well: false, sentence: sentenceFor(error as Failure, place) }
  }
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

function sentenceFor({ code, responseCode }: Failure, place: string): string {
  if (code === 'ERR_INVALID_URL') return NOT_A_URL
  if (code === 'EAUTH') return `The mail server at ${place} does not accept our user name and password.`
  if (code === 'ETLS' || code === 'EREQUIRETLS')
    return `The mail server at ${place} offers no encryption that we can trust. Use smtps://, or add ?requireTLS=false if the way to it is safe.`
  if (code === 'ETIMEDOUT') return `The mail server at ${place} does not answer in time.`
  if (code === 'EDNS') return `There is no machine by the name of the mail server, ${place}.`
  if (responseCode) return `The mail server at ${place} turns us away with code ${responseCode}.`
  return `The mail server at ${place} cannot be reached (${code ?? 'no reason given'}).`
}
