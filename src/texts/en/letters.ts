/** A letter's words: its subject and its plain text. */
export type LetterText = { subject: string; text: string }

/** What a letter about a time needs: the times ready for reading, and the public address to change it at. */
export type TimeLetter = { when: string; address: string }

/** What an invitation needs: who invites, the code, where to type it, and until when it holds, ready for reading. */
export type InvitationLetter = {
  service: string
  partner: string
  code: string
  address: string
  until: string
}

/** What a letter with a sign-in code needs. */
export type SignInLetter = { service: string; code: string; minutes: number }

/** What a letter about the roster needs: the time ready for reading, and the page to act on. */
export type RosterLetter = { service: string; when: string; address: string }

const change = (address: string) => `To look at it or change it, open ${address} and type your return code.`

/**
 * Every letter. Those to callers say nothing but "your time": a letter may be read by someone else at home.
 * They carry neither a return code nor anything that tells what the time is for.
 */
export const letters = {
  confirmation: ({ when, address }: TimeLetter): LetterText => ({
    subject: 'Your time is booked',
    text: `Hello,

your time is booked: ${when}.

The attached file puts it into your calendar, if you like.

${change(address)}
`,
  }),
  reminder: ({ when, address }: TimeLetter): LetterText => ({
    subject: 'Your time is coming up',
    text: `Hello,

a reminder of your time: ${when}.

If it no longer suits you, that is all right. ${change(address)}
`,
  }),
  cancellation: ({ when, address }: TimeLetter): LetterText => ({
    subject: 'Your time is canceled',
    text: `Hello,

your time on ${when} is canceled. There is nothing you need to do.

If you would like another time: ${address}
You can still look up this one there with your return code.
`,
  }),
  moved: ({ when, address }: TimeLetter): LetterText => ({
    subject: 'Your time has moved',
    text: `Hello,

your new time: ${when}. The earlier one no longer counts.

${change(address)}
`,
  }),
  invitation: ({ service, partner, code, address, until }: InvitationLetter): LetterText => ({
    subject: `Your invitation to ${service}`,
    text: `Hello,

${partner} invites you to work with ${service}. Thank you for giving your time.

Your invitation code: ${code}

Type it with this mail address at ${address}

The code works once and holds until ${until}. If you did not expect it, please ignore this letter.
`,
  }),
  signInCode: ({ service, code, minutes }: SignInLetter): LetterText => ({
    subject: `Your sign-in code for ${service}`,
    text: `Your sign-in code: ${code}

It works once, for ${minutes} minutes. Give it to nobody; we never ask for it.

If you are not signing in just now, please ignore this letter and tell your coordinator.
`,
  }),
  uncoveredHours: ({ service, when, address }: RosterLetter): LetterText => ({
    subject: `${service}: hours that nobody covers`,
    text: `Hello,

in these hours a language that is needed has nobody: ${when}.

To plan somebody, or to leave the time open for whoever can: ${address}
`,
  }),
  coverAsked: ({ service, when, address }: RosterLetter): LetterText => ({
    subject: `${service}: can you cover a shift?`,
    text: `Hello,

a colleague cannot come: ${when}.

If you can take this shift, please say so at ${address}
The first who does has it. If not, there is nothing you need to do.
`,
  }),
  coverFound: ({ service, when, address }: RosterLetter): LetterText => ({
    subject: `${service}: your shift is covered`,
    text: `Hello,

somebody has taken your shift: ${when}. You need not come.

Your other shifts: ${address}
`,
  }),
  coverageGap: ({ service, when, address }: RosterLetter): LetterText => ({
    subject: `${service}: a gap in the roster`,
    text: `Hello,

since the last change of the roster there are minutes in which nobody would be reached. They lie in this time: ${when}.

The list, minute by minute: ${address}
`,
  }),
  swapAsked: ({ service, when, address }: RosterLetter): LetterText => ({
    subject: `${service}: would you swap a shift?`,
    text: `Hello,

a colleague would like to swap for your shift: ${when}.

What you would get for it, and to say yes or no: ${address}
Until you say yes, nothing changes.
`,
  }),
  swapAccepted: ({ service, when, address }: RosterLetter): LetterText => ({
    subject: `${service}: your shift is swapped`,
    text: `Hello,

your wish to swap was accepted. From now on this is your shift: ${when}.

All your shifts: ${address}
`,
  }),
  shiftReminder: ({ when, address }: RosterLetter): LetterText => ({
    subject: 'Your time is coming up',
    text: `Hello,

a reminder of your time: ${when}.

If you cannot come, please find somebody who can: ${address}
`,
  }),
  emergencyAsked: ({ service, when, address }: RosterLetter): LetterText => ({
    subject: `${service}: a second person is needed now`,
    text: `Hello,

a supervisor asks for a second person. It can be answered in this time: ${when}.

To read why, and to allow it: ${address}
If you are not sure, please call the supervisor first.
`,
  }),
  emergencyOpened: ({ service, when, address }: RosterLetter): LetterText => ({
    subject: `${service}: opened in an emergency`,
    text: `Hello,

two people have opened what one of your callers left, because a life may be at risk and you could not be reached: ${when}.

Who it was and why is on record. Please call your supervisor. Your queue: ${address}
`,
  }),
  calendar: {
    summary: 'Your time',
    description: ({ address }: { address: string }): string => change(address),
  },
}

/** The letters that each language has to have. */
export type LettersText = typeof letters
