import { get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

// A program of its own that asks for one page again and again, so that what it measures is not its parent's own load.

/** What it found when it is told to end: how long each answer took in milliseconds, and those other than 200. */
export type Probed = { took: number[]; wrong: number }

const [url = '', everyMs = '20'] = process.argv.slice(2)
if (!url || !process.send) throw new Error('Started by the overload test only.')
const probed: Probed = { took: [], wrong: 0 }
process.on('message', () => process.send?.(probed, () => process.exit()))
for (;;) {
  const began = performance.now()
  const status = await new Promise<number>(done => {
    get(url, answer => answer.resume().on('end', () => done(answer.statusCode ?? 0))).on('error', () =>
      done(0),
    )
  })
  probed.took.push(performance.now() - began)
  if (status !== 200) probed.wrong += 1
  await pause(Number(everyMs))
}
