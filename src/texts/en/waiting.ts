import type { LetterText, TimeLetter } from './letters.ts'

/** When a time begins late, and when somebody waits for one to open. */
export const waiting = {
  late: {
    title: 'It may begin a little late',
    words: 'Your counselor is still with somebody else, whom we do not cut off. Then it is your turn.',
    nearest: 'If you would rather have another time, these are the nearest:',
  },
  letters: {
    delayed: ({ when, address }: TimeLetter): LetterText => ({
      subject: 'Your time may begin a little late',
      text: `Hello,

your time may begin a little late: ${when}. It is kept for you, and there is nothing you need to do.

If you would rather have another time, open ${address} and type your return code.
`,
    }),
    timeOpened: ({ when, address, until }: TimeLetter & { until: string }): LetterText => ({
      subject: 'A time has opened',
      text: `Hello,

a time has opened: ${when}.

It goes to whoever books it first: ${address}

If it does not suit you, there is nothing you need to do. After ${until} we delete this address.
`,
    }),
  },
  list: {
    title: 'Tell me when a time opens',
    invite: 'None that suits? We write to you when a time opens.',
    heading: 'When would a time suit you?',
    honest: (most: number): string =>
      `Whoever waits longest is told first. The time is not kept for you: it goes to whoever books it first. At most ${most} letters.`,
    kept: 'The address is sealed, used for nothing else, and deleted when your last day is over.',
    from: 'From',
    to: 'Until, this day included',
    mail: 'Mail address',
    mailHint: 'The letter says only “a time has opened”.',
    button: 'Write to me',
    doneHeading: 'We write to you when a time opens',
    done: (when: string): string => `Until ${when}. Then we delete your address.`,
    again: 'This form was sent before with other answers. Those first ones stand.',
  },
}
