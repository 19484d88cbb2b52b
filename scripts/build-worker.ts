import { rmSync } from 'node:fs'
import { build } from 'esbuild'
import { firstInOne } from './first-in-one.ts'
import { leanPackages } from './lean-packages.ts'
import { leanPasskeys } from './lean-passkeys.ts'
import { textsSideBySide } from './texts-side-by-side.ts'

// Bundles the Worker into build/worker. Wrangler's own bundling cannot leave out parts of a package, keeps the name of
// every function (a call for each at start-up), and puts what is loaded later into what is loaded first.

const entry = 'src/worker.ts'
const outdir = 'build/worker'

rmSync(outdir, { recursive: true, force: true })
await build({
  entryPoints: [entry],
  outdir,
  bundle: true,
  splitting: true,
  minify: true,
  charset: 'utf8',
  format: 'esm',
  target: 'es2024',
  platform: 'neutral',
  conditions: ['workerd', 'worker', 'browser'],
  mainFields: ['browser', 'module', 'main'],
  external: ['node:*', 'cloudflare:*'],
  // All that hono-openapi wants of it; the whole of it, every language included, is 47 KB more.
  alias: { 'zod/v4/core': './scripts/zod-json-schema.ts' },
  plugins: [firstInOne(entry), textsSideBySide, leanPackages, leanPasskeys],
  legalComments: 'none',
  sourcemap: 'linked',
  logLevel: 'warning',
})
