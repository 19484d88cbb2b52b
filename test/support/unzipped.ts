import { inflateRawSync } from 'node:zlib'

/** The files of a ZIP, by the list at its end: each as text. */
export function unzipped(bytes: Uint8Array): Map<string, string> {
  const zip = Buffer.from(bytes)
  const files = new Map<string, string>()
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) {
    const [size, length] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)]
    const start = zip.readUInt32LE(at + 42)
    const body = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28)
    const packed = zip.subarray(body, body + size)
    const isPacked = zip.readUInt16LE(at + 10) === 8
    files.set(
      zip.subarray(at + 46, at + 46 + length).toString(),
      (isPacked ? inflateRawSync(packed) : packed).toString(),
    )
  }
  return files
}
