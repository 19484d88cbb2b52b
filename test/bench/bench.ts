import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbedded } from '../../src/outside/embedded-postgres.ts'
import { booking } from './figures/booking.ts'
import { bundle } from './figures/bundle.ts'
import { counts } from './figures/counts.ts'
import { dispatching } from './figures/dispatching.ts'
import { growth } from './figures/growth.ts'
import { offerVisible } from './figures/offer-visible.ts'
import { openTimesFigure } from './figures/open-times.ts'
import { outcomes } from './figures/outcomes.ts'
import { pages } from './figures/pages.ts'
import { roundTrips } from './figures/round-trips.ts'
import { simulatedYear } from './figures/simulated-year.ts'
import type { Bench } from './installation.ts'
import { type Line, type Measured, measured, type Size } from './line.ts'
import { leanest } from './pgbench.ts'
import { table } from './table.ts'

// npm run bench -- [--quick] [--only P1,P4] [--rounds 7] [--out FILE]: figures beside their baselines, in one run.

type Figure = (bench: Bench, size: Size) => Promise<Line[]>

const figures: Record<string, Figure> = {
  P1: booking,
  P2: dispatching,
  P3: offerVisible,
  P4: openTimesFigure,
  P5: counts,
  P6: growth,
  P7: pages,
  P8: bundle,
  P9: simulatedYear,
  P10: roundTrips,
  P11: outcomes,
}

const { values: asked } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    rounds: { type: 'string' },
    out: { type: 'string', default: '.data/bench.json' },
  },
})

const quick = asked.quick
const size: Size = { quick, rounds: Number(asked.rounds ?? (quick ? 2 : 5)), seconds: quick ? 1 : 5 }
const chosen = asked.only?.split(',') ?? Object.keys(figures)
const unknown = chosen.filter(name => !(name in figures))
if (unknown.length > 0 || !(size.rounds > 0)) {
  console.error(`There is ${Object.keys(figures).join(', ')}; and --rounds is a number.`)
  process.exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'heartline-bench-'))
chmodSync(folder, 0o755) // under root, PostgreSQL runs as another user and must enter
const server = await startEmbedded(folder, { max_connections: '200' })
const missing = leanest(server.url).missing
if (missing) console.error(missing)
const lines: Measured[] = []
try {
  for (const name of chosen) {
    console.error(`${name} …`)
    const found = (await figures[name]?.({ serverUrl: server.url, folder }, size)) ?? []
    lines.push(...found.map(measured))
    console.error(table(found.map(measured)))
  }
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

const machine = {
  cores: availableParallelism(),
  processor: cpus()[0]?.model.trim(),
  memoryGB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  platform: process.platform,
}
mkdirSync(dirname(asked.out), { recursive: true })
writeFileSync(asked.out, `${JSON.stringify({ machine, size, lines }, null, 2)}\n`)
console.log(table(lines))
console.log(
  `\n${machine.cores} cores, ${machine.memoryGB} GB, Node ${machine.node}; ${size.rounds} rounds; ${asked.out}`,
)
