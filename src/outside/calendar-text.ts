const bytes = new TextEncoder()
const mostBytes = 74

/** An iCalendar object (RFC 5545) of these lines, each folded after 74 bytes, never within a character. */
export function calendarText(lines: readonly string[]): string {
  return lines.map(folded).join('\r\n')
}

/** A text as the value of a property: nothing in it ends the line or the value. */
export function calendarValue(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n')
}

/** A text as the value of a parameter, in quotes (RFC 6868). */
export function quotedParameter(text: string): string {
  return `"${text
    .replace(/\^/g, '^^')
    .replace(/"/g, "^'")
    .replace(/\r\n|\r|\n/g, '^n')}"`
}

/** An instant in UTC, to the second: '20261122T010000Z'. */
export function calendarInstant(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

function folded(line: string) {
  let [written, length] = ['', 0]
  for (const character of line) {
    const more = bytes.encode(character).length
    length += more
    if (length > mostBytes) {
      written += '\r\n '
      length = more
    }
    written += character
  }
  return written
}
