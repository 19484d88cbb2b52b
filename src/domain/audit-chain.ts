import { sha256Hex } from './sha256.ts'

/** A line of the access log, as it is chained: who did what to which subject, when. */
export type LoggedLine = {
  id: number
  at: Date
  actorKind: string
  actorId: string | null
  action: string
  subject: string | null
}

/** A link of the chain: it stands for its lines, and for every link before it. */
export type Link = { number: number; previous: string; lines: number; digest: string; sealedAt: Date }

/** The SHA-256 of lines in the order of their ids, in hex: one letter changed, one line more or less, and it differs. */
export async function digestOf(lines: readonly LoggedLine[]): Promise<string> {
  const text = lines
    .toSorted((a, b) => a.id - b.id)
    .map(({ id, at, actorKind, actorId, action, subject }) =>
      JSON.stringify([id, at.toISOString(), actorKind, actorId, action, subject]),
    )
    .join('\n')
  return sha256Hex(text)
}

/** What the tag of a link is made of; `previous` is the tag of the link before it, empty for the first. */
export function linkText({ number, previous, lines, digest, sealedAt }: Link): string {
  return JSON.stringify([number, previous, lines, digest, sealedAt.toISOString()])
}
