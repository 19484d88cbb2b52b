import { classOf, needsOf } from '../routing-contacts.ts'
import type { Contact, ContactClass, Qualification } from '../routing-terms.ts'
import type { Dice } from './dice.ts'
import type { Mix, MixedClass } from './line.ts'

/** What is known of somebody who calls, as the product knows it: from it follow class and needs. */
export type Known = Pick<Parameters<typeof classOf>[0], 'ageBand' | 'markedAs'>

/** How one caller differs from another. */
export type Differing = Pick<Contact, 'places' | 'ofPartner' | 'withoutPartner'> & {
  known: Known
  class: ContactClass
  needs: readonly Qualification[]
  language: string
  /** The partner that would answer if partners did not share. */
  partner: number
}

/** A partner, and the share of callers who would be its own if partners did not share. */
export type PartnerShare = { id: string; share: number }

const neutral: Known = { ageBand: 'unknown', markedAs: null }
const knownOf: Record<MixedClass, Known> = {
  danger_now: { ageBand: 'unknown', markedAs: 'danger_now' },
  child: { ageBand: 'age_14_17', markedAs: null },
  front_line_medical: { ageBand: 'unknown', markedAs: 'front_line_medical' },
}

/** One caller after another, drawn from a mix; whom it says nothing of is like everybody. */
export function mixedCallers(mix: Mix, partners: readonly PartnerShare[], dice: Dice): () => Differing {
  const classes = (Object.keys(knownOf) as MixedClass[]).map(of => ({
    share: mix.classes?.[of] ?? 0,
    of: kindOf(knownOf[of]),
  }))
  const languages = Object.entries(mix.languages ?? {}).map(([of, share]) => ({ of, share }))
  const shares = partners.map(({ share }, of) => ({ of, share }))
  const everyone = kindOf(neutral)
  const one = <Of>(all: readonly Of[]): Of => all[Math.floor(dice.even() * all.length)] as Of
  return () => {
    const line = mix.lines?.length ? one(mix.lines) : null
    const ofLine = line === null ? -1 : partners.findIndex(({ id }) => id === line)
    const partner = ofLine < 0 ? (drawn(shares, dice) ?? 0) : ofLine
    const others = partners.filter((_, place) => place !== partner)
    const leavesOut = others.length > 0 && happens(mix.leavesOut, dice)
    const isPlaceKnown = !!mix.places?.length && happens(mix.placeKnown, dice)
    return {
      ...(drawn(classes, dice) ?? everyone),
      language: (languages.length > 1 ? drawn(languages, dice) : undefined) ?? languages[0]?.of ?? 'zh',
      partner,
      ofPartner: line,
      withoutPartner: leavesOut ? one(others).id : null,
      places: isPlaceKnown ? one(mix.places!) : undefined,
    }
  }
}

function kindOf(known: Known) {
  return { known, class: classOf({ ...known, channel: 'phone' }), needs: needsOf(known) }
}

function happens(share = 0, dice: Dice) {
  return share > 0 && dice.even() < share
}

function drawn<Of>(shares: readonly { of: Of; share: number }[], dice: Dice): Of | undefined {
  let left = dice.even()
  for (const { of, share } of shares) {
    if (left < share) return of
    left -= share
  }
  return undefined
}
