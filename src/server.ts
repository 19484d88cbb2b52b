import { setTimeout as pause } from 'node:timers/promises'
import { createApp } from './app.ts'
import { type Config, processConfig, processLocale, WrongEnvironment } from './config.ts'
import { isLost } from './db/connect.ts'
import { type Listening, listen } from './node/http-server.ts'
import { keepDoing } from './node/keep-doing.ts'
import { jsonLine, type Opened, openHeartline } from './node/open-heartline.ts'
import { prepare, seedDemo } from './node/prepare.ts'
import { complain, say } from './node/say.ts'
import { both, startScreen } from './node/start-screen.ts'
import { postgresChanges } from './outside/postgres-changes.ts'
import { type Paces, type Step, takeLive, unhurried, urgent } from './tick.ts'

// Node entry: opens, prepares, serves, ticks, and ends within five seconds when it is told to.

const locale = processLocale()

async function main() {
  const config = configOrEnd()
  const opened = await openHeartline(config, { changes: postgresChanges, log: logOf(config) })
  let ready = await readied(opened)
  const http = await listenOrEnd(config, opened)
  say(...startScreen(config, locale))
  if (!ready) say(...both(locale, texts => texts.waiting), '')

  const { deps } = opened
  const paces: Paces = new Map()
  const slowly = config.DEMO ? [...unhurried, seedingStep(opened)] : unhurried
  const stopUrgent = keepDoing(async () => {
    if (!ready) await prepare(opened)
    ready = true
    await takeLive(urgent, deps, paces)
  })
  const stopSlow = keepDoing(async () => {
    if (ready) await takeLive(slowly, deps, paces)
  })
  endOn(['SIGTERM', 'SIGINT', 'SIGHUP'], async () => {
    const ticked = Promise.all([stopUrgent(), stopSlow()])
    await http.stop(2500)
    await Promise.race([ticked, pause(500)])
    await opened.close()
  })
}

function seedingStep(opened: Opened): Step {
  return { name: 'seed demo', daily: true, run: () => seedDemo(opened) }
}

/** Prepares the installation; false when its database does not answer yet, so that the numbers are shown meanwhile. */
async function readied(opened: Opened): Promise<boolean> {
  try {
    await prepare(opened)
    return true
  } catch (error) {
    if (isLost(error)) return false
    await opened.close()
    throw error
  }
}

function configOrEnd(): Config {
  try {
    return processConfig()
  } catch (error) {
    if (!(error instanceof WrongEnvironment)) throw error
    complain(
      ...both(locale, texts => texts.wrong),
      ...error.faults.map(({ key, expected }) => `  ${key}: ${expected}`),
    )
    process.exit(1)
  }
}

async function listenOrEnd(config: Config, opened: Opened): Promise<Listening> {
  try {
    return await listen(createApp(opened.deps), { host: config.HOST, port: config.PORT })
  } catch (error) {
    await opened.close()
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    complain(...both(locale, texts => texts.portTaken(config.PORT)))
    process.exit(1)
  }
}

/** The demo's screen stays readable: requests are logged only where that is asked for, faults always. */
function logOf(config: Config): typeof jsonLine {
  return line => {
    if (line.event !== 'request' || config.LOG_REQUESTS) jsonLine(line)
  }
}

function endOn(signals: NodeJS.Signals[], stop: () => Promise<void>) {
  let ending = false
  for (const signal of signals)
    process.on(signal, () => {
      if (ending) return
      ending = true
      setTimeout(() => process.exit(1), 4800).unref()
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
}

main().catch(error => {
  complain(...both(locale, texts => texts.failed(error instanceof Error ? error.message : String(error))))
  process.exit(1)
})
