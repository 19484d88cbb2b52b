/** What is to happen, in order of time, and for the same millisecond in order of planning. */
export type Timeline = {
  /** Plans something for an instant, in whole milliseconds. */
  plan: (at: number, act: () => void) => void
  /** Lets everything happen up to, not including, an instant. */
  runUntil: (end: number, tell: (at: number) => void) => void
}

type Planned = { at: number; order: number; act: () => void }

/** An empty timeline: a binary heap, so that planning costs the same for a day and for a year. */
export function timeline(): Timeline {
  const heap: Planned[] = []
  let planned = 0

  function plan(at: number, act: () => void) {
    const one = { at: Math.round(at), order: planned++, act }
    let place = heap.length
    while (place > 0) {
      const above = (place - 1) >> 1
      if (!before(one, heap[above]!)) break
      heap[place] = heap[above]!
      place = above
    }
    heap[place] = one
  }

  function takeFirst(): Planned {
    const first = heap[0]!
    const last = heap.pop()!
    if (heap.length > 0) sink(last)
    return first
  }

  function sink(one: Planned) {
    let place = 0
    for (let below = 1; below < heap.length; below = 2 * place + 1) {
      if (below + 1 < heap.length && before(heap[below + 1]!, heap[below]!)) below++
      if (!before(heap[below]!, one)) break
      heap[place] = heap[below]!
      place = below
    }
    heap[place] = one
  }

  function runUntil(end: number, tell: (at: number) => void) {
    while (heap.length > 0 && heap[0]!.at < end) {
      const { at, act } = takeFirst()
      tell(at)
      act()
    }
  }

  return { plan, runUntil }
}

function before(a: Planned, b: Planned) {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}
