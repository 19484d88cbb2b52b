import { parseArgs } from 'node:util'
import type { Band, SimulatedLine } from '../../domain/simulation/line.ts'
import { spreadOverDay } from '../../domain/simulation/line.ts'
import { WrongArguments } from '../command.ts'
import { mixOf, mixOptions, skillsOf } from './mix.ts'
import type { SimulateTexts } from './texts.ts'

const options = {
  days: { type: 'string', default: '28' },
  seed: { type: 'string', default: '1' },
  seats: { type: 'string' },
  roster: { type: 'string' },
  partners: { type: 'string', default: '3' },
  'calls-per-hour': { type: 'string' },
  'talk-minutes': { type: 'string' },
  'wrap-up-minutes': { type: 'string', default: '3' },
  'patience-minutes': { type: 'string', default: '5' },
  'high-risk': { type: 'string', default: '0.05' },
  'leave-number': { type: 'string', default: '0.3' },
  'pick-up': { type: 'string', default: '0.6' },
  attempts: { type: 'string', default: '3' },
  sessions: { type: 'string' },
  'no-show': { type: 'string', default: '0.15' },
  canceled: { type: 'string', default: '0.1' },
  declined: { type: 'string', default: '0.05' },
  missed: { type: 'string', default: '0.05' },
  absent: { type: 'string', default: '0.02' },
  gone: { type: 'string', default: '0.02' },
  'gone-minutes': { type: 'string', default: '5' },
  'late-minutes': { type: 'string', default: '1' },
  within: { type: 'string', default: '30' },
  json: { type: 'boolean', default: false },
  ...mixOptions,
} as const

/** The values of the options as given. */
export type Given = ReturnType<typeof parsed>
type Option = {
  [Name in keyof typeof options]: (typeof options)[Name]['type'] extends 'string' ? Name : never
}[keyof typeof options]
/** Reads an option as a number within bounds. */
export type ReadNumber = (name: Option, least: number, most: number, whole?: boolean) => number

/**
 * What `heartline simulate` was asked for, in the rules of the installation it is asked in. `ofRoster` is to be answered
 * with the installation's own people, and with its own calls and minutes where `said` does not name them.
 */
export type Asked = {
  line: SimulatedLine
  seed: number
  withinSeconds: number
  json: boolean
  ofRoster: boolean
  said: { calls: boolean; talkMinutes: boolean; languages: boolean }
}

const usual = { callsAnHour: 6, talkMinutes: 17 }

/** Reads the arguments of `heartline simulate`; what cannot be meant is refused as `WrongArguments` in words. */
export function readAsked(args: string[], rules: SimulatedLine['rules'], texts: SimulateTexts): Asked {
  const given = parsed(args)
  const number: ReadNumber = (name, least, most, whole = false) => {
    const value = Number(given[name])
    if (given[name] === '' || !(value >= least && value <= most) || (whole && !Number.isInteger(value)))
      throw new WrongArguments(texts.wrongNumber(`--${name}`, least, most))
    return value
  }
  if (given.seats !== undefined && given.roster !== undefined) throw new WrongArguments(texts.oneOf)
  const ofRoster = given.roster === ''
  const talkMinutes =
    given['talk-minutes'] === undefined ? usual.talkMinutes : number('talk-minutes', 0.1, 240)
  const declined = number('declined', 0, 1)
  const seats = given.seats === undefined ? 6 : number('seats', 1, 2000, true)
  const partners = number('partners', 1, 50, true)
  return {
    line: {
      days: number('days', 1, 3660, true),
      bands: given.roster ? bandsOf(given.roster, texts) : allDay(seats),
      partners,
      skills: skillsOf(given, number, texts),
      callers: {
        byHour: callsByHour(given['calls-per-hour'] ?? String(usual.callsAnHour), texts),
        talk: 'lognormal',
        talkMinutes,
        talkDeviation: talkDeviation(talkMinutes),
        patienceMinutes: number('patience-minutes', 0.1, 1440),
        highRisk: number('high-risk', 0, 1),
        mix: mixOf(given, number, partners, texts),
        callBacks: {
          leaveNumber: number('leave-number', 0, 1),
          pickUp: number('pick-up', 0.01, 1),
          attempts: number('attempts', 1, 20, true),
          attemptMinutes: 1,
          retryMinutes: 30,
          forgottenDays: 4,
        },
      },
      habits: {
        acceptSeconds: Math.min(6, rules.offerSeconds / 2),
        declined,
        missed: number('missed', 0, 1 - declined),
        awayMinutes: 10,
        wrapUpMinutes: number('wrap-up-minutes', 0, 120),
        absent: number('absent', 0, 1),
        gone: { share: number('gone', 0, 0.9), minutes: number('gone-minutes', 0.1, 240) },
        lateMinutes: number('late-minutes', 0, 120),
      },
      sessions: {
        perShift: given.sessions === undefined ? (ofRoster ? 0 : 1) : number('sessions', 0, 16),
        minutes: 30,
        noShow: number('no-show', 0, 1),
        noShowMinutes: 15,
        lateMinutes: 10,
        canceled: number('canceled', 0, 1),
      },
      rules,
    },
    seed: number('seed', 0, Number.MAX_SAFE_INTEGER, true),
    withinSeconds: number('within', 1, 3600),
    json: given.json,
    ofRoster,
    said: {
      calls: given['calls-per-hour'] !== undefined,
      talkMinutes: given['talk-minutes'] !== undefined,
      languages: given.languages !== undefined,
    },
  }
}

/** Conversations of help lines spread about two thirds of their mean. */
export function talkDeviation(talkMinutes: number): number {
  return (talkMinutes * 2) / 3
}

/** `--roster` alone is the installation's own; with bands behind it, it is made of those. */
function parsed(args: string[]) {
  const alone = (at: number) => args[at] === '--roster' && (args[at + 1] ?? '--').startsWith('--')
  return parseArgs({ args: args.map((arg, at) => (alone(at) ? '--roster=' : arg)), options }).values
}

function allDay(seats: number): Band[] {
  return [0, 8, 16].map(fromHour => ({ fromHour, toHour: fromHour + 8, seats }))
}

/** '6-14:4,14-22:8,22-6:4' as bands of seats. */
function bandsOf(text: string, texts: SimulateTexts): Band[] {
  return text.split(',').map(part => {
    const [fromHour = 0, toHour = 0, seats = 0] = (/^(\d+)-(\d+):(\d+)$/.exec(part.trim()) ?? [])
      .slice(1)
      .map(Number)
    if (fromHour > 23 || toHour > 24 || fromHour === toHour || seats < 1 || seats > 2000)
      throw new WrongArguments(texts.wrongRoster(part))
    return { fromHour, toHour, seats }
  })
}

/** One number as the mean of the day, spread by the usual curve; or one for each of the 24 hours. */
function callsByHour(text: string, texts: SimulateTexts): number[] {
  const given = text.split(',').map(part => (part.trim() === '' ? Number.NaN : Number(part)))
  const known = given.every(calls => calls >= 0 && calls <= 10_000)
  if (!known || (given.length !== 1 && given.length !== 24)) throw new WrongArguments(texts.wrongCalls)
  return given.length === 24 ? given : spreadOverDay(given[0]!)
}
