import { defineConfig } from 'vitest/config'

/** What `npm run check` runs: no database, seconds. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['test/layers.test.ts', 'test/domain/**/*.test.ts'],
    maxWorkers: 2,
  },
})
