import type { Plugin } from 'esbuild'

// We ask no passkey who made its device (attestation "none"), so the formats of makers, their certificates and the
// library that reads them are never met. Four fifths of @simplewebauthn/server are that.

const notHere = (name: string) => `export const ${name} = () => { throw new Error('not here') }`

const neverMet = [
  'helpers/convertX509PublicKeyToCOSE',
  'helpers/getCertificateInfo',
  'helpers/isCertRevoked',
  'helpers/validateCertificatePath',
  'helpers/validateExtFIDOGenCEAAGUID',
  'metadata/verifyAttestationWithMetadata',
  'metadata/verifyMDSBlob',
  'registration/verifications/verifyAttestationAndroidKey',
  'registration/verifications/verifyAttestationAndroidSafetyNet',
  'registration/verifications/verifyAttestationApple',
  'registration/verifications/verifyAttestationFIDOU2F',
  'registration/verifications/tpm/verifyAttestationTPM',
]

/** Reads r and s of an ECDSA signature (DER) into bytes of the curve's length, as WebCrypto wants them. */
const unwrap = `
const lengths = { 1: 32, 2: 48, 3: 66 }
export function unwrapEC2Signature(signature, curve) {
  const length = lengths[curve]
  const joined = new Uint8Array(2 * length)
  let at = signature[1] & 0x80 ? 2 + (signature[1] & 0x7f) : 2
  if (signature[0] !== 0x30 || !length) throw new Error('no signature')
  for (const end of [length, 2 * length]) {
    const size = signature[at + 1]
    const number = signature.subarray(at + 2, at + 2 + size)
    const bare = number[0] === 0 ? number.subarray(1) : number
    if (signature[at] !== 2 || number.length !== size || bare.length > length) throw new Error('no signature')
    joined.set(bare, end - bare.length)
    at += 2 + size
  }
  if (at !== signature.length) throw new Error('no signature')
  return joined
}`

/** Leaves out of the package for passkeys what ours never meet. */
export const leanPasskeys: Plugin = {
  name: 'lean passkeys',
  setup({ onLoad }) {
    const inPackage = (paths: string) => new RegExp(`/@simplewebauthn/server/esm/(${paths})\\.js$`)
    onLoad({ filter: inPackage(neverMet.join('|')) }, ({ path }) => ({
      contents: notHere(path.replace(/.*\/|\.js$/g, '')),
    }))
    onLoad({ filter: inPackage('services/metadataService') }, () => ({
      contents: 'export const MetadataService = { getStatement: async () => undefined }',
    }))
    onLoad({ filter: inPackage('services/settingsService') }, () => ({
      contents:
        'export const SettingsService = { getRootCertificates: () => [], runtimeSupportsPQC: () => false }',
    }))
    onLoad({ filter: inPackage('helpers/iso/isoCrypto/unwrapEC2Signature') }, () => ({ contents: unwrap }))
  },
}
