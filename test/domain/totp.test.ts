import fc from 'fast-check'
import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { toBase32 } from '../../src/domain/base32.ts'
import {
  readTotpCode,
  totpAddress,
  totpCode,
  totpSecretText,
  totpStep,
  totpStepOf,
} from '../../src/domain/totp.ts'

const secret = new TextEncoder().encode('12345678901234567890')

describe('the code of an authenticator app', () => {
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('at second %i is that of RFC 6238, appendix B', async (seconds, code) => {
    expect(await totpCode(secret, totpStep(new Date(seconds * 1000)))).toBe(code)
  })

  test('is the one that another program makes, whatever the secret and the time', async () => {
    const any = fc.tuple(
      fc.uint8Array({ minLength: 20, maxLength: 20 }),
      fc.integer({ min: 0, max: 4_000_000_000 }),
    )
    await fc.assert(
      fc.asyncProperty(any, async ([bytes, seconds]) => {
        const other = new TOTP({ secret: new Secret({ buffer: Uint8Array.from(bytes).buffer }) })
        const code = await totpCode(bytes, totpStep(new Date(seconds * 1000)))
        expect(code).toBe(other.generate({ timestamp: seconds * 1000 }))
        expect(toBase32(bytes)).toBe(new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32)
      }),
      { numRuns: 200, seed: 20261122 },
    )
  })

  test('counts half a minute before and after, no longer, and never a step that was used', async () => {
    const at = new Date(1_800_000_015_000)
    const step = totpStep(at)
    for (const [off, found] of [
      [-2, undefined],
      [-1, step - 1],
      [0, step],
      [1, step + 1],
      [2, undefined],
    ] as const)
      expect(await totpStepOf(secret, await totpCode(secret, step + off), at, 0)).toBe(found)
    expect(await totpStepOf(secret, await totpCode(secret, step), at, step)).toBeUndefined()
    expect(await totpStepOf(secret, await totpCode(secret, step - 1), at, step)).toBeUndefined()
    expect(await totpStepOf(secret, await totpCode(secret, step + 1), at, step)).toBe(step + 1)
    expect(await totpStepOf(secret, '', at, 0)).toBeUndefined()
  })

  test('is read as people type it', () => {
    expect(readTotpCode(' 123 456 ')).toBe('123456')
    expect(readTotpCode('１２３４５６')).toBe('123456')
    for (const typed of ['12345', '1234567', 'abcdef', '', '1'.repeat(100)])
      expect(readTotpCode(typed)).toBeUndefined()
  })
})

test('an app on the same device opens by an address that names the service and the person', () => {
  expect(totpSecretText(secret)).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
  expect(totpAddress(secret, '心线', 'Ann: B')).toBe(
    `otpauth://totp/%E5%BF%83%E7%BA%BF:Ann%20%20B?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E5%BF%83%E7%BA%BF`,
  )
})
