/** The page of a demo's letters. */
export const demo = {
  letters: 'Letters of the demo',
  lead: 'Nothing leaves the demo. The last letters that would have been sent stand here, until it is started again.',
  none: 'No letter has been written yet. Book a time with a mail address, then look again.',
  to: 'To',
  calendar: 'With a time for the calendar.',
}
