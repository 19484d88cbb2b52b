import { setClock } from './clocks.ts'
import { exchange } from './sections.ts'
import { eventsAt, partsAt, words } from './words.ts'

type Listener = () => void

const patienceMs = 4000
const everyMs = 15_000
const againMs = 1200

let etag = ''
let looking = false
let lookAgain = false
let signedOut = false
let lost = false
let retry: ReturnType<typeof setTimeout> | undefined
let drawn: Listener = () => {}

/** Keeps the page true: listens for versions, and looks again on each, on becoming visible, and every 15 seconds. */
export function stayConnected(onDrawn: Listener) {
  drawn = onDrawn
  say(words.connecting)
  listen()
  look()
  setInterval(look, everyMs)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look()
  })
  addEventListener('online', look)
  addEventListener('offline', () => setLost(true))
}

/** Asks for the live parts and puts in place what is new; asked while asking, it asks once more afterwards. */
export async function look() {
  if (signedOut) return
  if (looking) {
    lookAgain = true
    return
  }
  looking = true
  try {
    const headers: Record<string, string> = etag ? { 'If-None-Match': etag } : {}
    const answer = await ask(partsAt, { headers })
    if (answer) await take(answer)
  } catch {
    setLost(true)
  }
  looking = false
  if (lookAgain) {
    lookAgain = false
    look()
  }
}

/** One request that gives up after four seconds; undefined, and said in words, when the sign-in has ended. */
export async function ask(address: string, wish: RequestInit): Promise<Response | undefined> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), patienceMs)
  const started = Date.now()
  try {
    const answer = await fetch(address, {
      ...wish,
      redirect: 'manual',
      cache: 'no-store',
      credentials: 'same-origin',
      signal: abort.signal,
    })
    // Whoever is signed out is sent to the sign-in, which must not replace a page that is being typed into.
    if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) {
      signedOut = true
      say(words.signedOut, true)
      return undefined
    }
    setClock(Number(answer.headers.get('Heartline-Now')), Date.now() - started)
    return answer
  } finally {
    clearTimeout(timer)
  }
}

/** Draws an answer that carries live parts. */
export async function take(answer: Response) {
  if (answer.status !== 304) {
    if (!answer.ok || !exchange(await answer.text())) throw new Error(String(answer.status))
    etag = answer.headers.get('ETag') || ''
  }
  setLost(false)
  drawn()
}

/**
 * Streams end by themselves within a minute and a restart cuts them: after each end look at once, which tells
 * whether the connection is really gone, and listen anew.
 */
function listen() {
  if (signedOut || !eventsAt || typeof EventSource === 'undefined') return
  const stream = new EventSource(eventsAt)
  stream.addEventListener('version', look)
  stream.onerror = () => {
    stream.close()
    look()
    setTimeout(listen, againMs)
  }
}

function setLost(isLost: boolean) {
  if (signedOut) return
  lost = isLost
  clearTimeout(retry)
  if (lost) retry = setTimeout(look, againMs)
  say(lost ? words.lost : words.on, lost)
}

function say(text: string, wrong = false) {
  const line = document.querySelector<HTMLElement>('[data-connection]')
  if (line && line.textContent !== text) {
    line.textContent = text
    line.className = `connection ${wrong ? 'connection-lost' : ''}`
  }
  const help = document.querySelector<HTMLElement>('[data-connection-help]')
  if (!help) return
  help.hidden = !wrong
  help.textContent = wrong ? (signedOut ? words.signedOut : words.lostHelp) : ''
}
