/** What stands around every page: numbers, languages, the way out, and the page for danger. */
export const frame = {
  /** The name of the service, unless an installation has its own. */
  name: 'Heartline',
  skip: 'Skip to the content',
  danger: 'I am in danger now',
  callNow: (number: string) => `Call ${number}`,
  emergency: 'In an emergency',
  numberNames: {
    '12356': 'support, day and night',
    '120': 'ambulance',
    '110': 'police',
    '119': 'fire brigade',
  } as Record<string, string>,
  /** The same in a word, for the slim line of staff pages. */
  numberWords: { '12356': 'support', '120': 'ambulance', '110': 'police', '119': 'fire' } as Record<
    string,
    string
  >,
  checkedOn: (day: string) => `Numbers last checked on ${day}`,
  language: 'Language',
  leave: 'Leave this page quickly',
  /** The same, for the slim line of staff pages. */
  leaveWord: 'Leave quickly',
  leaveHint: 'Or press Shift three times. It does not erase your browsing history.',
  /** Stands before the title of a page that wants mending. */
  error: 'Error: ',
  errorSummary: 'There is something to mend',
  wrongTitle: 'That did not work',
  wrongHelp: 'If you need to talk to someone now, these numbers answer at any time.',
  forbiddenHelp: [
    'If you pressed a button, the press did not seem to come from our own page. Open your page and press there.',
    'If you need this part for your work, please ask the coordinator.',
  ],
  ownPage: 'To my page',
  notFoundTitle: 'This page does not exist',
  home: 'Home',
  back: 'Back',
  continue: 'Continue',
  requestId: (id: string) => `If you report this, mention ${id}.`,
  danger_page: {
    title: 'You are not alone',
    lead: 'Call now. Someone will answer.',
    steps: [
      'If you can, go to where other people are.',
      'Put away whatever you could hurt yourself with.',
      'Tell someone near you: “I need you here now.”',
      'Stay on the line. You do not have to explain anything.',
    ],
    notAlone: 'This feeling can pass. You deserve help.',
  },
  notEmergency: 'Heartline is not an emergency service.',
  demo: 'This is a demonstration. Nobody answers here; please use the numbers above if you need help.',
  signOut: 'Sign out',
}
