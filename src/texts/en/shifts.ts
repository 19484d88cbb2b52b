import type { Coverage } from '../../domain/coverage.ts'

/** The coordinators' page: today, the week's roster, and planning it. */
export const shifts = {
  title: 'Shifts',
  today: {
    title: 'Today',
    received: 'Calls received',
    answered: 'Answered',
    abandoned: 'Hung up while waiting',
    waiting: 'Waiting now',
    unanswered: (count: number) =>
      count === 1
        ? 'One call waits and everybody was asked in vain.'
        : `${count} calls wait and everybody was asked in vain.`,
    toCalls: 'See the calls',
    onDuty: 'On duty now',
    nobody: 'Nobody is on duty now.',
    until: (time: string) => `until ${time}`,
    unplanned: 'outside a shift',
    states: {
      free: 'Free',
      offered: 'Being offered a call',
      talking: 'In a contact',
      wrap_up: 'Wrapping up',
      break: 'On a break',
      away: 'Away',
    } as Record<string, string>,
  },
  week: {
    title: (from: string, to: string) => `Week of ${from} to ${to}`,
    previous: 'Previous week',
    this: 'This week',
    next: 'Next week',
    go: 'Go to the week of',
    show: 'Show',
    table: 'How many are planned in each hour of the week',
    day: 'Day',
    today: 'today',
    scroll: 'Roster by hour, scrolls sideways',
    cell: (hour: string, planned: number, word: string) => `${hour}: ${planned} planned, ${word}`,
    noHour: 'this hour does not exist',
    coverage: {
      covered: 'covered',
      thin: 'too few',
      uncovered: 'nobody for a needed language',
    } satisfies Record<Coverage, string>,
    legend: { covered: 'As many as needed', thin: 'Fewer than needed', uncovered: 'Nobody' } satisfies Record<
      Coverage,
      string
    >,
    uncovered: 'Uncovered hours this week',
    allCovered: 'Every hour of this week has somebody.',
    wholeDay: 'all day',
    noShifts: 'No shifts begin on this day.',
    cancel: 'Cancel',
    cancelOf: (name: string, time: string) => `Cancel the shift of ${name}, ${time}`,
    nextDay: 'next day',
  },
  plan: {
    title: 'Plan shifts',
    lead: 'For one counselor and one day, up to four stretches at once. All are planned, or none.',
    counselor: 'Counselor',
    choose: 'Please choose',
    day: 'Day',
    line: (number: number) => `Stretch ${number}`,
    from: 'From',
    to: 'To',
    nextDay: 'ends the next day',
    submit: 'Plan',
    overlaps: (line: number) => `Stretch ${line}: this person already has a shift in that time.`,
    at: (line: number, words: string) => `Stretch ${line}: ${words}`,
    atLeastOne: 'Please give at least one stretch of time.',
  },
  done: {
    planned: 'The shifts are planned.',
    canceled: 'The shift is canceled.',
  },
}
