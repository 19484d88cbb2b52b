// Quick exit: the button, or three presses of Shift within 1.5 seconds. Blank at once, and the page is
// replaced, so that "back" does not lead here. It cannot erase the browser's history, and says so.

const elsewhere = 'https://www.weather.com.cn/'
let presses: number[] = []

function leave() {
  document.documentElement.style.display = 'none'
  document.title = ' '
  // A browser may keep this very page for its "back": then it shall find nothing in it, and go away again.
  for (const form of document.forms) form.reset()
  document.body.replaceChildren()
  document.dispatchEvent(new Event('heartline:leave'))
  addEventListener('pageshow', () => location.replace(elsewhere))
  location.replace(elsewhere)
}

document.addEventListener('click', event => {
  if (event.target instanceof Element && event.target.closest('[data-leave]')) {
    event.preventDefault()
    leave()
  }
})

document.addEventListener('keyup', event => {
  if (event.key !== 'Shift') {
    presses = []
    return
  }
  const now = event.timeStamp
  presses = [...presses.filter(at => now - at < 1500), now]
  if (presses.length >= 3) leave()
})
