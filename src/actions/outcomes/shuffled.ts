/** The same rows in an order that tells nothing of the old one: sorted by 64 fresh random bits each. */
export function shuffled<Row>(rows: readonly Row[], random: (bytes: number) => Uint8Array): Row[] {
  const bits = new DataView(new Uint8Array(random(rows.length * 8)).buffer)
  return rows
    .map((row, index) => ({ row, at: bits.getBigUint64(index * 8) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ row }) => row)
}
