/**
 * The same function, which remembers its last answers, `most` of them, by the text that `keyOf` gives; undefined for
 * what is not to be remembered. For what is asked over and over and always answered alike.
 */
export function remembering<Asked extends unknown[], Answer>(
  most: number,
  keyOf: (...asked: Asked) => string | undefined,
  work: (...asked: Asked) => Answer,
): (...asked: Asked) => Answer {
  const known = new Map<string, Answer>()
  return (...asked) => {
    const key = keyOf(...asked)
    if (key === undefined) return work(...asked)
    const before = known.get(key)
    if (before !== undefined) return before
    const answer = work(...asked)
    // Starting over costs each answer once more; to tell the oldest apart would cost more, each time.
    if (known.size >= most) known.clear()
    known.set(key, answer)
    return answer
  }
}
