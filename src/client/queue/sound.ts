import { isOn } from './switches.ts'

let audio: AudioContext | undefined

/** Browsers let a page sound only after a press: each press on the page, the one to go on duty first of all, arms it. */
export function armSound() {
  if (typeof AudioContext === 'undefined') return
  audio = audio || new AudioContext()
  if (audio.state === 'suspended') audio.resume().then(showBlocked, () => {})
  showBlocked()
}

/** Two soft tones, the second a third higher; silent when switched off or not armed. */
export function chime() {
  if (audio?.state !== 'running' || !isOn('sound')) return showBlocked()
  tone(audio, 523.25, 0)
  tone(audio, 659.25, 0.28)
}

/** Says so when a sound may be wanted and the browser still waits for a press. */
export function showBlocked() {
  const words = document.querySelector<HTMLElement>('[data-sound-blocked]')
  const onDuty = !document.querySelector('.state-off')
  if (words) words.hidden = !onDuty || !isOn('sound') || audio?.state === 'running'
}

function tone(context: AudioContext, pitch: number, delay: number) {
  const start = context.currentTime + delay
  const gain = context.createGain()
  gain.gain.setValueAtTime(0, start)
  gain.gain.linearRampToValueAtTime(0.12, start + 0.04)
  gain.gain.exponentialRampToValueAtTime(0.001, start + 0.6)
  const swing = context.createOscillator()
  swing.frequency.value = pitch
  swing.connect(gain)
  gain.connect(context.destination)
  swing.start(start)
  swing.stop(start + 0.65)
}
