// The operator's page, alive: the list of waiting calls renews itself; registering a call stays an ordinary form.

import { drawClocks, setClock } from './queue/clocks.ts'
import { stayConnected } from './queue/connection.ts'
import { drawnAt } from './queue/words.ts'

document.documentElement.classList.add('with-script')
setClock(drawnAt)
if (location.search.indexOf('said=') > 0) history.replaceState(null, '', location.pathname)
stayConnected(drawClocks)
setInterval(drawClocks, 1000)

// A page out of the browser's memory carries a token that has been used: another press would make no other call.
addEventListener('pageshow', event => {
  if (event.persisted) location.reload()
})
for (const key of Array.from(document.querySelectorAll<HTMLElement>('[data-with-script]'))) key.hidden = false
document.addEventListener('keydown', event => {
  const nth = event.altKey && !event.ctrlKey && !event.repeat && /^(?:Digit|Numpad)([1-9])$/.exec(event.code)
  const press = nth && document.querySelector<HTMLButtonElement>(`[data-nth="${nth[1]}"]`)
  if (!press) return
  event.preventDefault()
  press.click()
})
