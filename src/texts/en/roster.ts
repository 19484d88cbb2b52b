/** What belongs to the roster besides its week: what hours need, patterns, open shifts, import. */
export const roster = {
  links: {
    label: 'More about the roster',
    week: 'The week',
    seats: 'Seats needed',
  },
  soon: (spans: string) => `In the next 24 hours a needed language has nobody: ${spans}.`,
  short: (language: string, planned: number, required: number) => `${language} ${planned} of ${required}`,
  seats: {
    title: 'Seats needed',
    lead: 'How many counselors each hour needs in each language, every day. Where nobody is planned for a language that is needed, the roster says so, and coordinators get a letter 24 hours ahead.',
    table: 'Seats needed by hour and language',
    hour: 'Hour',
    field: (language: string, hour: string) => `${language}, ${hour}`,
    submit: 'Save',
    saved: 'Saved. The roster now shows hours against this.',
  },
}
