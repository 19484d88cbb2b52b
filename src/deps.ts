import type { Config } from './config.ts'
import type { Reader } from './db/connect.ts'
import type { Changes } from './outside/changes.ts'
import type { Keys } from './outside/keys.ts'
import type { Mail } from './outside/mail.ts'

/** Everything that a verb, a read or a page may lean on; built by the entries, never at import. */
export type Deps = {
  /** Reads only; writing goes through `change` (db/change.ts). */
  db: Reader
  /** The clock: wall clock in the entries, the file's clock in a replay. */
  now: () => Date
  random: (bytes: number) => Uint8Array
  config: Config
  keys: Keys
  mail: Mail
  changes: Changes
  /** One JSON line of listed fields: never bodies, query strings, numbers or codes. */
  log: (line: Record<string, string | number | boolean | undefined>) => void
}
