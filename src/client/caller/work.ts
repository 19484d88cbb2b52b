import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'

/**
 * Solves the puzzle of a form, while its page is read, into the field that carries it. Who presses before it is done
 * need not press again: the form goes by itself as soon as it is.
 */
export function workBeforeSending(): void {
  start()
  document.addEventListener('heartline:page', start)
  // Before anything else that listens to forms: what is not paid for yet is held back.
  document.addEventListener(
    'submit',
    event => {
      const form = event.target
      const pressed = event.submitter
      if (!(form instanceof HTMLFormElement)) return
      const field = form.querySelector<HTMLInputElement>('input[data-work]')
      const making =
        !(pressed instanceof HTMLButtonElement) || pressed.name !== 'go' || pressed.value === 'book'
      const running = field && solving.get(field)
      if (!field || field.value || !running || !making) return
      event.preventDefault()
      event.stopImmediatePropagation()
      form.toggleAttribute('data-working', true)
      form.setAttribute('aria-busy', 'true')
      running.then(() => {
        form.removeAttribute('aria-busy')
        form.toggleAttribute('data-working', false)
        solving.delete(field)
        if (pressed instanceof HTMLButtonElement) pressed.click()
        else form.submit()
      })
    },
    true,
  )
}

const solving = new Map<HTMLInputElement, Promise<void>>()

function start() {
  for (const field of document.querySelectorAll<HTMLInputElement>('input[data-work]'))
    if (!field.value && !solving.has(field) && typeof crypto.subtle === 'object')
      solving.set(field, solve(field))
}

async function solve(field: HTMLInputElement): Promise<void> {
  const challenge = JSON.parse(field.dataset.work ?? '{}')
  const solution = await solveChallenge({ challenge, deriveKey }).catch(() => null)
  if (solution) field.value = btoa(JSON.stringify({ challenge, solution }))
}
