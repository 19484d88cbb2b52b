import { toHex } from '../domain/hex.ts'

/** The ETag of whatever JSON can tell: another one as soon as anything in it is different. */
export async function etagOf(shown: unknown): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(shown)))
  return `"${toHex(new Uint8Array(digest, 0, 12))}"`
}

/** Whether an If-None-Match header names this tag. */
export function isKnown(tag: string, ifNoneMatch = ''): boolean {
  return ifNoneMatch.split(',').some(given => given.trim().replace(/^W\//, '') === tag)
}
