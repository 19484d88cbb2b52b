/**
 * A path of our own that may follow a sign-in, with its query; undefined for anything that would lead
 * elsewhere or back to signing in.
 */
export function ownPath(typed: unknown): string | undefined {
  if (typeof typed !== 'string' || typed.length > 500 || !/^\/[\w/?&=.%-]*$/.test(typed)) return undefined
  if (typed.startsWith('//') || /^\/(sign-in|sign-out|demo|api)(\/|\?|$)/.test(typed)) return undefined
  return typed
}
