import { keptMail } from './kept-mail.ts'
import type { Mail } from './mail.ts'
import { smtpMail } from './smtp-mail.ts'

/**
 * The mail of an installation: through the SMTP server at `url`; without one, kept in memory to be looked at
 * where `keep` says so, and otherwise waiting in the database until there is a server.
 */
export function chosenMail({ url, from, keep }: { url?: string; from: string; keep: boolean }): Mail {
  if (url) return smtpMail(url, from, { timeoutMs: 8000 })
  return keep ? keptMail() : { send: async () => 'later' }
}
