import { readFileSync } from 'node:fs'

// Prints what vitest's JSON says as one line, `N passed, N failed`; fails when a test failed, or when there is no result.

type Result = { numPassedTests: number; numFailedTests: number; numPendingTests: number; success: boolean }

const { numPassedTests, numFailedTests, numPendingTests, success } = read(process.argv[2] ?? '')
const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''
console.log(`${numPassedTests} passed, ${numFailedTests} failed${skipped}`)
process.exitCode = success && numFailedTests === 0 && numPassedTests > 0 ? 0 : 1

function read(path: string): Result {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, success: false }
  }
}
