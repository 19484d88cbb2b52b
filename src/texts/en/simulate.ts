import type { Band } from '../../domain/simulation/line.ts'

const number = (count: number) => count.toLocaleString('en-GB')
const percent = (share: number) => `${Math.round(share * 1000) / 10} %`

const mean = (calls: readonly number[]) =>
  Math.round((calls.reduce((sum, one) => sum + one, 0) / calls.length) * 10) / 10

/** What is told of a simulated roster. */
type OfRoster = {
  from: string
  days: number
  received: number
  seed: number
  people: number
  partners: number
  shifts: number
  sessions: number
  hours: number
  openHours: number
}

/** What the simulation prints. */
export const simulate = {
  wrongNumber: (option: string, from: number, to: number) =>
    `${option} wants a number from ${number(from)} to ${number(to)}.`,
  wrongRoster: (part: string) => `“${part}” is not FROM-TO:SEATS, as 22-6:2, hours from 0 to 24.`,
  wrongCalls: '--calls-per-hour wants one number, or 24 separated by commas.',
  wrongShares: (option: string, isWhole: boolean) =>
    `${option} wants shares as zh:0.9,yue:0.1${isWhole ? ', together 1' : ', each from 0 to 1'}.`,
  emptyRoster: 'Nobody has a shift in these days. Plan shifts, or simulate a line with --seats.',
  oneOf: 'Please give --seats or --roster, not both.',
  lead: (days: number, calls: number, seed: number, bands: readonly Band[], partners: number) =>
    `${number(days)} days with ${number(calls)} calls (seed ${seed}). Seats ${bands
      .map(({ fromHour, toHour, seats }) => `${fromHour}–${toHour}: ${seats}`)
      .join(', ')}; partners: ${partners}.`,
  leadOfRoster: (of: OfRoster) =>
    `Your own roster: ${number(of.days)} days from ${of.from} with ${number(of.received)} calls (seed ${of.seed}). ${number(of.people)} counselors of ${of.partners} partners, ${number(of.shifts)} shifts, ${number(of.sessions)} sessions booked; somebody is planned in ${number(of.openHours)} of ${number(of.hours)} hours.`,
  basis: {
    calls: (calls: number, days: number) =>
      `Calls by hour: as in the last ${days} days (${number(calls)} on record).`,
    usualCalls: (byHour: readonly number[]) =>
      `Calls by hour: too few are on record, so ${mean(byHour)} an hour, spread as on other lines.`,
    minutes: (minutes: number) => `Handling: ${minutes.toFixed(1)} minutes, the mean on record.`,
    usualMinutes: 'Handling: too few calls are on record, so as on other lines.',
    languages: 'Languages: as of the calls on record.',
    usualLanguages: 'Languages: too few calls are on record, so all in the first one.',
  },
  share: (name: string, share: number) => `${name} ${percent(share)}`,
  assumed: {
    callers: (shares: string[]) => `Assumed of callers: ${shares.join(', ')}.`,
    times: (talk: number, wrapUp: number, patience: number, leaveNumber: number) =>
      `They talk ${talk.toFixed(1)} minutes (then ${wrapUp} of writing up) and wait ${patience}; then ${percent(leaveNumber)} leave a number, the rest hang up.`,
    counselors: (declined: number, missed: number, absent: number) =>
      `Counselors decline ${percent(declined)} of offers, miss ${percent(missed)}, and stay away from ${percent(absent)} of shifts.`,
    gone: (share: number, minutes: number) =>
      `For ${percent(share)} of the time in which they have nothing in hand they leave their page without a word, ${minutes} minutes at a time.`,
    sessions: (perShift: number, noShow: number, canceled: number, besides: boolean) =>
      `${perShift} sessions a shift${besides ? ' besides those booked' : ''}; ${percent(canceled)} are canceled, to ${percent(noShow)} nobody comes.`,
    leaveOut: (share: number) =>
      `${percent(share)} of callers leave out a partner, of those who booked as well: their session is handed on to nobody of it.`,
  },
  ways: { router: 'Heartline', apart: 'partners apart', ring_all: 'ring all' },
  rows: {
    inTime: (seconds: number) => `answered within ${seconds} s`,
    answered: 'answered',
    abandoned: 'hung up while waiting',
    promised: 'left a number instead',
    reached: '  reached by a call back',
    unreached: '  never reached',
    reachedWithin: '  after minutes, median / nine of ten',
    stranded: 'nobody left to ask, for a time',
    toldProvince: 'told the number of the province',
    median: 'wait, median',
    p90: 'wait, nine of ten',
    callsAnHour: 'calls an hour on duty (least–most)',
    busy: 'time in contacts, % (least–most)',
    absent: 'shifts to which nobody came',
    gone: 'left their page, times',
    kept: 'booked sessions held',
    onTime: '  on time (within 5 minutes)',
    late: '  late (up to 10 minutes)',
    handedOn: '  handed on to somebody free in time',
    told: '  told that it may begin late',
    lost: '  not held: counselor in a call, or not there',
    canceled: '  canceled before',
    noShow: '  caller did not come',
  },
  columns: {
    kind: 'by Heartline',
    calls: 'calls',
    answered: 'answered',
    promised: 'left a number',
    meanWait: 'mean wait',
    longestWait: 'longest',
  },
  notes: [
    'Shares are of all calls; waits are those of answered calls.',
    'Partners apart: each answers only its own callers, first come to longest idle, no class before another.',
    'Ring all: whoever picks up first; it looks at no session ahead.',
  ],
  speed: (calls: number) => `${number(calls)} simulated calls in a second of CPU.`,
}
