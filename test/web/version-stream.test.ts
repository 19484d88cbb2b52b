import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Changes, localChanges } from '../../src/outside/changes.ts'
import { versionStream } from '../../src/web/version-stream.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

async function opened(changes: Changes) {
  const app = new Hono<{ Variables: { deps: { changes: Changes } } }>()
  app.get('/', c => {
    c.set('deps', { changes })
    return versionStream(c)
  })
  const reader = (await app.request('/')).body!.getReader()
  let text = ''
  let done = false
  const reading = (async () => {
    for (;;) {
      const part = await reader.read()
      if (part.done) break
      text += new TextDecoder().decode(part.value)
    }
    done = true
  })()
  return { reading, text: () => text, done: () => done }
}

describe('a version stream', () => {
  it('pings while nothing happens, and ends by itself after 55 seconds', async () => {
    const stream = await opened(localChanges())
    await vi.advanceTimersByTimeAsync(54_000)
    expect(stream.done()).toBe(false)
    expect(stream.text()).toBe(`retry: 500\n\nevent: version\ndata: 0\n\n${': still here\n\n'.repeat(3)}`)
    await vi.advanceTimersByTimeAsync(1_000)
    await stream.reading
    expect(vi.getTimerCount()).toBe(0)
  })

  it('tells many changes at once as one', async () => {
    const changes = localChanges()
    const stream = await opened(changes)
    await vi.advanceTimersByTimeAsync(1)
    for (let count = 0; count < 20; count++) changes.tell()
    await vi.advanceTimersByTimeAsync(55_000)
    await stream.reading
    expect(stream.text().match(/data: \d+/g)).toEqual(['data: 0', 'data: 20'])
  })

  it('ends when the version is not to be had, so that the page asks for itself', async () => {
    const changes = { ...localChanges(), version: () => Promise.reject(new Error('gone')) }
    const stream = await opened(changes)
    await stream.reading
    expect(stream.text()).toBe('retry: 500\n\n')
  })
})
