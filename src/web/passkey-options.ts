import { type Asking, newChallenge } from '../actions/credentials/challenge.ts'
import type { Deps } from '../deps.ts'
import type { StaffActor } from '../domain/actor.ts'
import { toBase64Url } from '../domain/base64.ts'
import { passkeyAlgorithms, relyingParty } from '../outside/passkeys.ts'
import { myPasskeys } from '../reads/my-passkeys.ts'

const timeout = 120_000

/** What a browser needs to make a passkey for this person, in the JSON of WebAuthn level 3; good for five minutes. */
export async function creationOptions(deps: Deps, actor: StaffActor) {
  const { id, name } = relyingParty(deps.config)
  const { personId } = actor
  const kept = await myPasskeys(deps, personId)
  return {
    rp: { id, name },
    user: { id: toBase64Url(new TextEncoder().encode(personId)), name: actor.name, displayName: actor.name },
    challenge: await newChallenge(deps, { purpose: 'register', personId }),
    pubKeyCredParams: passkeyAlgorithms.map(alg => ({ alg, type: 'public-key' })),
    excludeCredentials: kept.map(descriptor),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    attestation: 'none',
    timeout,
  }
}

/** What a browser needs to ask for a passkey: any of this host to sign in, one's own to prove to be there. */
export async function requestOptions(deps: Deps, asking: Exclude<Asking, { purpose: 'register' }>) {
  const own = asking.purpose === 'prove' ? await myPasskeys(deps, asking.personId) : []
  return {
    rpId: relyingParty(deps.config).id,
    challenge: await newChallenge(deps, asking),
    allowCredentials: own.map(descriptor),
    userVerification: 'required',
    timeout,
  }
}

function descriptor({ credentialId, transports }: { credentialId: string; transports: string[] }) {
  return { id: credentialId, type: 'public-key', transports }
}
