import { dirname, join } from 'node:path'
import type { Plugin } from 'esbuild'

// What of our packages no path of ours reaches, and what then stands in its place in a Worker. Whatever could be reached
// by a mistake throws, so that a test in workerd would meet it; nothing here answers otherwise than the whole package.

/**
 * Of nodemailer, what a letter of ours never meets: pools and other transports than SMTP, mail providers by name, OAuth,
 * DKIM, proxies, attachments from addresses, and a table of file types of 76 KB.
 */
const otherMail = [
  'dkim/index',
  'fetch/index',
  'json-transport/index',
  'sendmail-transport/index',
  'ses-transport/index',
  'smtp-connection/http-proxy-client',
  'smtp-pool/index',
  'stream-transport/index',
  'well-known/index',
  'xoauth2/index',
]

/** The letter's own file is a calendar; everything else has a type of its own. */
const fileTypes = `
export const detectMimeType = name => /(^|\\.)ics$/i.test(name) ? 'text/calendar' : 'application/octet-stream'
export const detectExtension = type => type === 'text/calendar' ? 'ics' : type.startsWith('text/') ? 'txt' : 'bin'`

const throws = `() => { throw new Error('not here') }`

/** Files, by the end of their paths, and what stands in their place. */
const instead: [path: string, contents: string][] = [
  ...otherMail.map((path): [string, string] => [`nodemailer/dist/esm/${path}`, 'export default class {}']),
  ['nodemailer/dist/esm/mime-funcs/mime-types', fileTypes],
  // Replication, which nothing here subscribes to.
  ['postgres/cf/src/subscribe', `export default () => ${throws}`],
  // Every kind of column, for tables that are described by a function; ours name the kinds that they use.
  ['drizzle-orm/pg-core/columns/all', `export const getPgColumnBuilders = ${throws}`],
  // db.query, which needs relations to be declared; we select by hand.
  [
    'drizzle-orm/relations',
    `export class One {}
    export class Many {}
    export const extractTablesRelationalConfig = ${throws}, createTableRelationsHelpers = ${throws},
      getOperators = ${throws}, getOrderByOperators = ${throws}, mapRelationalRow = ${throws},
      normalizeRelation = ${throws}`,
  ],
  ['drizzle-orm/pg-core/query-builders/query', 'export class RelationalQueryBuilder {}'],
  [
    'drizzle-orm/pg-core/query-builders/refresh-materialized-view',
    'export class PgRefreshMaterializedView {}',
  ],
  // Only its zones are used (src/domain/time.ts), and all that they want of the settings is none.
  ['luxon/src/settings', 'export default {}'],
  // Pictures and rules that color cells; our sheets have neither.
  [
    'write-excel-file/modules/xlsx/getFeatures',
    `import stickyRows from './features/stickyRowsOrColumns.js'
    export default () => [stickyRows]`,
  ],
]

/** Leaves out of packages what ours never reach. */
export const leanPackages: Plugin = {
  name: 'lean packages',
  setup({ onLoad, onResolve }) {
    for (const [path, contents] of instead)
      onLoad({ filter: new RegExp(`/node_modules/${path}\\.js$`) }, ({ path: file }) => ({
        contents,
        resolveDir: dirname(file),
      }))
    onLoad({ filter: /\/luxon\/build\/es6\/luxon\.mjs$/ }, ({ path: file }) => ({
      contents: `export { default as IANAZone } from './zones/IANAZone.js'`,
      resolveDir: join(dirname(file), '../../src'),
    }))
    // Schemas of other makers than zod, for whom hono-openapi would each load a module of its own.
    onResolve({ filter: /^\.\/(arktype|effect|sury|typebox|valibot)-[\w-]+\.js$/ }, () => ({
      path: 'other-schemas',
      namespace: 'lean',
    }))
    onLoad({ filter: /^other-schemas$/, namespace: 'lean' }, () => ({ contents: `export default ${throws}` }))
  },
}
