import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { type Bench, install, planShifts } from '../installation.ts'
import { inTurn, type Line, type Size } from '../line.ts'
import { ask, keptOpen, serve } from '../served.ts'

const run = promisify(execFile)

/** P8: what the Worker weighs and what its start costs beside a bare Hono worker; whether the server's memory stays flat. */
export async function bundle(bench: Bench, size: Size): Promise<Line[]> {
  const out = join(bench.folder, 'worker')
  await run('wrangler', ['deploy', '--dry-run', '--outdir', out], { env: { ...process.env, CI: '1' } })
  const file = join(out, 'worker.js')
  const modules = readdirSync(out).filter(name => name.endsWith('.js'))
  const kilobytes =
    modules.reduce((sum, name) => sum + gzipSync(readFileSync(join(out, name)), { level: 9 }).length, 0) /
    1024
  const bare = await bareWorker(bench.folder)
  writeFileSync(join(out, 'package.json'), '{"type":"module"}')
  const values = await inTurn(size.rounds, { ours: () => startCpu(file), bare: () => startCpu(bare) })
  return [
    {
      figure: 'P8',
      what: 'Worker, all its modules, gzip',
      unit: 'KB',
      ours: [kilobytes],
      target: { atMost: 350 },
    },
    {
      figure: 'P8',
      what: 'CPU to load the Worker',
      unit: 'ms',
      ours: values.ours,
      baseline: { name: 'bare Hono worker', values: values.bare },
      target: { atMost: 5 },
    },
    await memory(bench, size),
  ]
}

async function bareWorker(folder: string): Promise<string> {
  mkdirSync(join(folder, 'bare'))
  const outfile = join(folder, 'bare', 'worker.mjs')
  const contents = `import { Hono } from 'hono'; export default new Hono().get('/', c => c.text('hello'))`
  await build({
    stdin: { contents, resolveDir: process.cwd() },
    outfile,
    bundle: true,
    format: 'esm',
    minify: true,
  })
  return outfile
}

/** Milliseconds of CPU that a fresh Node spends on loading a module, itself not counted. */
async function startCpu(file: string): Promise<number> {
  const code = `const before = process.cpuUsage(); await import(${JSON.stringify(pathToFileURL(file).href)});
    const { user, system } = process.cpuUsage(before); console.log((user + system) / 1000); process.exit()`
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code])
  return Number(stdout)
}

/** Resident memory of the server after all requests, beside the same after the first fifth of them. */
async function memory(bench: Bench, { quick }: Size): Promise<Line> {
  const requests = quick ? 5_000 : 100_000
  const installed = await install(bench, 20)
  await planShifts(installed, 30)
  const served = await serve(installed)
  const agent = keptOpen(16)
  const paths = ['/zh', '/api/v1/slots', '/api/v1/service', '/zh/privacy']
  let left = requests
  const send = async (most: number) => {
    const end = left - most
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        while (left > end) await ask(agent, served.base + (paths[left-- % paths.length] ?? '/zh'))
      }),
    )
    return residentMB(served.program.child.pid ?? 0)
  }
  const after = await send(requests / 5)
  const atEnd = await send((requests / 5) * 4)
  agent.destroy()
  await served.end()
  await installed.close()
  return {
    figure: 'P8',
    what: `memory after ${requests.toLocaleString('en-US')} requests`,
    unit: 'MB',
    ours: [atEnd],
    baseline: { name: 'MB after a fifth of them', values: [after] },
    target: { atMost: 1.15 },
  }
}

function residentMB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}
