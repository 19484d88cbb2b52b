/** The header of staff pages, and the page of all who work here. */
export const staff = {
  header: {
    pages: 'Pages for staff',
    signedInAs: 'Signed in as',
    names: {
      '/queue': 'Queue',
      '/calls': 'Calls',
      '/shifts': 'Shifts',
      '/counts': 'Counts',
      '/outreach': 'Outreach',
      '/people': 'People',
    },
  },
}
