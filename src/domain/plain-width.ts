/** The text with the full-width letters, digits and signs of Chinese keyboards turned into plain ASCII ones. */
export function plainWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, wide => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
}
