import { defineConfig } from 'vitest/config'

/** What `npm run check` runs: no database, seconds. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['test/layers.test.ts', 'test/domain/**/*.test.ts'],
    // A shared or small machine may be ten times slower than the one that a test was written on.
    testTimeout: 120_000,
    maxWorkers: 2,
  },
})
