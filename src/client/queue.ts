// The counselor's page, alive. It works without this script; with it, a call appears within a second, sounds,
// and is taken without leaving the page. The server owns every deadline and every state: this only shows them.

import { noticeOffer } from './queue/calling.ts'
import { drawClocks, setClock } from './queue/clocks.ts'
import { look, stayConnected } from './queue/connection.ts'
import { keepDrafts, tellOfDrafts } from './queue/drafts.ts'
import { watchKeys } from './queue/keys.ts'
import { watchPresses } from './queue/presses.ts'
import { armSound, chime, showBlocked } from './queue/sound.ts'
import { wireSwitches } from './queue/switches.ts'
import { drawnAt } from './queue/words.ts'

document.documentElement.classList.add('with-script')
setClock(drawnAt)
wireSwitches((name, on) => {
  if (name !== 'sound') return
  armSound()
  showBlocked()
  if (on) chime()
})
document.addEventListener('pointerdown', armSound, true)
document.addEventListener('keydown', armSound, true)
watchPresses(armSound)
watchKeys()
keepDrafts()
showBlocked()
// What was said once must not be said again after a reload.
if (location.search.indexOf('said=') > 0) history.replaceState(null, '', location.pathname)

function draw() {
  noticeOffer()
  tellOfDrafts()
  drawClocks()
}

draw()
stayConnected(draw)
let lookedAt = 0
setInterval(() => {
  if (drawClocks() && Date.now() - lookedAt > 1000) {
    lookedAt = Date.now()
    look()
  }
}, 250)
