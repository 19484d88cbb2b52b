import type { MailFaultCode } from '../../domain/mail-fault.ts'

/** What the doctor finds: what is well, and what wants mending and how. */
export const doctor = {
  well: 'ok',
  mend: 'to mend',
  allWell: 'Everything is well.',
  toMend: (count: number) => (count === 1 ? 'One thing wants mending.' : `${count} things want mending.`),
  settings: (key: string, expected: string) => `${key} is wrong. It should be: ${expected}.`,
  settingsWell: 'The settings can be read.',
  databaseWell: (version: string) => `The database answers. It is PostgreSQL ${version}.`,
  databaseLost: 'The database does not answer. Check DATABASE_URL, and whether PostgreSQL runs.',
  databaseOld: (version: string) => `PostgreSQL ${version} is too old. Version 15 or newer is needed.`,
  exclusionWell: 'The extension btree_gist is there.',
  exclusionMissing:
    'The extension btree_gist is missing. Run “heartline migrate” as a user who may create it.',
  schemaWell: (version: number) => `The schema is the newest, version ${version}.`,
  schemaOld: (found: number, wanted: number) =>
    `The schema has version ${found}, this program needs ${wanted}. ${found < wanted ? 'Run “heartline migrate”.' : 'Install the newer program.'}`,
  clockWell: 'Our clock and that of the database agree.',
  clockSkew: (seconds: number) =>
    `Our clock and that of the database differ by ${seconds} s. Set both by NTP.`,
  mailWell: 'The mail server answers and lets us in.',
  mailBroken: (sentence: string) => `Letters cannot be sent. ${sentence}`,
  mailFaults: {
    not_a_url: () => 'MAIL_URL must be a URL of the form smtp://user:password@host:587, or smtps://.',
    sign_in_refused: place => `The mail server at ${place} does not accept our user name and password.`,
    no_encryption: place =>
      `The mail server at ${place} offers no encryption that we can trust. Use smtps://, or add ?requireTLS=false if the way to it is safe.`,
    too_slow: place => `The mail server at ${place} does not answer in time.`,
    no_such_machine: place => `There is no machine by the name of the mail server, ${place}.`,
    turned_away: (place, reply) => `The mail server at ${place} turns us away with code ${reply}.`,
    unreachable: (place, reason) =>
      `The mail server at ${place} cannot be reached${reason ? ` (${reason})` : ''}.`,
  } as Record<MailFaultCode, (place: string, detail?: string) => string>,
  mailKept: 'Letters are only shown at /demo/letters, because this is a demo without MAIL_URL.',
  mailMissing: 'There is no mail server, so letters wait. Set MAIL_URL.',
  addressWell: (url: string) => `The public address is ${url}.`,
  addressPlain: (url: string) => `${url} is not encrypted. PUBLIC_URL should begin with https.`,
  addressReached: (url: string) => `${url} answers.`,
  addressLost: (url: string) => `${url} does not answer. Check name service, proxy and firewall.`,
  numbersWell: (numbers: string, day: string) => `Emergency numbers: ${numbers}, checked on ${day}.`,
  numbersOld: (numbers: string, day: string) =>
    `Emergency numbers ${numbers} were last checked on ${day}. Call them, then set EMERGENCY_CHECKED_ON.`,
  numbersAhead: (day: string) => `EMERGENCY_CHECKED_ON is ${day}, which has not come yet.`,
  keysMissing: (path: string) => `There is no key file at ${path} yet. It is made when the service starts.`,
  keysWell: (path: string) => `Only its owner can read the key file ${path}.`,
  keysOpen: (path: string) => `Others can read the key file ${path}. Run: chmod 600 ${path}`,
  keysInside: (path: string) =>
    `The key file ${path} lies inside DATA_DIR, so a copy of the data would carry the keys. Set KEY_FILE elsewhere.`,
  keysBackedUp: (path: string, folder: string) =>
    `The key file ${path} lies in ${folder}, which backups take. A backup with keys in it cannot forget.`,
  keysAhead: (day: string) =>
    `All keys before ${day} are destroyed, and that day has not come: a clock was wrong. Until then nothing can be sealed, unless you take “goneBefore” and “countsGoneBefore” out of the key file and its copy.`,
  copyUnset: 'There is only one key file. Set KEY_FILE_COPY to a second one, on another disk.',
  copyAway: (path: string) =>
    `The copy of the key file at ${path} is not there or cannot be read. Is its disk there? Its folder must exist.`,
  copyDiffers: (path: string) =>
    `The copy of the key file at ${path} differs from the key file. The running service makes them alike; is it running?`,
  copyWell: (path: string) => `The copy of the key file at ${path} holds the same.`,
  wallsWell: 'The database holds the service to roles of its own.',
  wallsMissing:
    'The database has no roles that hold the service back. Let `heartline migrate` run once as a user with CREATEROLE.',
  logWell: 'The log of the database repeats nothing that callers type.',
  logTells: (setting: string, wanted: string) =>
    `The log of the database may repeat what callers type. Set ${setting} = ${wanted} in postgresql.conf.`,
  keysUnreadable:
    'The key file cannot be read as keys. Put the right one back; without it, nothing sealed opens.',
  ringWell: (day: string) => `There are keys for each day until ${day}.`,
  ringShort: (day: string) => `There is no key for ${day} yet. The running service makes it; is it running?`,
  ringOld: (day: string) =>
    `The key of ${day} still exists, though that day is over. The running service destroys it.`,
  linesWell: (names: string) => `Telephone lines: ${names}.`,
  linesNone: 'No telephone line is set up; calls come in typed by an operator.',
  linesDemo: 'A line has the token of the demo, which everybody knows. Change it in LINES.',
  zoneWell: (zone: string, now: string) => `In ${zone} it is now ${now}.`,
  zoneMissing: (zone: string) =>
    `The database does not know the time zone ${zone}. Install its time zone data.`,
}
