/** The coordinators' planner: seats by hour for the calls that come, against the roster. */
export const planner = {
  title: 'Planner',
  lead: 'How many people each hour needs so that callers are answered in time, beside the roster that you have.',
  form: {
    week: 'Week of',
    weekHint: 'Any day of it',
    handling: 'Minutes per call, wrap-up included',
    share: 'Percent of callers to answer',
    within: 'Within seconds',
    range: (least: number, most: number) => `${least} to ${most}`,
    calls: 'Calls in each hour of the day',
    basis: (calls: number, days: number) =>
      `From ${calls} calls of the last ${days} days, as the mean of a day; change what you expect to be different.`,
    example:
      'Too few calls are counted yet. This is an example with an evening peak; please put in your own.',
    zero: 'With 0, the hour is closed and needs nobody.',
    weekdays: 'Percent of a mean day’s calls on each weekday',
    weekdaysHint: '100 is a mean day; 150 is half as many again.',
    hour: (hour: number) => `${String(hour).padStart(2, '0')}:00`,
    sentences: (all: string[]) => all.join(' ').trim(),
    submit: 'Calculate',
  },
  found: {
    title: 'Seats needed and planned',
    enough: 'The roster of this week has the seats that every hour needs.',
    short: 'These hours have too few seats:',
    hours: (from: number, to: number) =>
      `${String(from).padStart(2, '0')}:00–${String(to).padStart(2, '0')}:00`,
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    shortWeekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    days: (names: string[]) => `on ${names.join(', ')}`,
    everyDay: 'every day',
    missing: (hours: string, seats: number, days: string) =>
      `${hours}: ${seats === 1 ? 'one seat' : `${seats} seats`} missing ${days}`,
    total: (needed: number, planned: number) =>
      `The week needs ${needed} seat hours; ${planned} are planned.`,
    toRoster: 'Open this week’s roster',
    chart: 'Seats by hour of the day',
    chartWords: (hours: string, seats: number) =>
      `Most are needed at ${hours}: ${seats}. The table has every hour.`,
    legend: { there: 'Needed and planned', missing: 'Missing', spare: 'Planned beyond need' },
    grid: {
      title: 'Every hour of the week',
      lead: 'Seats planned of seats needed. Where they do not suffice, the cell is marked.',
      missing: (seats: number) => `(${seats} missing)`,
    },
    table: 'Every hour',
    columns: {
      hour: 'Hour',
      calls: 'Calls',
      needed: 'Needed',
      planned: 'Planned',
      missing: 'Missing',
      answered: (seconds: number) => `Answered within ${seconds} s as planned`,
    },
    assumed:
      'Each hour is shown on the day of the week that lacks most. Calculated by Erlang C: calls come at random, and callers wait. Every open hour has two seats at least.',
    sharing: {
      title: 'What it brings that partners share',
      hour: (seats: number, partners: number, shared: string, apart: string) =>
        `The busiest hour needs ${seats} seats. Shared, they carry ${shared} calls an hour; split among ${partners} partners, ${apart}.`,
      week: (shared: string, apart: string) =>
        `In all hours of this week’s roster together, that is ${shared} calls shared, ${apart} apart.`,
      saved: (busiest: number, busiestApart: number, week: number, weekApart: number) =>
        `For the calls above, shared, the busiest hour needs ${busiest} seats and the week ${week} seat hours. Apart, it would take ${busiestApart} and ${weekApart}: ${weekApart - week} seat hours more a week.`,
      how: (minutes: number, percent: number, seconds: number) =>
        `At ${minutes} minutes per call, with ${percent} % answered within ${seconds} s.`,
    },
  },
}
