/** Asking to be called back. */
export const callback = {
  title: 'Be called back',
  heading: 'Which number may we call?',
  honest: {
    soon: (people: string, range: string): string => `${people} ${range}`,
    closed: (when: string): string => `There is nobody before ${when}. We call you after that.`,
    unknown: 'We cannot say yet when that will be.',
  },
  kept: (days: number): string =>
    `Only the counselor who calls sees the number. It is deleted after ${days} days at the latest.`,
  phone: 'Phone number',
  phoneHint: 'Does someone else pick up this phone? Then give another number if you can.',
  language: 'Which language would you like to talk in?',
  age: 'How old is the person who would like to talk?',
  ageFault: 'Please choose one. “Not sure” is an answer too.',
  button: 'Please call me back',
  expired: 'This page was open for a long time. Nothing is lost: please press the button once more.',
  doneHeading: 'We will call you back',
  place: (place: number): string => `You are number ${place} in the queue.`,
  called: 'We have called you, or are talking with you right now.',
  range: (from: number, to: number): string =>
    to <= 1 ? 'Expect our call within a minute.' : `Expect our call in ${from} to ${to} minutes.`,
  rangeUnknown: 'We cannot say yet how long it will take. Your place is kept.',
  unseen: 'Your place is kept. We cannot see just now how many are before you.',
  doneNumber: 'You may not know the number that calls.',
  doneLong: (minutes: number, number: string): string =>
    minutes === 0
      ? `You can also call ${number} at any time.`
      : `If it takes longer than ${minutes} minutes, you can also call ${number}.`,
  doneMissed: (number: string): string => `If you miss our call, you can dial ${number}.`,
  again: 'This form was sent before with another number. That first promise stands.',
}
