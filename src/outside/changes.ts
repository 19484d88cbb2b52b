/** Tells open pages that something changed; carries a version, never content. */
export type Changes = {
  /** Something was committed: whoever listens learns of it, in this program and in its siblings. */
  tell: () => void
  /** A version that differs after every change. */
  version: () => Promise<string>
  /** Calls back after each change, until the returned function is called. */
  listen: (changed: () => void) => () => void
  close: () => Promise<void>
}

/** Changes within this program only: for tests, the command line and a replay. */
export function localChanges(): Changes {
  let count = 0
  const listeners = new Set<() => void>()
  return {
    tell: () => {
      count++
      for (const changed of listeners) changed()
    },
    version: async () => String(count),
    listen: changed => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    close: async () => listeners.clear(),
  }
}
