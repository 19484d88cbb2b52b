/** Writes lines for the person at the terminal. */
export function say(...lines: string[]) {
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** Writes lines about what went wrong, where they do not mix with what was asked for. */
export function complain(...lines: string[]) {
  process.stderr.write(`${lines.join('\n')}\n`)
}
