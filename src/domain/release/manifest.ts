import { sha256Hex } from '../sha256.ts'

/** What is signed of a release: what it is, the digest of its content, and the signature of the one before. */
export type Manifest = {
  format: 'heartline-release-1'
  service: string
  period: string
  version: number
  /** Why there is another version; null for the first. */
  reason: string | null
  state: 'released' | 'refused'
  /** In hex. */
  sha256: string
  madeAt: string
  /** The signature of the release that was made before this one; null for the very first. */
  previous: string | null
}

/** A release as it is kept, with what was signed. */
export type KeptRelease = {
  period: string
  version: number
  content: string
  manifest: string
  signature: string
}

/** What is wrong with a kept release: changed content, changed manifest, or one taken away or put in before it. */
export type ReleaseFault = { period: string; version: number; fault: 'content' | 'manifest' | 'order' }

/** Every fault of kept releases in the order in which they were made; `sign` makes the signature that a manifest must have. */
export async function releaseFaults(
  kept: readonly KeptRelease[],
  sign: (manifest: string) => Promise<string>,
): Promise<ReleaseFault[]> {
  const faults: ReleaseFault[] = []
  let previous: string | null = null
  for (const { period, version, content, manifest, signature } of kept) {
    const fail = (fault: ReleaseFault['fault']) => faults.push({ period, version, fault })
    if ((await sign(manifest)) !== signature) fail('manifest')
    else {
      const said = JSON.parse(manifest) as Manifest
      if (said.period !== period || said.version !== version) fail('manifest')
      if (said.sha256 !== (await sha256Hex(content))) fail('content')
      if (said.previous !== previous) fail('order')
    }
    previous = signature
  }
  return faults
}
