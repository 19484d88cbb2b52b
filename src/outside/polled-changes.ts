import { type Changes, localChanges } from './changes.ts'

/**
 * Changes where nothing can be pushed to us, as on Workers: `read` gives the version, and is asked each second
 * while somebody listens. A read that fails is tried again at the next turn.
 */
export function polledChanges(read: () => Promise<string>, everyMs = 1000): Changes {
  const local = localChanges()
  let listeners = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let known: string | undefined

  async function look() {
    const seen = await read().catch(() => known)
    const changed = known !== undefined && seen !== known
    known = seen
    if (changed) local.tell()
    timer = listeners > 0 ? setTimeout(look, everyMs) : undefined
  }

  return {
    tell: local.tell,
    async version() {
      const seen = await read()
      known ??= seen
      return seen
    },
    listen(changed) {
      const leave = local.listen(changed)
      listeners += 1
      timer ??= setTimeout(look, everyMs)
      let listening = true
      return () => {
        if (listening) listeners -= 1
        listening = false
        leave()
      }
    },
    async close() {
      clearTimeout(timer)
      listeners = 0
      await local.close()
    },
  }
}
