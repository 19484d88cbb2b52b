import { readMailAddress } from '../domain/mail-address.ts'

/** A letter in plain text; its Message-ID (`<…@…>`) stays the same however often it is tried. */
export type Letter = {
  messageId: string
  to: string
  subject: string
  text: string
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string }
}

/** What became of a letter: `refused` for good, or to be tried again `later`. */
export type Sending = 'sent' | 'refused' | 'later'

/** Sends letters; never throws for what a mail server does. */
export type Mail = { send(letter: Letter): Promise<Sending> }

/**
 * The letter as it may be written into headers; undefined when its address or Message-ID could carry
 * anything else into them. Control characters in the subject become spaces.
 */
export function sendable(letter: Letter): Letter | undefined {
  const to = readMailAddress(letter.to)
  if (to === undefined || !/^<[A-Za-z0-9._-]{1,120}@[A-Za-z0-9.-]{1,120}>$/.test(letter.messageId))
    return undefined
  const subject = letter.subject.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  return { ...letter, to, subject }
}
