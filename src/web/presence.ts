import { provePresenceInDemo } from '../actions/credentials/prove-in-demo.ts'
import { provePresenceWithApp } from '../actions/credentials/use-app.ts'
import { provePresenceWithPasskey } from '../actions/credentials/use-passkey.ts'
import { Problem, type ProblemCode } from '../domain/problem.ts'
import type { LiveSignIn } from '../reads/person-signed-in.ts'
import type { AnyContext } from './env.ts'

/** What somebody gives to prove that they are there; the names of the fields of a form. */
export type Proof = { passkey?: unknown; proof?: unknown; demo?: unknown }

const refusals: ProblemCode[] = ['presence_needed', 'passkey_refused', 'app_code_wrong', 'try_later']

/** Whether this is a refusal that another proof can mend, so that the form asks again in place. */
export function isProofRefusal({ code }: Problem): boolean {
  return refusals.includes(code)
}

/** Whether the person behind this request proved to be there within STEP_UP_MINUTES; signing in counts. */
export function isPresent(c: AnyContext): boolean {
  const { now, config } = c.get('deps')
  const { provenAt, admitted }: LiveSignIn = c.get('signIn')
  // Whoever came by letter and has nothing else yet cannot prove more than that.
  if (!admitted) return true
  return provenAt !== null && now().getTime() - provenAt.getTime() < config.STEP_UP_MINUTES * 60_000
}

/**
 * Takes the proof that came along, if any, then refuses `presence_needed` where none is recent enough. A wrong proof is
 * refused as what it is: `passkey_refused`, `app_code_wrong`, `try_later`.
 */
export async function requirePresence(c: AnyContext, { passkey, proof, demo }: Proof = {}): Promise<void> {
  const deps = c.get('deps')
  const actor = c.get('actor')
  const signIn: LiveSignIn = c.get('signIn')
  const signInId = signIn.id
  if (filled(passkey)) await provePresenceWithPasskey(deps, actor, { answer: passkey, signInId })
  else if (filled(proof)) await provePresenceWithApp(deps, actor, { code: proof, signInId })
  else if (filled(demo)) await provePresenceInDemo(deps, actor, { signInId })
  else if (isPresent(c)) return
  else throw new Problem('presence_needed')
  c.set('signIn', { ...signIn, provenAt: deps.now() })
}

function filled(text: unknown): text is string {
  return typeof text === 'string' && text.trim() !== ''
}
