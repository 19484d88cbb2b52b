import type { Grouping, Preset } from '../../domain/count-periods.ts'
import { report } from './report.ts'

/** The four figures of the sentence that a newspaper would print. */
export type SentenceFigures = {
  callsAnswered: number
  peopleHelped: number
  outreachSessions: number
  audience: number
}

type FigureWords = Record<
  | 'callsReceived'
  | 'callsAnswered'
  | 'callsAbandoned'
  | 'answerRate'
  | 'medianWaitSeconds'
  | 'p90WaitSeconds'
  | 'callbacksPromised'
  | 'callbacksKept'
  | 'bookingsMade'
  | 'bookingsCanceled'
  | 'sessionsHeld'
  | 'peopleHelped'
  | 'outreachSessions'
  | 'audience',
  { label: string; meaning: string }
>

const number = (count: number) => count.toLocaleString('en-US')
const counted = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`

/** The page of counts: the sentence, the figures and what each means, charts, and what people called about. */
export const counts = {
  title: 'Counts',
  /** Calls, people, sessions and audience, each in its own unit. */
  sentence: ({ callsAnswered, peopleHelped, outreachSessions, audience }: SentenceFigures): string =>
    `The hotline answered ${counted(callsAnswered, 'call', 'calls')} and ${counted(peopleHelped, 'person was', 'people were')} helped in all; ` +
    `${counted(outreachSessions, 'outreach session', 'outreach sessions')} reached an audience of ${number(audience)}.`,
  sentenceTitle: 'In one sentence',
  copyHint: 'One click selects the sentence.',
  otherLanguages: 'In the other languages',
  period: 'Period',
  presets: {
    today: 'Today',
    yesterday: 'Yesterday',
    this_week: 'This week',
    last_week: 'Last week',
    this_month: 'This month',
    last_month: 'Last month',
  } as Record<Preset, string>,
  from: 'From',
  to: 'To (included)',
  by: 'Table by',
  show: 'Show',
  days: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  zone: (zone: string) => `Days of the time zone ${zone}`,
  groupings: {
    day: 'Day',
    hour: 'Hour of the day',
    partner: 'Partner',
    total: 'Total',
  } as Record<Grouping, string>,
  keys: { day: 'Day', hour: 'Hour', partner: 'Partner', total: 'Period' } as Record<Grouping, string>,
  name: 'Name',
  none: 'No partner yet',
  total: 'Whole period',
  number,
  rate: (share: number) => `${(share * 100).toFixed(1)}%`,
  wait: (seconds: number) =>
    seconds < 60
      ? `${Math.round(seconds)} s`
      : `${Math.floor(Math.round(seconds) / 60)} min${Math.round(seconds) % 60 ? ` ${Math.round(seconds) % 60} s` : ''}`,
  nothing: '–',
  howCounted: 'How this is counted',
  tileGroups: { calls: 'Calls', waits: 'Waiting', sessions: 'Counseling', outreach: 'Outreach' },
  figures: {
    callsReceived: {
      label: 'Calls received',
      meaning:
        'Every call that arrived on a line or was typed in, at the hour of its arrival. Told twice, it counts once.',
    },
    callsAnswered: {
      label: 'Calls answered',
      meaning: 'Calls that a counselor accepted, counted at the hour at which they arrived.',
    },
    callsAbandoned: {
      label: 'Calls abandoned',
      meaning: 'The caller hung up while waiting, before anybody accepted.',
    },
    answerRate: {
      label: 'Answer rate',
      meaning:
        'Answered of received. Calls that nobody could take are neither answered nor abandoned. Not given for single partners: a call belongs to nobody before it is answered.',
    },
    medianWaitSeconds: {
      label: 'Median wait (s)',
      meaning: 'Half of the answered calls waited this long or less, from arrival to acceptance.',
    },
    p90WaitSeconds: {
      label: '90% waited at most (s)',
      meaning: 'Nine of ten answered calls waited this long or less.',
    },
    callbacksPromised: {
      label: 'Call-backs promised',
      meaning: 'A call back was promised, counted when it was promised.',
    },
    callbacksKept: {
      label: 'Call-backs kept',
      meaning: 'A counselor called back, counted at the time of the promise.',
    },
    bookingsMade: { label: 'Bookings made', meaning: 'Counted when the booking was made.' },
    bookingsCanceled: {
      label: 'Bookings canceled',
      meaning: 'Counted when it was canceled, whoever canceled it.',
    },
    sessionsHeld: {
      label: 'Sessions held',
      meaning:
        'Booked sessions that took place, at the time they began. No-shows and cancellations are not in it.',
    },
    peopleHelped: {
      label: 'People helped',
      meaning:
        'As counselors recorded it when they closed a contact: by default one for a conversation, none otherwise.',
    },
    outreachSessions: {
      label: 'Outreach sessions',
      meaning: 'Livestreams, TV hours, chat groups, lectures and print, at the time they were held.',
    },
    audience: {
      label: 'Audience',
      meaning: 'People reached by outreach, as recorded. Who took part twice counts twice.',
    },
  } satisfies FigureWords as FigureWords,
  receivedOf: (received: string) => `of ${received} received`,
  empty: {
    title: 'Nothing was counted in these days.',
    words: 'Calls, sessions and outreach appear here as soon as they are recorded.',
    all: (from: string, to: string) => `See everything that is on record: ${from} to ${to}`,
  },
  charts: {
    calls: { day: 'Calls by day', week: 'Calls by week', month: 'Calls by month' },
    callsWords: (received: string, answered: string, abandoned: string) =>
      `${received} received: ${answered} answered, ${abandoned} abandoned. The same numbers stand in the table below.`,
    most: (label: string, count: string) => `The most, ${count}, came on ${label}.`,
    hours: 'When calls come',
    hoursWords: (hour: string) => `Most calls come in the hour that begins at ${hour}:00.`,
    waits: 'How long people wait',
    waitsWords: (hour: string, wait: string) =>
      `The longest median wait, ${wait}, is in the hour that begins at ${hour}:00.`,
    answered: 'answered',
    abandoned: 'abandoned',
    unanswered: 'taken by nobody',
    median: 'median wait',
    p90: 'nine of ten waited at most',
    hour: 'Hour of the day',
  },
  table: (by: string) => `The numbers, by ${by.toLowerCase()}`,
  csv: 'Download as CSV',
  xlsx: 'Download as XLSX',
  toReport: 'Official report form',
  print: 'This page prints on A4.',
  releases: {
    title: 'What people called about',
    lead: 'Closed weeks, months and quarters of the whole service. Each is counted once and then never changes.',
    why: (most: number, typical: number) =>
      `So that nobody can be recognized, these are not the true numbers. Before counting, some contacts were given another problem, answer, age, ending or place by chance. No number is more than ${most} away from the truth; on average they are at most ${typical} away. Small numbers say little. How many contacts there were, by what means, and by whose counselors is exact.`,
    quarter: 'A quarter adds up the released numbers of its three months, and their errors with them.',
    choose: 'Period',
    open: 'Show',
    none: 'No month is closed yet. A month is released after its end, once its records have been mixed and nobody can be told apart.',
    count: 'Contacts',
    mentions: 'Mentions',
    total: 'All contacts',
    totalMentions: 'All mentions',
    exact: 'exact',
    within: (most: number) => `± ${most} at most`,
    mentionsNote: 'One contact may name several problems.',
    unreadable: (count: number) =>
      `${count} ${count === 1 ? 'record' : 'records'} of this period could not be opened and ${count === 1 ? 'is' : 'are'} in no table.`,
    leftOutTitle: 'What is not shown',
    what: {
      weeks: 'The weeks of this month',
      crossed: 'The tables that cross two things',
      partnerKind: 'The tables by kind of partner',
    },
    refusedTitle: 'This period is not released.',
    refusals: {
      too_few: 'Too few contacts: under twenty, and single people might be recognized.',
      too_narrow:
        'Whatever was drawn, the check found a number that somebody who knows part of it could have pinned down too closely.',
      origin_gone:
        'Whose counselors took these contacts has been deleted as promised, so nobody can check any more what a partner would learn.',
      few_partners: 'Fewer than three partners took part.',
      month_refused: 'One of its months is not released.',
    },
    narrow: (count: number) =>
      `${count} ${count === 1 ? 'number' : 'numbers'} could have been pinned down too closely.`,
    refusedMark: 'not released',
    version: (number: number) => `Version ${number}`,
    versions: 'Versions',
    first: 'First release',
    signed: 'Signed',
    crossedTitle: 'Two things crossed',
    csv: 'Download as CSV',
    csvHeader: ['Table', 'Code', 'Meaning', 'Second code', 'Second meaning', 'Count', 'Error at most'],
    month: (name: string) => `Month ${name}`,
    week: (name: string) => `Week ${name}`,
    quarterName: (name: string) => `Quarter ${name}`,
    tables: {
      problem: 'Problem',
      riskAnswer: 'Risk answer',
      ageBand: 'Age',
      territory: 'Territory',
      ending: 'How it ended',
      mode: 'By what means',
      partnerKind: 'Kind of partner',
    },
    codes: { unknown: 'Unknown', hotline: 'Hotline' },
  },
  report,
}
