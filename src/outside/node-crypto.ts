import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { Hmac } from '../domain/keyed-tag.ts'
import { aesGcm, type Sealing } from '../domain/seal.ts'

const TAG_BYTES = 16

/**
 * The same as `aesGcm` byte for byte, by Node's own crypto: a text is short, and done before WebCrypto has handed it to
 * another thread (measured: a fifth of the time).
 */
export const aesGcmOfNode: Sealing = {
  ...aesGcm,
  async seal(key, iv, boundTo, open) {
    const cipher = createCipheriv('aes-256-gcm', held(key), iv).setAAD(boundTo)
    return Buffer.concat([cipher.update(open), cipher.final(), cipher.getAuthTag()])
  },
  async open(key, iv, boundTo, sealed) {
    const cipher = createDecipheriv('aes-256-gcm', held(key), iv, { authTagLength: TAG_BYTES })
    cipher.setAAD(boundTo).setAuthTag(sealed.subarray(-TAG_BYTES))
    return new Uint8Array(Buffer.concat([cipher.update(sealed.subarray(0, -TAG_BYTES)), cipher.final()]))
  },
}

/** HMAC-SHA-256 by Node's own crypto. */
export const hmacOfNode: Hmac = async (secret, text) =>
  createHmac('sha256', held(secret)).update(text).digest()

const keys = new WeakMap<Uint8Array, KeyObject>()

function held(key: Uint8Array): KeyObject {
  const known = keys.get(key) ?? createSecretKey(key)
  keys.set(key, known)
  return known
}
