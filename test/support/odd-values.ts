/** Times and days that are none, or are no instants. */
export const times = [
  '2026-02-30T10:00:00+08:00',
  '2026-11-24T25:00:00+08:00',
  '2026-11-24T10:60:00+08:00',
  '0000-01-01T00:00:00Z',
  '99999-01-01T00:00:00Z',
  '2026-11-24T10:00:00',
  '2026-11-24T10:00:00+99:00',
  '2026-11-24T10:00:00Z ; drop',
  '-271821-04-20T00:00:00Z',
  '2026-02-30',
  '0000-00-00',
  '99999-12-31',
  '2026-13-01',
  'yesterday',
  'NaN',
  'Infinity',
]

/** Texts that no field takes: they cannot be stored, or make one text look like another. */
export const unreadable = ['a\u0000b', 'a\ud800b', '\udc00', '\u202eabc', 'ab\u200fc', 'a\u0007b', '\ufeff']
/** Texts that may be kept, but must not be taken for anything else. */
export const odd = [
  '👋🏽',
  '👨‍👩‍👧‍👦',
  '__proto__',
  'constructor',
  'toString',
  "' or 1=1 --",
  '<script>',
  '%00',
  '{{7*7}}',
]
/** All of these, none at all, and too much. */
export const texts = [...times, ...unreadable, ...odd, '', ' ', '睡'.repeat(10_000)]
/** Values of every type. */
export const values: unknown[] = [
  ...[null, true, false, [], {}, [[]], [null], { toString: 1 }, ['zh', 'zh'], ['__proto__']],
  ...[0, 1, -1, 0.5, -0, 1e21, 1e300, 2 ** 60, 11, 1e9, 2147483648, ''.length],
  JSON.parse('{"__proto__":{"on":true}}'),
  JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`),
  ...texts,
]
