import postgres from 'postgres'
import { type Changes, localChanges } from './changes.ts'

const channel = 'heartline'
const gapMs = 20
const heartbeatMs = 10_000
const deadlineMs = 4_000
const longestPauseMs = 5_000
/** PostgreSQL takes 8,000 bytes at once. */
const mostConcerned = 200

/**
 * Changes in this program and in its siblings on the same database, over LISTEN/NOTIFY. Its one connection is
 * expected to die and is opened again, at first at once, then ever more slowly up to 5 s; whoever listens is told
 * after each opening, because nobody knows what was missed. Many `tell`s become one NOTIFY each 20 ms; it carries the
 * mark and the ids of whom they concern.
 * `mark` must differ for each program and each start.
 */
export function postgresChanges(url: string, mark: string): Changes {
  const local = localChanges()
  let untold: Set<string> | undefined
  let wake = () => {}
  let closing = false

  const heard = (said: string) => {
    const [from, ...concerned] = said.split(' ')
    if (from !== mark) local.tell(concerned)
  }
  const rest = (ms: number) =>
    new Promise<void>(done => {
      const timer = setTimeout(done, ms)
      wake = () => {
        clearTimeout(timer)
        done()
      }
    })

  async function talk(line: Line) {
    await line.ask(`listen ${channel}`)
    local.tell()
    for (;;) {
      if (!untold && !closing) await rest(heartbeatMs)
      if (closing) return
      const telling = untold && [...untold].slice(0, mostConcerned)
      untold = untold && untold.size > mostConcerned ? new Set([...untold].slice(mostConcerned)) : undefined
      try {
        if (telling) await line.ask('select pg_notify($1, $2)', [channel, [mark, ...telling].join(' ')])
        else await line.ask('select 1')
      } catch (error) {
        if (telling) untold = new Set([...telling, ...(untold ?? [])])
        throw error
      }
      await new Promise(done => setTimeout(done, gapMs))
    }
  }

  async function keepTalking() {
    let pauseMs = 100
    while (!closing) {
      const line = openLine(url, heard, () => wake())
      const opened = performance.now()
      await talk(line).catch(() => {})
      line.end()
      pauseMs = performance.now() - opened > longestPauseMs ? 100 : Math.min(pauseMs * 2, longestPauseMs)
      if (!closing) await rest(pauseMs)
    }
  }

  const over = keepTalking()
  return {
    version: async () => `${mark}.${await local.version()}`,
    heard: local.heard,
    listen: local.listen,
    tell: (concerned = []) => {
      const ids = [...concerned]
      local.tell(ids)
      // While the line is down this waits; the wake of a pause only makes it try sooner.
      if (!untold) wake()
      untold = new Set([...(untold ?? []), ...ids])
    },
    close: async () => {
      closing = true
      wake()
      await over
      await local.close()
    },
  }
}

type Line = { ask(text: string, values?: string[]): Promise<void>; end(): void }

/** One connection that never reconnects: the driver's own would come back without its LISTEN. */
function openLine(url: string, heard: (from: string) => void, hungUp: () => void): Line {
  let ended = false
  const end = () => {
    if (ended) return
    ended = true
    sql.end({ timeout: 0 }).catch(() => {})
    hungUp()
  }
  const sql = postgres(url, {
    max: 1,
    max_lifetime: null,
    idle_timeout: 0,
    fetch_types: false,
    no_subscribe: true,
    connect_timeout: deadlineMs / 1000,
    onnotice: () => {},
    onclose: end,
    onnotify: (_channel: string, from: string) => heard(from),
    connection: { application_name: 'heartline changes' },
  } as postgres.Options<Record<string, never>>)
  return {
    end,
    async ask(text, values = []) {
      if (ended) throw new Error('This line has ended.')
      const timer = setTimeout(end, deadlineMs)
      try {
        await sql.unsafe(text, values, { prepare: false })
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
