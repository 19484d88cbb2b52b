import { chime } from './sound.ts'
import { words } from './words.ts'

const everyMs = 3500
const plainTitle = document.title
let offer = ''
let ringing: ReturnType<typeof setInterval> | undefined

/** Draws attention to an offer once it is on the page, by title, sound and words for listeners, and stops with it. */
export function noticeOffer() {
  const card = document.querySelector<HTMLElement>('[data-offer]')
  const now = card?.dataset.offer || ''
  if (now === offer) return
  const before = offer
  offer = now
  clearInterval(ringing)
  document.title = now ? `● ${words.badge} – ${plainTitle}` : plainTitle
  if (!card) {
    announce(before && !document.querySelector('[data-current]') ? words.gone : '')
    return
  }
  announce(card.dataset.say || '')
  quiet()
  chime()
  ringing = setInterval(chime, everyMs)
  if (!isInView(card)) card.scrollIntoView({ block: 'start' })
}

/** What went well before has had its time: a call has the page to itself. */
function quiet() {
  const said = document.querySelector('[data-notice]:not(.warm)')
  if (said) said.remove()
}

/** Said at once to those who listen to the page; where they are on it stays as it is. */
function announce(text: string) {
  let voice = document.querySelector('[data-voice]')
  if (!voice) {
    voice = document.createElement('p')
    voice.setAttribute('data-voice', '')
    voice.setAttribute('role', 'alert')
    voice.className = 'hidden-words'
    ;(document.querySelector('main') || document.body).appendChild(voice)
  }
  voice.textContent = text
}

function isInView(card: HTMLElement) {
  const { top, bottom } = card.getBoundingClientRect()
  // On phones the bar with the buttons lies over the last hundred points.
  return top >= 0 && bottom <= innerHeight - 100
}
