import { fromBase64Url } from './base64.ts'

/** What can be read of a browser's answer before anything is checked: which passkey, and which challenge. */
export type PasskeyAnswer = { credentialId: string; challenge: string; whole: unknown }

const mostSigns = 16_000

/** Reads the answer that a page sends as JSON; undefined when it is none. */
export function readPasskeyAnswer(typed: unknown): PasskeyAnswer | undefined {
  if (typeof typed !== 'string' || typed.length > mostSigns) return undefined
  const whole = parsed(typed)
  const said = parsed(text(member(member(whole, 'response'), 'clientDataJSON')))
  const credentialId = member(whole, 'id')
  const challenge = member(said, 'challenge')
  if (typeof credentialId !== 'string' || !/^[\w-]{1,1400}$/.test(credentialId)) return undefined
  if (typeof challenge !== 'string' || !/^[\w-]{1,400}$/.test(challenge)) return undefined
  return { credentialId, challenge, whole }
}

function text(encoded: unknown): string {
  const bytes = typeof encoded === 'string' ? fromBase64Url(encoded) : undefined
  return bytes ? new TextDecoder().decode(bytes) : ''
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function member(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined
}
