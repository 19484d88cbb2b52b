type Use = 'encrypt' | 'decrypt' | 'sign'

const held = new WeakMap<Uint8Array, Map<Use, Promise<CryptoKey>>>()

/**
 * A key as WebCrypto takes it, for AES-GCM or for HMAC-SHA-256 (`sign`): taken in once for each array of bytes, for that
 * costs as much as using it. It goes with the array, whose bytes must not change.
 */
export function heldKey(key: Uint8Array, use: Use): Promise<CryptoKey> {
  const uses = held.get(key) ?? new Map<Use, Promise<CryptoKey>>()
  held.set(key, uses)
  const known = uses.get(use)
  if (known) return known
  const algorithm = use === 'sign' ? { name: 'HMAC', hash: 'SHA-256' } : 'AES-GCM'
  const taken = crypto.subtle.importKey('raw', new Uint8Array(key), algorithm, false, [use])
  uses.set(use, taken)
  taken.catch(() => uses.delete(use))
  return taken
}
