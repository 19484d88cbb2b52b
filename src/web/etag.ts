import { toHex } from '../domain/hex.ts'
import { sha256 } from '../domain/sha256.ts'

/** The ETag of whatever JSON can tell: another one as soon as anything in it is different. */
export async function etagOf(shown: unknown): Promise<string> {
  const digest = await sha256(JSON.stringify(shown))
  return `"${toHex(digest.subarray(0, 12))}"`
}

/** Whether an If-None-Match header names this tag. */
export function isKnown(tag: string, ifNoneMatch = ''): boolean {
  return ifNoneMatch.split(',').some(given => given.trim().replace(/^W\//, '') === tag)
}
