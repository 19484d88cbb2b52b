import type { EmergencyReason, EmergencyState } from '../../domain/emergency.ts'

/** What two people do together when a caller's life may be at risk and the counselor cannot be reached. */
export const emergency = {
  title: 'Emergency access',
  lead: 'When a life may be at risk and the counselor cannot be reached, two people together can open how to reach the caller. Everything done here is on record, and the counselor is told.',
  link: 'Emergency access',
  ask: {
    title: 'Ask for a contact',
    contact: 'Which contact',
    kinds: { call: 'Call', session: 'Session' },
    option: (kind: string, code: string, when: string, counselor: string) =>
      `${kind} ${code}, ${when}, ${counselor}`,
    none: 'No contact is open just now.',
    reason: 'Why',
    tried: 'I have tried to reach the counselor, and could not.',
    triedNeeded: 'Please try to reach the counselor first.',
    submit: 'Ask a second person',
    hint: 'A coordinator or another supervisor has 15 minutes to allow it. Call them as well.',
  },
  reasons: {
    suicide: 'A suicide may be under way',
    violence: 'Somebody is being hurt, or about to be',
    child: 'A child is in danger',
    medical: 'A medical emergency',
  } satisfies Record<EmergencyReason, string> as Record<EmergencyReason, string>,
  asked: {
    title: 'Of the last day',
    none: 'Nobody has asked for a contact.',
    about: (code: string, counselor: string) => `${code}, counselor ${counselor}`,
    by: (name: string, when: string) => `Asked by ${name}, ${when}`,
    allowedBy: (name: string) => `Allowed by ${name}`,
    refusedBy: (name: string) => `Refused by ${name}`,
    until: (when: string) => `until ${when}`,
  },
  states: {
    asked: 'Waits for a second person',
    lapsed: 'Nobody allowed it in time',
    refused: 'Refused',
    allowed: 'Allowed',
    open: 'Open',
    over: 'Over',
  } satisfies Record<EmergencyState, string> as Record<EmergencyState, string>,
  allow: 'Allow it',
  refuse: 'Refuse it',
  answerHint: 'You allow or refuse it; you will not see the contact.',
  open: 'Show the contact',
  shown: {
    title: 'How to reach the caller',
    until: (when: string) => `It can be shown until ${when}.`,
    phone: 'Telephone',
    mail: 'Mail',
  },
  said: {
    asked: 'A second person has been asked.',
    allowed: 'You have allowed it. It is on record.',
    refused: 'You have refused it. It is on record.',
  },
}
