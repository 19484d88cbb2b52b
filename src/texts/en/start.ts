/** What the terminal shows when the service has started; always beside its Chinese. */
export const start = {
  running: 'Heartline is running',
  callers: 'Callers',
  counselors: 'Counselors',
  coordinators: 'Coordinators',
  people: 'Demo people, to be chosen at',
  letters: 'Letters of the demo',
  line: 'Telephone line of the demo',
  data: 'Data and keys',
  end: 'Ctrl+C ends it',
  waiting: 'The database does not answer yet. Pages with the emergency numbers are shown; we keep trying.',
  portTaken: (port: number) =>
    `Port ${port} is already in use. Choose another with PORT, or end what uses it.`,
  wrong: 'These settings want mending:',
  failed: (why: string) => `Heartline could not start: ${why}`,
}
