/** A progress bar on a terminal; elsewhere a line for each tenth. Writes to standard error. */
export function progressBar(total: number, out: NodeJS.WriteStream = process.stderr) {
  let tenths = -1
  let percent = -1
  return (done: number) => {
    const share = total === 0 ? 1 : done / total
    if (out.isTTY) {
      if (Math.floor(share * 100) === percent) return
      percent = Math.floor(share * 100)
      const full = Math.round(share * 30)
      out.write(`\r${'█'.repeat(full)}${'░'.repeat(30 - full)} ${percent}% ${done}/${total}`)
      if (done === total) out.write('\n')
    } else if (Math.floor(share * 10) > tenths) {
      tenths = Math.floor(share * 10)
      out.write(`${tenths * 10}% ${done}/${total}\n`)
    }
  }
}
