import { words } from './words.ts'

/** How far the server's clock is ahead of this machine's, in milliseconds. */
let ahead = 0

/** Sets the clock by what the server said, and how long its answer took. */
export function setClock(serverMs: number, tookMs = 0) {
  if (serverMs > 0) ahead = serverMs + tookMs / 2 - Date.now()
}

/** Draws every running clock and countdown, and says whether one has run out: the server decides what that means. */
export function drawClocks(): boolean {
  const now = Date.now() + ahead
  for (const clock of all('[data-since]'))
    clock.textContent = clockWords((now - Date.parse(clock.dataset.since || '')) / 1000)
  let over = false
  for (const countdown of all('[data-until]')) {
    const left = Math.max(0, (Date.parse(countdown.dataset.until || '') - now) / 1000)
    drawCountdown(countdown, left)
    if (left === 0) over = true
  }
  return over
}

function drawCountdown(countdown: HTMLElement, left: number) {
  const seconds = String(Math.ceil(left))
  const ring = countdown.querySelector('.ring-left')
  const share = Math.min(100, (left / Number(countdown.dataset.total)) * 100)
  if (ring) ring.setAttribute('stroke-dasharray', `${share.toFixed(1)} 100`)
  setText(countdown.querySelector('.ring-number'), seconds)
  setText(countdown.querySelector('.countdown-words'), words.left.replace('{s}', seconds))
}

function setText(element: Element | null, text: string) {
  if (element && element.textContent !== text) element.textContent = text
}

function clockWords(seconds: number) {
  const whole = Math.max(0, Math.floor(seconds))
  const two = (n: number) => (n < 10 ? `0${n}` : String(n))
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

function all(selector: string) {
  return Array.from(document.querySelectorAll<HTMLElement>(selector))
}
