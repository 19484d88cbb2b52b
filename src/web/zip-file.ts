const utf8 = new TextEncoder()

/** A ZIP archive (APPNOTE 6.3) of texts in UTF-8 by their names, each deflated; dated 1 January 1980. */
export async function zipFile(files: ReadonlyMap<string, string>): Promise<ArrayBuffer> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const directory: Uint8Array<ArrayBuffer>[] = []
  let at = 0
  for (const [path, text] of files) {
    const [name, plain] = [utf8.encode(path), utf8.encode(text)]
    const packed = await deflated(plain)
    // Version 2.0, names in UTF-8, deflate, time and day, checksum, sizes, length of the name, nothing further.
    const about = numbers([2, 20], [2, 0x0800], [2, 8], [2, 0], [2, 33], [4, checksum(plain)]).concat(
      numbers([4, packed.length], [4, plain.length], [2, name.length], [2, 0]),
    )
    const local = Uint8Array.from([...signed(3, 4), ...about, ...name])
    directory.push(
      Uint8Array.from([
        ...signed(1, 2),
        ...numbers([2, 20]),
        ...about,
        ...numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, at]),
        ...name,
      ]),
    )
    parts.push(local, packed)
    at += local.length + packed.length
  }
  const length = directory.reduce((sum, entry) => sum + entry.length, 0)
  const end = [...signed(5, 6), ...numbers([2, 0], [2, 0], [2, files.size], [2, files.size])].concat(
    numbers([4, length], [4, at], [2, 0]),
  )
  return new Blob([...parts, ...directory, Uint8Array.from(end)]).arrayBuffer()
}

function signed(third: number, fourth: number) {
  return [0x50, 0x4b, third, fourth]
}

/** Numbers of two or four bytes, the lowest first. */
function numbers(...fields: [bytes: 2 | 4, value: number][]): number[] {
  return fields.flatMap(([bytes, value]) =>
    Array.from({ length: bytes }, (_, place) => (value >>> (8 * place)) & 0xff),
  )
}

async function deflated(plain: Uint8Array<ArrayBuffer>) {
  const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** CRC-32 as ZIP wants it. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return ~sum >>> 0
}
