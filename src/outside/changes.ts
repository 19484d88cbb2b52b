/** Tells open pages that something changed; carries a version and whom it concerns, never content. */
export type Changes = {
  /**
   * Something was committed: whoever listens learns of it, in this program and in its siblings. Whom it concerns
   * learns at once; the others look again soon.
   */
  tell: (concerned?: Iterable<string>) => void
  /** A version that differs after every change. */
  version: () => Promise<string>
  /** How many changes this program has learned of; undefined where it is not told of all of them. */
  heard: () => number | undefined
  /**
   * Calls back after changes, until the returned function is called: after each one at once, or, for the page of
   * one person (their id), at once for what concerns them and soon, several changes as one, for the rest.
   */
  listen: (changed: () => void, whose?: string) => () => void
  close: () => Promise<void>
}

/** How long what concerns nobody in particular may wait when so many pages are open, in milliseconds. */
export type Patience = (pages: number) => number

/**
 * Not more than some forty pages look again in a second, however many are open: with 20 each waits a second at most. A
 * page looks by itself each 15 s.
 */
const spread: Patience = pages => Math.min(pages * 50, 15_000)

type Listener = { changed: () => void; whose?: string; soon?: ReturnType<typeof setTimeout> }

/** Changes within this program only: for tests, the command line and a replay. */
export function localChanges(patience: Patience = spread): Changes {
  let count = 0
  const listeners = new Set<Listener>()
  const call = (listener: Listener) => {
    clearTimeout(listener.soon)
    listener.soon = undefined
    listener.changed()
  }
  return {
    tell: (concerned = []) => {
      count++
      const now = new Set(concerned)
      const longest = patience(listeners.size)
      for (const listener of listeners)
        if (listener.whose === undefined || now.has(listener.whose)) call(listener)
        // Between half of it and all of it: at the same moment they would all ask at once.
        else listener.soon ??= setTimeout(call, longest * (1 - Math.random() / 2), listener)
    },
    version: async () => String(count),
    heard: () => count,
    listen: (changed, whose) => {
      const listener: Listener = { changed, whose }
      listeners.add(listener)
      return () => {
        clearTimeout(listener.soon)
        listeners.delete(listener)
      }
    },
    close: async () => {
      for (const { soon } of listeners) clearTimeout(soon)
      listeners.clear()
    },
  }
}
