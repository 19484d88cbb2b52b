import type { Band } from '../../domain/simulation/line.ts'

const number = (count: number) => count.toLocaleString('en-GB')

/** What the simulation prints. */
export const simulate = {
  wrongNumber: (option: string, from: number, to: number) =>
    `${option} wants a number from ${number(from)} to ${number(to)}.`,
  wrongRoster: (part: string) => `“${part}” is not FROM-TO:SEATS, as 22-6:2, hours from 0 to 24.`,
  wrongCalls: '--calls-per-hour wants one number, or 24 separated by commas.',
  oneOf: 'Please give --seats or --roster, not both.',
  lead: (days: number, calls: number, seed: number, bands: readonly Band[], partners: number) =>
    `${number(days)} days with ${number(calls)} calls (seed ${seed}). Seats ${bands
      .map(({ fromHour, toHour, seats }) => `${fromHour}–${toHour}: ${seats}`)
      .join(', ')}; partners: ${partners}.`,
  ways: { router: 'Heartline', apart: 'partners apart', ring_all: 'ring all' },
  rows: {
    inTime: (seconds: number) => `answered within ${seconds} s`,
    answered: 'answered',
    abandoned: 'hung up while waiting',
    stranded: 'nobody left to ask, for a time',
    median: 'wait, median',
    p90: 'wait, nine of ten',
    callsAnHour: 'calls an hour on duty (least–most)',
    busy: 'time in contacts, % (least–most)',
    kept: 'booked sessions held',
    onTime: '  on time (within 5 minutes)',
    late: '  late (up to 10 minutes)',
    handedOn: '  handed on to somebody free in time',
    lost: '  not held: counselor still in a call',
    noShow: '  caller did not come',
  },
  notes: [
    'Shares are of all calls; waits are those of answered calls.',
    'Partners apart: each answers only its share of the callers, with the same router.',
    'Ring all: whoever picks up first; it looks at no session ahead.',
  ],
  speed: (calls: number) => `${number(calls)} simulated calls in a second of CPU.`,
}
