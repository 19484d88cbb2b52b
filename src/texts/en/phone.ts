/** A range of whole minutes. */
type Minutes = { from: number; to: number } | null

/** What a telephone system says to a caller; spoken, so short, and numbers last. */
export const phone = {
  wait: (ahead: number, minutes: Minutes): string => {
    if (ahead === 0 && minutes && minutes.to <= 1) return 'Someone will be with you in a moment.'
    const people =
      ahead === 0
        ? 'You are next.'
        : ahead === 1
          ? 'One caller is before you.'
          : `${ahead} callers are before you.`
    const wait = minutes ? ` It may take ${minutes.from} to ${minutes.to} minutes.` : ''
    return `${people}${wait} Please stay on the line.`
  },
  callback: (numbers: string[], before: string | null): string =>
    `${nobody(before)} If you like, we will call you back. If you are in danger, please call ${list(numbers)}.`,
  also: (text: string, province: string): string =>
    `${text} You can also call ${province}; it is answered for the whole province.`,
  promised: (): string => 'Thank you. We will call you back as soon as we can. You can hang up now.',
  numbers: (numbers: string[], before: string | null): string =>
    `${nobody(before)} Please call ${list(numbers)}.`,
}

/** The sentences that each language has to have. */
export type PhoneText = typeof phone

/** Before an instant in words, when it is known that nobody comes earlier. */
function nobody(before: string | null) {
  return before ? `Nobody is here before ${before}.` : 'Nobody can answer right now.'
}

function list(numbers: string[]) {
  return numbers.join(', or ')
}
