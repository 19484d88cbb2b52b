/** The address that dials a number written for people, with its spaces and dashes. */
export function telephoneLink(number: string): string {
  return `tel:${number.replace(/[^+\d]/g, '')}`
}
