import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** What may go wrong with an authenticator, or be made to by an attacker. */
export type Tricks = {
  origin?: string
  rpId?: string
  type?: string
  challenge?: string
  counter?: number
  verified?: boolean
  userHandle?: string
}

/** An authenticator of our own making (ES256): answers as a browser would, or as an attacker's would. */
export function authenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  let counter = 0

  const client = (type: string, challenge: string, tricks: Tricks) =>
    Buffer.from(
      JSON.stringify({
        type: tricks.type ?? type,
        challenge: tricks.challenge ?? challenge,
        origin: tricks.origin ?? origin,
        crossOrigin: false,
      }),
    )

  function about(tricks: Tricks, more = 0) {
    counter = tricks.counter ?? counter + 1
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    const flags = 0x01 | (tricks.verified === false ? 0 : 0x04) | 0x08 | 0x10 | more
    const host = createHash('sha256').update(tricks.rpId ?? new URL(origin).hostname)
    return Buffer.concat([host.digest(), Buffer.from([flags]), count])
  }

  const whole = (response: Record<string, unknown>) =>
    JSON.stringify({
      id: id.toString('base64url'),
      rawId: id.toString('base64url'),
      type: 'public-key',
      clientExtensionResults: {},
      response,
    })

  return {
    credentialId: id.toString('base64url'),

    /** Makes a passkey for a challenge. */
    made(challenge: string, tricks: Tricks = {}): string {
      const key = Buffer.concat([
        Buffer.from('a50102032620012158', 'hex'),
        Buffer.from([32]),
        Buffer.from(x, 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y, 'base64url'),
      ])
      const length = Buffer.from([0, id.length])
      const data = Buffer.concat([about(tricks, 0x40), Buffer.alloc(16), length, id, key])
      // {"fmt": "none", "attStmt": {}, "authData": …} in CBOR.
      const head = Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex')
      return whole({
        clientDataJSON: client('webauthn.create', challenge, tricks).toString('base64url'),
        attestationObject: Buffer.concat([head, Buffer.from([data.length]), data]).toString('base64url'),
        transports: ['internal'],
      })
    },

    /** Answers a challenge with the passkey. */
    used(challenge: string, tricks: Tricks = {}): string {
      const data = about(tricks)
      const said = client('webauthn.get', challenge, tricks)
      const signed = Buffer.concat([data, createHash('sha256').update(said).digest()])
      return whole({
        clientDataJSON: said.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
        userHandle: tricks.userHandle,
      })
    },
  }
}
