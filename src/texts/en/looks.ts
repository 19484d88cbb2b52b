import type { Look } from '../../domain/looks.ts'

/** The page on which coordinators see who looked at what. */
export const looks = {
  title: 'Who looked at what',
  lead: 'Who opened, took out or looked at something, and when. It never says what they saw, and nobody can change it unseen.',
  link: 'Who looked at what',
  columns: { at: 'When', who: 'Who', did: 'What they did', about: 'Code' },
  none: 'Nobody has looked at anything yet.',
  older: 'Older ones',
  did: {
    'open contact': 'Opened the contact of their own caller',
    'ask for contact in emergency': 'Asked for a contact in an emergency',
    'allow contact in emergency': 'Allowed a contact in an emergency',
    'refuse contact in emergency': 'Refused a contact in an emergency',
    'open contact in emergency': 'Opened a contact in an emergency',
    'look at routing': 'Looked at who was asked for a contact',
    'take out counts': 'Took out counts of operations',
    'take out release': 'Took out a release',
    'take out report': 'Took out the work report',
    'look at access log': 'Looked at this page',
  } satisfies Record<Look, string> as Record<Look, string>,
}
