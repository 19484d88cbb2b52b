/** What it is on record that somebody looked at: the actions of audit lines that read rather than change. */
export const looks = [
  'open contact',
  'ask for contact in emergency',
  'allow contact in emergency',
  'refuse contact in emergency',
  'open contact in emergency',
  'look at routing',
  'take out counts',
  'take out release',
  'take out report',
  'look at access log',
] as const
export type Look = (typeof looks)[number]
