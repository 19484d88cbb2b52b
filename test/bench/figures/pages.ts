import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Bench, install, planShifts } from '../installation.ts'
import { inTurn, type Line, load, type Size } from '../line.ts'
import { ask, keptOpen, serve, serveBare } from '../served.ts'

const paths = { home: '/zh', 'first step of a booking': '/zh/book', privacy: '/zh/privacy' }

/** P7: callers' pages a second over HTTP, 16 at once, against a bare Hono route that answers the same bytes. */
export async function pages(bench: Bench, { rounds, seconds }: Size): Promise<Line[]> {
  const installed = await install(bench, 20)
  await planShifts(installed, 30)
  const served = await serve(installed)
  const agent = keptOpen(16)
  const lines: Line[] = []
  for (const [page, path] of Object.entries(paths)) {
    const { status, text } = await ask(agent, served.base + path)
    if (status !== 200) throw new Error(`${path} answered ${status}.`)
    const file = join(bench.folder, `${path.replaceAll('/', '-')}.html`)
    writeFileSync(file, text)
    const bare = await serveBare(file)
    const perSecond = async (address: string) =>
      (await load({ seconds, atOnce: 16 }, () => ask(agent, address))).perSecond
    const values = await inTurn(rounds, {
      ours: () => perSecond(served.base + path),
      bare: () => perSecond(`${bare.base}/`),
    })
    await bare.end()
    lines.push({
      figure: 'P7',
      what: `callers' pages: ${page}, ${Math.round(text.length / 1024)} KB`,
      unit: '/s',
      ours: values.ours,
      baseline: { name: 'bare Hono, same bytes', values: values.bare },
      target: { atLeast: 0.5 },
    })
  }
  agent.destroy()
  await served.end()
  await installed.close()
  return lines
}
