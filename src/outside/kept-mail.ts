import { type Letter, type Mail, sendable } from './mail.ts'

/** Mail for trying out: nothing leaves, the last letters stay in memory to be shown, newest first. */
export type KeptMail = Mail & { kept(): Letter[] }

/** Keeps the last `limit` letters; one that is sent again under its Message-ID is kept once. */
export function keptMail(limit = 50): KeptMail {
  let letters: Letter[] = []
  return {
    async send(letter) {
      const kept = sendable(letter)
      if (!kept) return 'refused'
      letters = [kept, ...letters.filter(other => other.messageId !== kept.messageId)].slice(0, limit)
      return 'sent'
    },
    kept: () => [...letters],
  }
}
