import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'

// Bundles what runs in the browser into build/assets.ts, so that Node and Workers serve the same bytes
// from memory. ES2019: the oldest WebViews still in use understand it.

const scripts = readdirSync('src/client').filter(name => name.endsWith('.ts'))
const styles = readdirSync('src/web/styles')
  .filter(name => name.endsWith('.css'))
  .sort()

const bundled = await Promise.all([
  ...scripts.map(async name => ({
    name: name.replace(/\.ts$/, '.js'),
    type: 'text/javascript; charset=utf-8',
    body: await bundle({ entryPoints: [`src/client/${name}`], format: 'iife', target: 'es2019' }),
  })),
  {
    name: 'style.css',
    type: 'text/css; charset=utf-8',
    body: await bundle({
      stdin: {
        contents: styles.map(name => `@import './${name}';`).join('\n'),
        loader: 'css',
        resolveDir: 'src/web/styles',
      },
      target: ['chrome80', 'safari13'],
    }),
  },
])

const entries = bundled.map(({ name, type, body }) => {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
  const file = name.replace('.', `.${hash}.`)
  return `  ${JSON.stringify(name)}: { file: ${JSON.stringify(file)}, type: ${JSON.stringify(type)}, body: ${JSON.stringify(body)} },`
})
mkdirSync('build', { recursive: true })
writeFileSync('build/assets.ts', `export const assets = {\n${entries.join('\n')}\n}\n`)

async function bundle(options: Parameters<typeof build>[0]) {
  const result = await build({ bundle: true, minify: true, write: false, logLevel: 'warning', ...options })
  return result.outputFiles?.[0]?.text ?? ''
}
