import { rmSync } from 'node:fs'
import { build, type Plugin } from 'esbuild'
import { leanPasskeys } from './lean-passkeys.ts'

// Bundles the Worker into build/worker. Wrangler's own bundling cannot leave out parts of a package, keeps the name of
// every function (a call for each at start-up), and puts what is loaded later into what is loaded first.

const outdir = 'build/worker'

/**
 * Of nodemailer, what a letter of ours never meets: pools and other transports than SMTP, mail providers by name, OAuth,
 * DKIM, attachments from addresses, and a table of file types of 76 KB.
 */
const neverMet = [
  'dkim/index',
  'fetch/index',
  'json-transport/index',
  'sendmail-transport/index',
  'ses-transport/index',
  'smtp-pool/index',
  'stream-transport/index',
  'well-known/index',
  'xoauth2/index',
]

const lean: Plugin = {
  name: 'lean',
  setup({ onLoad }) {
    onLoad({ filter: new RegExp(`/nodemailer/dist/esm/(${neverMet.join('|')})\\.js$`) }, () => ({
      contents: 'export default class {}',
    }))
    onLoad({ filter: /\/nodemailer\/dist\/esm\/mime-funcs\/mime-types\.js$/ }, () => ({
      contents: `
        export const detectMimeType = name => /(^|\\.)ics$/i.test(name) ? 'text/calendar' : 'application/octet-stream'
        export const detectExtension = type => type === 'text/calendar' ? 'ics' : type.startsWith('text/') ? 'txt' : 'bin'`,
    }))
    // Replication, which nothing here subscribes to.
    onLoad({ filter: /\/postgres\/cf\/src\/subscribe\.js$/ }, () => ({
      contents: 'export default () => () => { throw new Error("not here") }',
    }))
  },
}

rmSync(outdir, { recursive: true, force: true })
await build({
  entryPoints: ['src/worker.ts'],
  outdir,
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  target: 'es2024',
  platform: 'neutral',
  conditions: ['workerd', 'worker', 'browser'],
  mainFields: ['browser', 'module', 'main'],
  external: ['node:*', 'cloudflare:*'],
  // All that hono-openapi wants of it; the whole of it, every language included, is 47 KB more.
  alias: { 'zod/v4/core': './scripts/zod-json-schema.ts' },
  plugins: [lean, leanPasskeys],
  legalComments: 'none',
  sourcemap: 'linked',
  logLevel: 'warning',
})
