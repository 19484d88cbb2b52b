import { type Changes, localChanges } from './changes.ts'

/** The version now, and of those who were asked about, a word that differs when something concerns them anew. */
export type Seen = { version: string; concerning: ReadonlyMap<string, string> }

/** One event, one page: how many others there are is not known here, so each waits as if there were many. */
const patienceMs = 2000

/**
 * Changes where nothing can be pushed to us, as on Workers: `read` is asked each second while somebody listens, for the
 * version and for what concerns the people whose pages listen. A read that fails is tried again at the next turn.
 */
export function polledChanges(
  read: (people: readonly string[]) => Promise<Seen>,
  { everyMs = 1000, soonMs = patienceMs } = {},
): Changes {
  const local = localChanges(() => soonMs)
  const listening: (string | undefined)[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let known: Seen | undefined

  async function look() {
    const people = listening.filter(whose => whose !== undefined)
    const seen = await read(people).catch(() => undefined)
    const before = known
    known = seen ?? known
    if (before && seen && seen.version !== before.version)
      local.tell(people.filter(one => seen.concerning.get(one) !== before.concerning.get(one)))
    timer = listening.length > 0 ? setTimeout(look, everyMs) : undefined
  }

  return {
    tell: local.tell,
    async version() {
      const seen = await read([])
      known ??= seen
      return seen.version
    },
    heard: () => undefined,
    listen(changed, whose) {
      const leave = local.listen(changed, whose)
      listening.push(whose)
      timer ??= setTimeout(look, everyMs)
      let isListening = true
      return () => {
        if (isListening) listening.splice(listening.indexOf(whose), 1)
        isListening = false
        leave()
      }
    },
    async close() {
      clearTimeout(timer)
      listening.length = 0
      await local.close()
    },
  }
}
