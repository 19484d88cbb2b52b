import { fromBase64Url, toBase64Url } from '../domain/base64.ts'

/** Whom a passkey is for: the host of this installation, and the address that its pages come from. */
export type RelyingParty = { id: string; origin: string; name: string }

/** A passkey as it is kept: id and public key in base64url. */
export type KeptPasskey = { credentialId: string; publicKey: string; counter: number }

/** A passkey that was just made, with what it says of itself. */
export type MadePasskey = KeptPasskey & { transports: string[]; canBackUp: boolean; backedUp: boolean }

/** What a passkey says anew each time it is used. */
export type UsedPasskey = { counter: number; backedUp: boolean }

/** The relying party of the address under which people reach this installation. */
export function relyingParty(config: { PUBLIC_URL: string; SERVICE_NAME: string }): RelyingParty {
  const { hostname, origin } = new URL(config.PUBLIC_URL)
  return { id: hostname, origin, name: config.SERVICE_NAME }
}

/** EdDSA, ES256 and RS256, as COSE numbers them: what the devices of our staff have. */
export const passkeyAlgorithms = [-8, -7, -257]

// Loaded when the first passkey comes: with its certificate formats the package is a fifth of the whole program.
const webauthn = () => import('@simplewebauthn/server')

/**
 * Checks what a browser answered when it made a passkey: this challenge, this address, this host, a person verified by
 * their device. Undefined when any of it is not so. What maker the device is of is not asked.
 */
export async function checkedNewPasskey(
  { id, origin }: RelyingParty,
  challenge: string,
  answer: unknown,
): Promise<MadePasskey | undefined> {
  const { verifyRegistrationResponse } = await webauthn()
  const checked = await verifyRegistrationResponse({
    response: answer as Parameters<typeof verifyRegistrationResponse>[0]['response'],
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    supportedAlgorithmIDs: passkeyAlgorithms,
  }).catch(() => undefined)
  if (!checked?.verified) return undefined
  const { credential, credentialDeviceType, credentialBackedUp } = checked.registrationInfo
  return {
    credentialId: credential.id,
    publicKey: toBase64Url(credential.publicKey),
    counter: credential.counter,
    transports: (credential.transports ?? []).filter(name => /^[a-z-]{1,20}$/.test(name)).slice(0, 8),
    canBackUp: credentialDeviceType === 'multiDevice',
    backedUp: credentialBackedUp,
  }
}

/**
 * Checks what a browser answered with a kept passkey: the same things, its signature, and a counter that went on.
 * Undefined when any of it is not so.
 */
export async function checkedPasskey(
  { id, origin }: RelyingParty,
  challenge: string,
  { credentialId, publicKey, counter }: KeptPasskey,
  answer: unknown,
): Promise<UsedPasskey | undefined> {
  const key = fromBase64Url(publicKey)
  if (!key) return undefined
  const { verifyAuthenticationResponse } = await webauthn()
  const checked = await verifyAuthenticationResponse({
    response: answer as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    credential: { id: credentialId, publicKey: key, counter },
  }).catch(() => undefined)
  if (!checked?.verified) return undefined
  const { newCounter, credentialBackedUp } = checked.authenticationInfo
  return { counter: newCounter, backedUp: credentialBackedUp }
}
