/** The two pages that ask for nothing: a minute to breathe, and what happens to what is written. */
export const quiet = {
  breathe: {
    title: 'One quiet minute',
    lead: 'There is nothing to do but breathe, slowly.',
    in: 'Breathe in',
    out: 'Breathe out',
    steps: [
      'Sit or stand so that your feet touch the ground.',
      'Breathe in slowly while you count to four.',
      'Breathe out a little longer, and count to six.',
      'Six breaths like this make a minute.',
    ],
    stop: 'If it makes you dizzy or uneasy, stop and look around you. That is all right.',
    after: 'Would you like to talk to someone?',
    home: 'See who is there',
  },
  privacy: {
    title: 'What happens to what you write',
    lead: 'We keep as little as we can, and no longer than we need it.',
    head: { what: 'What', who: 'Who sees it', until: 'Until when' },
    rows: (days: { contact: number; keep: number; callback: number }): [string, string, string][] => [
      ['Your name', 'Nobody. We do not ask.', 'Never kept'],
      [
        'Phone number or mail address of a booking',
        'Only your counselor; each look is written down',
        `${days.contact} days after your time, at the end of that day; if you cancel, at once`,
      ],
      [
        'What you write for the counselor',
        'Only your counselor; each look is written down',
        `${days.contact} days after your time, at the end of that day; if you cancel, at once`,
      ],
      [
        'The number of a call-back',
        'Only the counselor who calls you',
        `At the latest ${days.callback} days after you asked`,
      ],
      [
        'A mail address on the waiting list for times',
        'Nobody; it is only written to',
        'Until the last day you named is over; sooner after the third letter',
      ],
      [
        'Time, way and language of your booking',
        'Your counselor and the people who plan the shifts, without anything about you',
        `${days.keep} days after your time`,
      ],
      ['Your return code', 'Only you. We keep a fingerprint of it.', `${days.keep} days after your time`],
      [
        'Counts for the report, such as how many people called',
        'The people who run the service, and the public',
        'Kept; nobody can be found in them',
      ],
    ],
    sealedTitle: 'How it is sealed',
    sealed:
      'A way to reach you and your words are locked before they are stored. The key lies elsewhere and is destroyed on its day. After that nobody can read them, not even in old copies.',
    endsTitle: 'Where confidentiality ends',
    ends: 'If your life is in immediate danger, or a child is being harmed, we may have to tell the emergency services.',
    deviceTitle: 'On your own device',
    device:
      'We put no cookie and store nothing on your device. Your browser may still remember that you were here; “Leave this page quickly” does not erase that.',
    childTitle: 'Under 14',
    child: 'We keep no phone number and no mail address. Calling is always possible.',
  },
}
