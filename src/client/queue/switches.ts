import { words } from './words.ts'

/** What a counselor can switch off on this machine. */
export type Switch = 'sound' | 'keys'

/** Whether it is on; both are until somebody switches them off here. */
export function isOn(name: Switch): boolean {
  try {
    return localStorage.getItem(`heartline-${name}`) !== 'off'
  } catch {
    return true
  }
}

/** Wires the buttons that switch sound and keys, and shows the box that needs scripts. */
export function wireSwitches(changed: (name: Switch, on: boolean) => void) {
  const box = document.querySelector<HTMLElement>('[data-settings]')
  if (!box) return
  box.hidden = false
  for (const button of Array.from(box.querySelectorAll<HTMLButtonElement>('[data-toggle]'))) {
    const name = button.dataset.toggle as Switch
    draw(button, name)
    button.addEventListener('click', () => {
      const on = !isOn(name)
      try {
        localStorage.setItem(`heartline-${name}`, on ? 'on' : 'off')
      } catch {}
      draw(button, name)
      changed(name, on)
    })
  }
}

function draw(button: HTMLButtonElement, name: Switch) {
  const [on, off] = name === 'sound' ? [words.soundOn, words.soundOff] : [words.keysOn, words.keysOff]
  button.textContent = isOn(name) ? on : off
}
