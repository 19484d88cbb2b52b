import { ask, look, take } from './connection.ts'
import { partsAt } from './words.ts'

/**
 * Sends forms marked `data-island` without leaving the page. While one is under way its place takes no other press;
 * when the way is cut, the next look tells how things stand, so nothing is pressed twice by itself.
 */
export function watchPresses(before: (form: HTMLFormElement) => void) {
  let pressed: HTMLButtonElement | null = null
  document.addEventListener('click', event => {
    const target = event.target instanceof Element ? event.target.closest('button') : null
    if (target) pressed = target
  })
  document.addEventListener('submit', event => {
    const form = event.target as HTMLFormElement
    if (form.dataset.busy) return event.preventDefault()
    if (!form.hasAttribute('data-island')) {
      // A second press must not send an outcome twice; coming back by "back" must find it open again.
      if (form.method === 'post') hold(form)
      return
    }
    event.preventDefault()
    before(form)
    const by = pressed && form.contains(pressed) ? pressed : form.querySelector('button')
    send(form, by)
  })
  addEventListener('pageshow', () => {
    for (const form of Array.from(document.forms)) delete form.dataset.busy
  })
}

function hold(form: HTMLFormElement) {
  form.dataset.busy = 'true'
  setTimeout(() => delete form.dataset.busy, 5000)
}

async function send(form: HTMLFormElement, by: HTMLButtonElement | null) {
  const body = new URLSearchParams()
  if (by?.name) body.set(by.name, by.value)
  const buttons = Array.from(document.querySelectorAll<HTMLButtonElement>('form[data-island] button'))
  setBusy(form, buttons, true)
  try {
    const answer = await ask(form.action, {
      method: 'POST',
      body,
      headers: { 'Heartline-Part': partsAt.indexOf('of=session') > 0 ? 'session' : 'queue' },
    })
    const said = document.querySelector('[data-notices]')
    if (answer && said) said.textContent = ''
    if (answer) await take(answer)
    if (said?.textContent) said.scrollIntoView({ block: 'nearest' })
  } catch {
    look()
  }
  setBusy(form, buttons, false)
  if (by && document.contains(by) && document.activeElement === document.body) by.focus()
}

function setBusy(form: HTMLFormElement, buttons: HTMLButtonElement[], busy: boolean) {
  for (const button of buttons) button.disabled = busy
  if (busy) form.dataset.busy = 'true'
  else delete form.dataset.busy
}
