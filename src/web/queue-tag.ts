import type { Queue } from '../reads/queue.ts'
import { etagOf } from './etag.ts'

/**
 * The ETag of a queue in one form (`json`, `zh-Hans` …): it changes when the queue does, not with each second of a wait,
 * which whoever holds the page counts on by themselves, nor with the version, which moves with other people's changes.
 */
export function queueTag(queue: Queue, form: string): Promise<string> {
  const { version: _, longestWaitSeconds: __, offer, ...rest } = queue
  return etagOf([form, rest, offer && { ...offer, waitedSeconds: 0 }])
}
