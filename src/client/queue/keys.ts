import { isOn } from './switches.ts'

/** By place on the keyboard, for Alt changes the letter on some machines. */
const formOf: Record<string, string> = {
  KeyA: 'accept',
  KeyP: 'pass',
  KeyG: 'back',
  KeyB: 'break',
  KeyS: 'complete',
}

/** Alt and a letter press what is on the page; `?` lists them. All of it can be switched off. */
export function watchKeys() {
  const list = document.querySelector<HTMLDialogElement>('dialog[data-keys]')
  const show = () => {
    if (list && typeof list.showModal === 'function' && !list.open) list.showModal()
  }
  const button = document.querySelector('[data-show-keys]')
  if (button) button.addEventListener('click', show)
  document.addEventListener('keydown', event => {
    if (!isOn('keys') || event.ctrlKey || event.metaKey || event.repeat) return
    if (event.key === '?' && !event.altKey && !isTyping(event.target)) return show()
    const name = event.altKey && !event.shiftKey ? formOf[event.code] : undefined
    const press = name && document.querySelector<HTMLButtonElement>(`form[data-key="${name}"] button`)
    if (!press || press.disabled) return
    event.preventDefault()
    press.click()
  })
}

function isTyping(target: EventTarget | null) {
  return target instanceof Element && target.matches('input[type="text"], input:not([type]), textarea')
}
