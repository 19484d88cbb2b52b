import { parseArgs } from 'node:util'
import type { Band, SimulatedLine } from '../../domain/simulation/line.ts'
import { spreadOverDay } from '../../domain/simulation/line.ts'
import { WrongArguments } from '../command.ts'
import type { SimulateTexts } from './texts.ts'

const options = {
  days: { type: 'string', default: '28' },
  seed: { type: 'string', default: '1' },
  seats: { type: 'string' },
  roster: { type: 'string' },
  partners: { type: 'string', default: '3' },
  'calls-per-hour': { type: 'string', default: '6' },
  'talk-minutes': { type: 'string', default: '17' },
  'wrap-up-minutes': { type: 'string', default: '3' },
  'patience-minutes': { type: 'string', default: '5' },
  'high-risk': { type: 'string', default: '0.05' },
  sessions: { type: 'string', default: '1' },
  'no-show': { type: 'string', default: '0.15' },
  declined: { type: 'string', default: '0.05' },
  missed: { type: 'string', default: '0.05' },
  within: { type: 'string', default: '30' },
  json: { type: 'boolean', default: false },
} as const

type Option = keyof typeof options

/** What `heartline simulate` was asked for, and the rules of the installation it is asked in. */
export type Asked = { line: SimulatedLine; seed: number; withinSeconds: number; json: boolean }

/** Reads the arguments of `heartline simulate`; what cannot be meant is refused as `WrongArguments` in words. */
export function readAsked(args: string[], rules: SimulatedLine['rules'], texts: SimulateTexts): Asked {
  const { values } = parseArgs({ args, options })
  const number = (name: Option, least: number, most: number, whole = false) => {
    const value = Number(values[name])
    if (values[name] === '' || !(value >= least && value <= most) || (whole && !Number.isInteger(value)))
      throw new WrongArguments(texts.wrongNumber(`--${name}`, least, most))
    return value
  }
  if (values.seats !== undefined && values.roster !== undefined) throw new WrongArguments(texts.oneOf)
  const seats = values.seats === undefined ? 6 : number('seats', 1, 2000, true)
  const talkMinutes = number('talk-minutes', 0.1, 240)
  const declined = number('declined', 0, 1)
  return {
    line: {
      days: number('days', 1, 3660, true),
      bands: values.roster === undefined ? allDay(seats) : bandsOf(values.roster, texts),
      partners: number('partners', 1, 50, true),
      callers: {
        byHour: callsByHour(values['calls-per-hour'], texts),
        talk: 'lognormal',
        talkMinutes,
        // Conversations of help lines spread about two thirds of their mean.
        talkDeviation: (talkMinutes * 2) / 3,
        patienceMinutes: number('patience-minutes', 0.1, 1440),
        highRisk: number('high-risk', 0, 1),
      },
      habits: {
        acceptSeconds: Math.min(6, rules.offerSeconds / 2),
        declined,
        missed: number('missed', 0, 1 - declined),
        awayMinutes: 10,
        wrapUpMinutes: number('wrap-up-minutes', 0, 120),
      },
      sessions: {
        perShift: number('sessions', 0, 16),
        minutes: 30,
        noShow: number('no-show', 0, 1),
        noShowMinutes: 15,
        lateMinutes: 10,
      },
      rules,
    },
    seed: number('seed', 0, Number.MAX_SAFE_INTEGER, true),
    withinSeconds: number('within', 1, 3600),
    json: values.json,
  }
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
