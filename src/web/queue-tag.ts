import type { Queue } from '../reads/queue.ts'

/**
 * The ETag of a queue in one form (`json`, `zh-Hans` …): it changes when the queue does, not with each second of a wait,
 * which whoever holds the page counts on by themselves, nor with the version, which moves with other people's changes.
 */
export async function queueTag(queue: Queue, form: string): Promise<string> {
  const { version: _, longestWaitSeconds: __, offer, ...rest } = queue
  const lasting = [form, rest, offer && { ...offer, waitedSeconds: 0 }]
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(lasting)))
  const hex = Array.from(new Uint8Array(digest, 0, 12), byte => byte.toString(16).padStart(2, '0')).join('')
  return `"${hex}"`
}

/** Whether an If-None-Match header names this tag. */
export function isKnown(tag: string, ifNoneMatch = ''): boolean {
  return ifNoneMatch.split(',').some(given => given.trim().replace(/^W\//, '') === tag)
}
