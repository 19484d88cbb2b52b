import { expect, it } from 'vitest'
import { keyedTag } from '../../src/domain/keyed-tag.ts'
import { aesGcm, openText, readSealed, sealText } from '../../src/domain/seal.ts'
import { aesGcmOfNode, hmacOfNode } from '../../src/outside/node-crypto.ts'

const place = { table: 'bookings', row: '1', column: 'note' }
const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))

it('seals and tags byte for byte as WebCrypto does, so that each opens what the other sealed', async () => {
  for (const text of ['', '您好', 'x'.repeat(700)]) {
    const [key, iv] = [random(32), random(12)]
    const [web, node] = await Promise.all(
      [aesGcm, aesGcmOfNode].map(way => sealText(key, iv, '2026-12-01', place, text, way)),
    )
    expect(node).toBe(web)
    for (const way of [aesGcm, aesGcmOfNode])
      expect(await openText(key, readSealed(web!), place, [way])).toBe(text)
    expect(await keyedTag(key, 'caller', text, hmacOfNode)).toBe(await keyedTag(key, 'caller', text))
  }
})

it('opens nothing that was changed, cut short or moved', async () => {
  const key = random(32)
  const sealed = readSealed(await sealText(key, random(12), '2026-12-01', place, 'a', aesGcmOfNode))
  const changed = sealed.secret.with(3, sealed.secret[3]! ^ 1)
  for (const [secret, at] of [
    [changed, place],
    [sealed.secret.slice(0, -1), place],
    [sealed.secret, { ...place, row: '2' }],
  ] as const)
    await expect(openText(key, { ...sealed, secret }, at, [aesGcmOfNode])).rejects.toThrow('was changed')
})
