/** The first page: what to expect now, the ways to be heard, the promise. */
export const home = {
  open: 'Someone is here for you.',
  closed: 'Nobody is on duty just now.',
  unseen: 'We cannot see our line just now.',
  waiting: (people: number): string =>
    people === 0
      ? 'Nobody is waiting.'
      : people === 1
        ? 'One person is waiting.'
        : `${people} people are waiting.`,
  range: (from: number, to: number): string =>
    to <= 1 ? 'You will probably be answered within a minute.' : `Expect to wait ${from} to ${to} minutes.`,
  rangeUnknown: 'We cannot yet say how long it will take.',
  nextOpening: (when: string): string => `There is nobody before ${when}.`,
  nextUnknown: 'We do not know yet when somebody is here again.',
  /** Before a time of day. */
  today: (time: string): string => `today ${time}`,
  tomorrow: (time: string): string => `tomorrow ${time}`,
  meanwhile: 'Until then you can book a time, or let us call you back.',
  unseenHelp: 'Our records cannot be reached. The numbers above answer all the same.',
  waysTitle: 'How would you like to begin?',
  call: {
    title: 'Call now',
    words: (number: string): string => `Dial ${number}. You need not give a name.`,
  },
  book: { title: 'Book a time', words: 'By phone, in writing or by video. You choose when.' },
  callback: { title: 'Be called back', words: 'Leave a number. We call when it is your turn.' },
  manage: 'Look at, move or cancel my booking',
  breathe: 'One quiet minute, just to breathe',
  promiseTitle: 'Before you tell us anything',
  promise: {
    name: ['Your name', 'We do not ask for it.'],
    contact: (days: number): [string, string] => [
      'A way to reach you',
      `Only if you give one. Deleted ${days} days after your time, at the end of that day.`,
    ],
    words: ['What you write', 'Only your counselor reads it.'],
    limits: [
      'Where it ends',
      'If your life is in immediate danger, or a child is being harmed, we may have to tell the emergency services.',
    ],
  } as {
    name: [string, string]
    contact: (days: number) => [string, string]
    words: [string, string]
    limits: [string, string]
  },
  promiseMore: 'What happens to what you write, in full',
}
