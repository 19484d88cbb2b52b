/** Looking at a booking with its return code, moving it, canceling it. */
export const booking = {
  title: 'My booking',
  ask: {
    heading: 'Please type your return code',
    hint: 'Sixteen letters and digits. Capitals, spaces and dashes do not matter.',
    show: 'Show my booking',
    empty: 'Please type the code that you were shown when you booked.',
    unknown:
      'We do not know this code. Please check it sign by sign. After some days we have deleted the booking.',
    lost: 'Is the code lost? We cannot look it up: we do not know who you are. You can simply book another time.',
    anew: 'Book a time',
  },
  states: {
    coming: 'Your time is booked',
    under_way: 'It is your time now',
    over: 'This time is over',
    canceled: 'This booking is canceled',
  },
  rows: { when: 'When', how: 'How', language: 'Language', kept: 'What you left', itself: 'This booking' },
  keptUntil: (when: string): string => `Sealed; deleted ${when}`,
  deleted: (when: string): string => `Deleted ${when}, if you had left anything`,
  forgottenBy: (when: string): string =>
    `Forgotten by ${when} at the latest; after that we no longer know your code`,
  notKept: 'You left nothing, so nothing is kept',
  now: {
    phone: 'We call you at the number you gave. Please stay within reach.',
    other: (number: string): string =>
      `Your counselor gets in touch the way you chose. If nothing comes, please call ${number}.`,
  },
  over: 'You can book again at any time.',
  move: 'Choose another time',
  cancel: 'Cancel this booking',
  moveHeading: 'Which time would suit you better?',
  moveHint: 'Your old time stays yours until the new one is booked.',
  moveButton: 'Move to this time',
  moved: 'Your booking has moved. The return code is still the same.',
  cancelHeading: 'Cancel this time?',
  cancelWords: 'The time is given to someone else. What you left is deleted at once.',
  cancelYes: 'Yes, cancel it',
  cancelNo: 'No, keep it',
  canceled: 'It is canceled. Thank you for letting us know.',
  canceledHelp: 'If you need someone later, we are glad to be there.',
}
