import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { localChanges } from '../../src/outside/changes.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** So many open pages of one person each, and how often each has been called. */
function pages(count: number) {
  const changes = localChanges()
  const heard = Array.from({ length: count }, () => 0)
  const leave = heard.map((_, page) =>
    changes.listen(() => {
      heard[page] = (heard[page] ?? 0) + 1
    }, `person-${page}`),
  )
  return { changes, heard, leave }
}

test('whom a change concerns is called at once, everybody else within 50 ms for each open page', () => {
  const { changes, heard } = pages(100)
  changes.tell(['person-7'])
  expect(heard.reduce((sum, calls) => sum + calls)).toBe(1)
  expect(heard[7]).toBe(1)
  vi.advanceTimersByTime(5000)
  expect(heard).toEqual(heard.map(() => 1))
})

test('changes that follow each other are one for whom they do not concern', () => {
  const { changes, heard } = pages(2)
  for (let change = 0; change < 10; change++) changes.tell(['person-0'])
  vi.advanceTimersByTime(1000)
  expect(heard).toEqual([10, 1])
})

test('a page that was called because something concerned it is not called again for what came before', () => {
  const { changes, heard } = pages(3)
  changes.tell()
  changes.tell(['person-1'])
  vi.advanceTimersByTime(1000)
  expect(heard).toEqual([1, 1, 1])
})

test('with a thousand pages open, no tenth of a second calls many of them, and nobody waits longer than 15 seconds', () => {
  const { changes, heard } = pages(1000)
  changes.tell()
  let most = 0
  let before = 0
  for (let tenth = 0; tenth < 150; tenth++) {
    vi.advanceTimersByTime(100)
    const now = heard.reduce((sum, calls) => sum + calls)
    most = Math.max(most, now - before)
    before = now
  }
  expect(before).toBe(1000)
  expect(most).toBeLessThan(30)
})

test('whoever has left is not called any more, and leaves no timer', async () => {
  const { changes, heard, leave } = pages(2)
  changes.tell()
  leave[0]?.()
  await changes.close()
  expect(vi.getTimerCount()).toBe(0)
  vi.advanceTimersByTime(1000)
  expect(heard).toEqual([0, 0])
})
