/** So many minutes before a session it is looked whether a call has run into it. */
export const makeWayMinutes = 5
