import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

// A program of its own that asks for one page on schedule, so that what it measures is not the load that others make.

/** What it found when it is told to end: milliseconds from when each answer was due, and statuses other than 200. */
export type Probed = { took: number[]; wrong: Record<string, number> }

const [url = '', everyMs = '100', endsAfterMs = '60000'] = process.argv.slice(2)
if (!url || !process.send) throw new Error('Started by the overload test only.')
setTimeout(() => process.exit(1), Number(endsAfterMs))
process.on('disconnect', () => process.exit())

const probed: Probed = { took: [], wrong: {} }
const agent = new Agent({ keepAlive: true })
const under = new Set<Promise<void>>()
let over = false
process.on('message', async () => {
  over = true
  await Promise.all(under)
  agent.destroy()
  process.send?.(probed, () => process.exit())
})

const began = performance.now()
for (let n = 0; !over; n++) {
  const due = began + n * Number(everyMs)
  await pause(Math.max(0, due - performance.now()))
  const one = ask().then(status => {
    under.delete(one)
    probed.took.push(performance.now() - due)
    if (status !== '200') probed.wrong[status] = (probed.wrong[status] ?? 0) + 1
  })
  under.add(one)
}

function ask(): Promise<string> {
  return new Promise(done => {
    const asked = get(url, { agent }, answer => {
      answer.on('error', ({ message }) => done(message))
      answer.resume().on('end', () => done(String(answer.statusCode)))
    })
    asked.setTimeout(20_000, () => asked.destroy(new Error('unanswered')))
    asked.on('error', ({ message }) => done(message))
  })
}
