import type { Section } from './section.tsx'
import type { View } from './view.ts'

/** The line that stays in sight: my state in words, and until when my shift goes. */
export function statusBar({ queue: { me }, texts, time }: View): Section[] {
  const words = texts.queue
  const shift = me.shiftEndsAt ? words.shiftUntil(time(me.shiftEndsAt)) : words.unplanned
  const body = (
    <p class="status">
      <span class={`state state-${me.state}`}>{words.states[me.state].name}</span>
      <span class="shift-end">{shift}</span>
    </p>
  )
  return [{ name: 'status', version: `${me.state}|${shift}`, body }]
}
