import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'

const entries = /^src\/(server|worker|app|tick|config)\.ts|^src\/(cli|node)\//
/** Where a file lies, and what it must not import: files of ours, or packages. */
const forbidden: [where: RegExp, what: RegExp][] = [
  [/^src\/domain\//, /^src\/(?!domain\/)/],
  [/^src\/db\//, /^src\/(?!db\/|domain\/|deps\.ts)/],
  [/^src\/actions\//, /^src\/(?!actions\/|db\/|domain\/|outside\/|texts\/|deps\.ts)/],
  [/^src\/reads\//, /^src\/(?!reads\/|db\/|domain\/|deps\.ts)/],
  [/^src\/web\//, /^src\/(db\/|cli\/|node\/|server\.ts|worker\.ts|tick\.ts)/],
  [/^src\/outside\//, /^src\/(?!outside\/|domain\/|texts\/)/],
  [/^src\/texts\//, /^src\/(?!texts\/|domain\/)/],
  [/^src\/client\//, /^src\/(?!client\/|domain\/)/],
  [/^src\/(tick|worker|app|config|deps)\.ts/, /^src\/(node|cli)\//],
  // What runs on Workers too has no Node of its own.
  [/^src\/(?!cli\/|node\/|outside\/|server\.ts)/, /^node:/],
  [/^src\/(?!web\/|node\/|app\.ts)/, /^(@?hono|hono-openapi)(\/|$)/],
  [/^src\/(?!db\/|actions\/|reads\/)/, /^drizzle-orm/],
  [/^src\/(?!domain\/time\.ts)/, /^luxon/],
]
const wallClock = /\bDate\.now\(|\bnew Date\(\)|\bDateTime\.(now|local)\(/

test('every file imports only from rings inside its own, and only entries read the clock and the environment', () => {
  const faults = globSync('src/**/*.{ts,tsx}').flatMap(file => {
    const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    const imported = [...code.matchAll(/(?:\bfrom|\bimport\(?)\s*['"`]([^'"`]+)/g)].map(([, name = '']) =>
      name.startsWith('.') ? posix.join(posix.dirname(file), name) : name,
    )
    return [
      ...imported
        .filter(name => forbidden.some(([where, what]) => where.test(file) && what.test(name)))
        .map(name => `${file} imports ${name}`),
      ...(wallClock.test(code) && !entries.test(file) && !file.startsWith('src/client/')
        ? [`${file}: clock`]
        : []),
      ...(/process\.env|import\.meta\.env/.test(code) && file !== 'src/config.ts'
        ? [`${file}: environment`]
        : []),
    ]
  })
  expect(faults).toEqual([])
})
