/** The pages on which staff sign in: by a code that comes by letter, or in the demo by a press. */
export const signIn = {
  title: 'Sign in',
  lead: 'For the people who work here.',
  forCallers: 'Looking for someone to talk to? You need no account.',
  toCallers: 'Go to the page for callers',
  mail: 'Your mail address',
  mailHint: 'The one you were invited with. We send you a code.',
  send: 'Send me a code',
  haveCode: 'I have a code already',
  codeTitle: 'Type your code',
  sent: (mail: string) =>
    `If ${mail} belongs to someone here, a code is on its way. It holds for 10 minutes.`,
  code: 'Code',
  codeHint: 'Six digits from the letter, or the eight characters of your invitation.',
  enter: 'Sign in',
  again: 'Send a new code',
  other: 'Use another mail address',
  demo: {
    title: 'Try it out',
    lead: 'This is a demonstration: choose whom you want to be. All names are made up.',
    as: (name: string) => `Sign in as ${name}`,
    sees: {
      counselor: 'Go on duty, take calls, hold booked sessions.',
      coordinator: 'See today, plan shifts, invite people, read the counts.',
      operator: 'Type in calls that came over an ordinary telephone.',
    } as Record<string, string>,
    others: 'Other counselors',
    byMail: 'Or sign in with a code',
  },
}
