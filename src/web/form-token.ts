import type { Deps } from '../deps.ts'
import { toBase64Url } from '../domain/base64.ts'
import { sameText } from './same-text.ts'

const validMs = 24 * 3_600_000

/** What a token of ours says: the key under which pressing twice is one wish, and whether it is still good. */
export type FormToken = { requestKey: string; expired: boolean }

/**
 * A signed token for a form that anybody may send, good for 24 hours. It stands in for the Origin header,
 * which WeChat's browser does not always send, and its random part is the request key of that form.
 */
export async function newFormToken({ keys, now, random }: Deps, form: string): Promise<string> {
  const body = `${now().getTime().toString(36)}.${toBase64Url(random(16))}`
  return `${body}.${await keys.tag(purpose(form), body)}`
}

/** What a form sent as its token; undefined when it is not one that we made for this form. */
export async function readFormToken(
  deps: Deps,
  form: string,
  typed: unknown,
): Promise<FormToken | undefined> {
  if (typeof typed !== 'string' || !/^[0-9a-z]{1,11}\.[\w-]{22}\.[0-9a-f]{64}$/.test(typed)) return undefined
  const [issued = '', requestKey = '', tag = ''] = typed.split('.')
  if (!(await sameText(tag, await deps.keys.tag(purpose(form), `${issued}.${requestKey}`)))) return undefined
  return { requestKey, expired: deps.now().getTime() - Number.parseInt(issued, 36) > validMs }
}

/** The request key of a token that is known to be ours. */
export function keyOf(token: string): string {
  return token.split('.')[1] ?? ''
}

function purpose(form: string) {
  return `form-${form}`
}
