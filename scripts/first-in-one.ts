import { readFile } from 'node:fs/promises'
import { resolve as absolute, extname } from 'node:path'
import type { Loader, Plugin } from 'esbuild'

/**
 * Puts all that a program starts with into one file. Bundlers make a file for each circle of later modules that share
 * something with the first; here whatever is loaded later says that it needs the whole of the first, which is there
 * already. One file is packed better than many (4 KB of gzip), and has no order of loading to think of.
 */
export function firstInOne(entry: string): Plugin {
  const later = new Set<string>()
  return {
    name: 'first in one',
    setup({ onLoad, onResolve, resolve }) {
      onResolve({ filter: /./ }, async ({ path, pluginData, ...from }) => {
        if (from.kind !== 'dynamic-import' || pluginData === later) return undefined
        const found = await resolve(path, { ...from, pluginData: later })
        // What may be missing is tried at run time.
        if (found.errors.length > 0) return undefined
        if (found.namespace === 'file' && !found.external) later.add(found.path)
        return found
      })
      onLoad({ filter: /./, namespace: 'file' }, async ({ path }) => {
        if (!later.has(path)) return undefined
        const contents = `import ${JSON.stringify(absolute(entry))};${await readFile(path, 'utf8')}`
        return { contents, loader: extname(path).slice(1) as Loader }
      })
    },
  }
}
