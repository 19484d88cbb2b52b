import { bandPartnerId, type Mix, type Skills } from '../../domain/simulation/line.ts'
import { WrongArguments } from '../command.ts'
import type { Given, ReadNumber } from './asked.ts'
import type { SimulateTexts } from './texts.ts'

/** How callers and counselors differ, as options. */
export const mixOptions = {
  danger: { type: 'string', default: '0.01' },
  children: { type: 'string', default: '0.04' },
  'front-line': { type: 'string', default: '0.03' },
  languages: { type: 'string' },
  'leave-out': { type: 'string', default: '0.02' },
  places: { type: 'string' },
  'own-lines': { type: 'boolean', default: false },
  speakers: { type: 'string', default: 'yue:0.3,en:0.4' },
  'for-minors': { type: 'string', default: '0.8' },
  'for-high-risk': { type: 'string', default: '0.8' },
} as const

const usualLanguages = 'zh:0.95,yue:0.03,en:0.02'

/** Who calls. */
export function mixOf(given: Given, number: ReadNumber, partners: number, texts: SimulateTexts): Mix {
  const places = placesOf(given, number)
  return {
    classes: {
      danger_now: number('danger', 0, 0.3),
      child: number('children', 0, 0.3),
      front_line_medical: number('front-line', 0, 0.3),
    },
    languages: sharesOf('--languages', given.languages ?? usualLanguages, texts, true),
    leavesOut: number('leave-out', 0, 1),
    lines: given['own-lines'] ? Array.from({ length: partners }, (_, place) => bandPartnerId(place)) : [],
    places: places.map(place => [place]),
    placeKnown: places.length > 0 ? 0.5 : 0,
  }
}

/** Who answers, where the roster does not tell. */
export function skillsOf(given: Given, number: ReadNumber, texts: SimulateTexts): Skills {
  return {
    languages: sharesOf('--speakers', given.speakers, texts, false),
    qualifications: { minors: number('for-minors', 0, 1), high_risk: number('for-high-risk', 0, 1) },
    places: placesOf(given, number),
  }
}

function placesOf(given: Given, number: ReadNumber) {
  const count = given.places === undefined ? 0 : number('places', 0, 100, true)
  return Array.from({ length: count }, (_, place) => `place ${place + 1}`)
}

/** 'yue:0.3,en:0.4' as shares; of a whole, together 1. */
function sharesOf(
  option: string,
  text: string,
  texts: SimulateTexts,
  isWhole: boolean,
): Record<string, number> {
  const parts = text.split(',').map(part => /^\s*([a-z]{2,3}):(\d*\.?\d+)\s*$/.exec(part))
  const shares = parts.map(part => [part?.[1] ?? '', Number(part?.[2])] as const)
  const sum = shares.reduce((all, [, share]) => all + share, 0)
  const known = shares.every(([code, share]) => code !== '' && share >= 0 && share <= 1)
  if (!known || (isWhole && Math.abs(sum - 1) > 0.001))
    throw new WrongArguments(texts.wrongShares(option, isWhole))
  return Object.fromEntries(shares)
}
