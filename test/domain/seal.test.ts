import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshKeyRing, withDays } from '../../src/domain/key-ring.ts'
import {
  aesGcm,
  boundTo,
  openText,
  type Place,
  padded,
  readSealed,
  type Sealing,
  sealText,
} from '../../src/domain/seal.ts'
import { keysOf } from '../../src/outside/keys.ts'

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))

const key = new Uint8Array(32).fill(7)
const iv = new Uint8Array(12).fill(9)
const place: Place = { table: 'bookings', row: '1', column: 'note' }
const seal = (text: string) => sealText(key, iv, '2026-12-01', place, text)

describe('a sealed text', () => {
  it('opens with its key in its place, whatever it says', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 })
    await fc.assert(
      fc.asyncProperty(text, async said => {
        expect(await openText(key, readSealed(await seal(said)), place)).toBe(said)
      }),
    )
  })

  it('names its day and its version, and nothing of what it says', async () => {
    const sealed = await seal('13800138000')
    expect(sealed).toMatch(/^1\.2026-12-01\.[A-Za-z0-9_-]+$/)
    expect(Buffer.from(sealed.split('.')[2]!, 'base64url').toString('latin1')).not.toContain('138')
    expect(readSealed(sealed)).toMatchObject({ version: '1', day: '2026-12-01', iv })
  })

  it('is as long for one sign as for sixty-three bytes, and one block longer for sixty-four', async () => {
    const lengths = await Promise.all([1, 63, 64, 127].map(async n => (await seal('x'.repeat(n))).length))
    expect(lengths[0]).toBe(lengths[1])
    expect(lengths[2]).toBe(lengths[3])
    expect(lengths[2]).toBeGreaterThan(lengths[1]!)
    expect(padded('')).toHaveLength(64)
  })

  it('is plain AES-256-GCM, so that another program could open it', async () => {
    const { createDecipheriv } = await import('node:crypto')
    const { secret } = readSealed(await seal('您好'))
    const open = createDecipheriv('aes-256-gcm', key, iv)
    open.setAAD(Buffer.from('["1","bookings","1","note"]'))
    open.setAuthTag(secret.subarray(-16))
    const bytes = Buffer.concat([open.update(secret.subarray(0, -16)), open.final()])
    expect(bytes).toHaveLength(64)
    expect(bytes.subarray(0, bytes.lastIndexOf(0x80)).toString()).toBe('您好')
  })

  it('stays shut in any other place', async () => {
    const sealed = readSealed(await seal('secret'))
    for (const other of [{ table: 'calls' }, { row: '2' }, { column: 'contact' }])
      await expect(openText(key, sealed, { ...place, ...other })).rejects.toThrow('another place')
  })

  it('stays shut after any byte of it was changed', async () => {
    const sealed = readSealed(await seal('secret'))
    for (let at = 0; at < sealed.secret.length; at += 1) {
      const secret = sealed.secret.slice()
      secret[at]! ^= 1
      await expect(openText(key, { ...sealed, secret }, place)).rejects.toThrow('was changed')
    }
  })

  it('is gone, rather than broken, when its key was replaced by another one', async () => {
    expect(
      await openText(new Uint8Array(32).fill(8), readSealed(await seal('secret')), place),
    ).toBeUndefined()
  })

  it.each(['', 'plain text', '2.2026-12-01.AAAA', '1.2026-12-01.AAAA', '1.20261201.AAAA', '1.2026-12-01.!!'])(
    'is not read from %j',
    text => expect(() => readSealed(text)).toThrow('not a sealed text'),
  )
})

/** A second way of sealing, with the ciphers of the Chinese standards: SM4 in counter mode, then HMAC with SM3. */
const sm: Sealing = {
  version: '2',
  seal: async (key, iv, bound, open) => {
    const cipher = createCipheriv('sm4-ctr', key.subarray(0, 16), Buffer.concat([iv, Buffer.alloc(4)]))
    const shut = Buffer.concat([cipher.update(open), cipher.final()])
    return Buffer.concat([shut, mac(key, bound, iv, shut)])
  },
  open: async (key, iv, bound, sealed) => {
    const shut = sealed.subarray(0, -32)
    if (!mac(key, bound, iv, shut).equals(sealed.subarray(-32))) throw new Error('changed')
    const cipher = createDecipheriv('sm4-ctr', key.subarray(0, 16), Buffer.concat([iv, Buffer.alloc(4)]))
    return new Uint8Array(Buffer.concat([cipher.update(shut), cipher.final()]))
  },
  print: async key => createHmac('sm3', key).update('print').digest(),
}
const mac = (key: Uint8Array, ...parts: Uint8Array[]) =>
  createHmac('sm3', key.subarray(16)).update(Buffer.concat(parts)).digest()

describe('a second way of sealing', () => {
  const ring = withDays(freshKeyRing(random), ['2026-12-01'], '2026-11-20', random)
  const keeper = { read: async () => ring, change: async () => ring }
  const around = { random, today: () => '2026-11-20' }
  const before = keysOf(keeper, around, false)
  const after = keysOf(keeper, { ...around, sealings: [sm, aesGcm] }, false)

  it('seals what comes from now on, while what was sealed before still opens', async () => {
    const old = await before.seal('您好', '2026-12-01', place)
    const sealed = await after.seal('您好', '2026-12-01', place)
    expect([old.slice(0, 2), sealed.slice(0, 2)]).toEqual(['1.', '2.'])
    expect(await after.open(old, place)).toBe('您好')
    expect(await after.open(sealed, place)).toBe('您好')
  })

  it('is not read by a program that does not know it, nor one version passed off as the other', async () => {
    const sealed = await after.seal('a', '2026-12-01', place)
    await expect(before.open(sealed, place)).rejects.toThrow('not a sealed text')
    for (const [from, to] of [
      [sealed, '1'],
      [await before.seal('a', '2026-12-01', place), '2'],
    ] as const)
      expect(await after.open(to + from.slice(1), place).catch(() => undefined)).toBeUndefined()
    await expect(after.open(sealed, { ...place, row: '2' })).rejects.toThrow('another place')
  })
})

describe('a place', () => {
  it('never reads like another place', () => {
    const name = fc.string({ maxLength: 4, unit: fc.constantFrom('a', '"', ',', '\\', '\0', '|') })
    const anywhere = fc.record({ table: name, row: name, column: name })
    fc.assert(
      fc.property(anywhere, anywhere, (a, b) => {
        const same = a.table === b.table && a.row === b.row && a.column === b.column
        expect(String(boundTo(a)) === String(boundTo(b))).toBe(same)
      }),
      { numRuns: 1000 },
    )
  })
})
