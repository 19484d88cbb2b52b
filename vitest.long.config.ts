import { defineConfig } from 'vitest/config'

/** What `npm run test:long` runs: minutes, one file after the other. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['test/long/**/*.test.ts'],
    globalSetup: ['test/support/postgres.ts'],
    testTimeout: 30 * 60_000,
    hookTimeout: 5 * 60_000,
    maxWorkers: 1,
    fileParallelism: false,
  },
})
