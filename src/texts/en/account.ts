import type { DeviceWord } from '../../domain/device-word.ts'
import type { LetterText } from './letters.ts'

/** The page of one's own account: how to get in, and where one is signed in. */
export const account = {
  title: 'How I sign in',
  link: 'My sign-in',
  lead: 'What opens the door for you, and the devices you are signed in on.',
  joining: {
    title: 'Set up how you sign in',
    lead: 'The code from the letter brought you here once. Choose what opens the door from now on.',
    home: 'Go on to my page',
  },
  passkeys: {
    title: 'Passkeys',
    what: 'A passkey is a fingerprint, a face, or the PIN of your device. Nothing to type, nothing to steal.',
    name: 'Name of this passkey',
    nameHint: 'So that you know it again, such as “my phone”.',
    add: 'Add a passkey',
    rename: 'Save name',
    renameOf: (name: string) => `Name of ${name}`,
    remove: 'Remove',
    removeOf: (name: string) => `Remove ${name}`,
    made: (when: string) => `Made ${when}`,
    used: (when: string) => `Last used ${when}`,
    neverUsed: 'Not used yet',
    synced: 'Kept in your account, on several devices',
    single: 'Kept in one device',
    noScript: 'A passkey needs a browser with scripts. An authenticator app works without.',
    failed: (address: string) =>
      `That did not work. Please try again. Passkeys work only at ${address}; an app works everywhere.`,
  },
  app: {
    title: 'Authenticator app',
    what: 'An app on your phone that shows a new six-digit code every half minute. It works without a network.',
    since: (when: string) => `Set up since ${when}.`,
    begin: 'Set up an app',
    again: 'Set up another app',
    remove: 'Remove the app',
    steps: 'Three steps',
    step1: 'In your app, choose to add an account by typing a key.',
    step2: 'Type this key. It is shown only now.',
    step3: 'Type the code that the app then shows.',
    key: 'Key',
    kind: 'Time based, six digits.',
    open: 'Open the app on this device',
    code: 'Code from the app',
    confirm: 'Confirm',
    back: 'Back without setting it up',
  },
  recovery: {
    title: 'Recovery codes',
    what: 'For the day a device is lost: with a code by mail, each of them lets you in once.',
    left: (n: number) => (n === 1 ? 'One code is left.' : `${n} codes are left.`),
    make: 'Make ten new codes',
    makeHint: 'The old ones then no longer hold.',
    shownTitle: 'Your recovery codes',
    shown: 'They are shown only now. Write them down or print them, and keep them away from your device.',
    done: 'I have written them down',
  },
  signIns: {
    title: 'Where I am signed in',
    here: 'This one',
    made: (when: string) => `Since ${when}`,
    seen: (when: string) => `seen ${when}`,
    end: 'Sign out',
    endOf: (device: string, when: string) => `Sign out ${device}, since ${when}`,
    endOthers: 'Sign out everywhere else',
    only: 'Nowhere else.',
  },
  devices: {
    iphone: 'iPhone',
    ipad: 'iPad',
    android: 'Android device',
    windows: 'Windows computer',
    mac: 'Mac',
    linux: 'Linux computer',
    other: 'Another device',
  } satisfies Record<DeviceWord, string>,
  prove: {
    title: 'Is it you?',
    contact: 'Before we show what the caller left, please show that it is you.',
    account: 'Before you change how you sign in, please show that it is you.',
    emergency: 'Before this goes on, please show that it is you.',
    passkey: 'Use my passkey',
    code: 'Code from your app',
    enter: 'Confirm',
    demo: 'Yes, it is me (demo)',
    nothing: 'You have neither a passkey nor an app yet.',
    setUp: 'Set one up',
    signInAgain: 'Or sign out and in again.',
  },
  said: {
    passkey_added: 'The passkey is added.',
    passkey_removed: 'The passkey is removed.',
    renamed: 'The name is saved.',
    app_added: 'The app is set up.',
    app_removed: 'The app is removed.',
    ended: 'Signed out there.',
    others_ended: 'You are signed out everywhere else.',
    proven: 'Thank you. You can go on now.',
    recovered:
      'You are in, and signed out everywhere else. Remove what you have lost, and set up something new.',
  },
  letters: {
    recovered: ({ service, address }: { service: string; address: string }): LetterText => ({
      subject: `${service}: you signed in with a recovery code`,
      text: `Hello,

somebody has just signed in as you with a code by mail and a recovery code. All your other sign-ins have ended.

If it was you, there is nothing you need to do.
If it was not you, please tell your coordinator at once, and look at ${address}
`,
    }),
  },
}
