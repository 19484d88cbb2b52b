import { changeAtOnce } from '../../db/change.ts'
import { acting } from '../../db/connect.ts'
import type { Deps } from '../../deps.ts'
import type { CallerActor, CoordinatorActor, CounselorActor, OperatorActor } from '../../domain/actor.ts'
import type { AgeBand, Mode, PageLocale } from '../../domain/codes.ts'
import { forgetOn } from '../../domain/kept-until.ts'
import { Problem } from '../../domain/problem.ts'
import { randomId } from '../../domain/random-id.ts'
import { RETURN_CODE_BYTES, returnCode } from '../../domain/return-code.ts'
import { preparedLetters } from '../letters/promise-letters.ts'
import { type BookedValues, booked } from './booked.ts'
import { type Claim, claimAtOnce, claimOf } from './claim-counselor.ts'
import { candidatesOf, orNearest } from './find-candidates.ts'
import { lookAround, type Surroundings } from './look-around.ts'

/** What a caller asks for. Phone and mail come normalized (domain/phone-number, domain/mail-address). */
export type BookingInput = {
  startsAt: Date
  mode: Mode
  language: string
  /** The language of letters. */
  locale: PageLocale
  contact?: { phone?: string; mail?: string }
  note?: string
  ageBand?: AgeBand
  /** The code of a partner whose people are left out. */
  withoutPartner?: string
  /** With this counselor and nobody else. */
  counselorId?: string
  /** The same key with the same input makes one booking, whoever asks how often. */
  requestKey?: string
}

/** What a caller gets: the only place where the return code ever stands in the clear. */
export type BookingMade = { returnCode: string; startsAt: Date; endsAt: Date; mode: Mode }

/** Who books: a caller, or whoever of staff has one on the telephone; a counselor by `bookNextSession` alone. */
export type Booker = CallerActor | OperatorActor | CoordinatorActor | CounselorActor

/**
 * Books a time with whoever of the pool suits best. Refuses with `slot_too_soon`, `slot_not_open`, `slot_taken` (with the
 * nearest open times), `contact_needed` (by phone, and no number given), `contact_of_a_child` (under 14, and one given),
 * `request_reused` (a key that was used for something else), `already_canceled` (what the key made was given back).
 */
export async function makeBooking(deps: Deps, actor: Booker, wanted: BookingInput): Promise<BookingMade> {
  // Who books for somebody on the telephone may have the times that are kept for it.
  const input = { ...wanted, byPhone: actor.kind !== 'caller' }
  const { phone, mail } = input.contact ?? {}
  if (input.ageBand === 'under_14' && (phone || mail)) throw new Problem('contact_of_a_child')
  // Text and video take place behind the return code: only a phone call needs a number. A child calls us at its time.
  if (input.mode === 'phone' && !phone && input.ageBand !== 'under_14') throw new Problem('contact_needed')

  const code = returnCode(await codeBytes(deps, input))
  const [returnCodeTag, requestTag] = await Promise.all([
    deps.keys.tag('return-code', code),
    input.requestKey ? deps.keys.tag('booking-request', input.requestKey) : null,
  ])
  const tags = { returnCodeTag, requestTag }
  // Most bookings are made by callers: who looks as the caller who then books does it without changing roles between.
  const looking = actor.kind === 'caller' ? { ...deps, db: acting(deps.db, 'caller') } : deps
  const around = await lookAround(looking, { ...input, requestTag })
  const earlier = madeBefore(around, tags)
  if (earlier) return { returnCode: code, ...earlier }

  try {
    const made = await orNearest(deps, input, () => book(deps, actor, input, tags, around))
    return { returnCode: code, ...made }
  } catch (error) {
    if (!requestTag) throw error
    // The same request, sent twice at once, may have won meanwhile; or a lost answer was a COMMIT after all.
    const meanwhile = madeBefore(await lookAround(looking, { ...input, requestTag }), tags)
    if (meanwhile) return { returnCode: code, ...meanwhile }
    throw error
  }
}

type Made = Omit<BookingMade, 'returnCode'>
type Tags = { returnCodeTag: string; requestTag: string | null }

async function book(
  deps: Deps,
  actor: Booker,
  input: BookingInput & { byPhone: boolean },
  tags: Tags,
  around: Surroundings,
): Promise<Made> {
  if (input.withoutPartner !== undefined && !around.leftOut)
    throw new Problem('invalid_input', { faults: [{ field: 'withoutPartner', code: 'not_in_list' }] })
  const candidates = candidatesOf(deps, input, around)
  const { startsAt, mode, language, locale, ageBand = 'unknown' } = input
  const endsAt = new Date(startsAt.getTime() + deps.config.SESSION_MINUTES * 60_000)
  const id = randomId(deps.random(16))
  const [sealed, promised] = await Promise.all([
    sealedFor(deps, id, endsAt, input),
    preparedLetters(deps, input.contact?.mail, {
      kind: 'confirmation',
      booking: { id, startsAt, endsAt, locale, sequence: 0 },
    }),
  ])
  const row = {
    id,
    mode,
    language,
    locale,
    ageBand,
    withoutPartner: around.leftOut ?? null,
    ...tags,
    ...sealed,
  }
  const letters = JSON.stringify(promised)
  await claimAtOnce(candidates, async among => {
    const claim = claimOf({ startsAt, endsAt }, among)
    const values = { ...row, ...claim, letters, madeAt: deps.now() }
    // A counselor writes their own rows only; whom of the pool this comes to is not theirs to know. So it is written as
    // callers write theirs, who may read no booking by it.
    const role = actor.kind === 'counselor' ? 'caller' : undefined
    const [counselor] = await changeAtOnce<Claim, BookedValues>(deps, actor, booked, values, role)
    return counselor
  })
  return { startsAt, endsAt, mode }
}

/** What the caller leaves, sealed before it reaches the database, and the day on which it is forgotten. */
async function sealedFor(
  { keys, config }: Deps,
  row: string,
  endsAt: Date,
  { contact: { phone, mail } = {}, note }: BookingInput,
) {
  const until = forgetOn(config, endsAt)
  const seal = (text: string, column: string) => keys.seal(text, until, { table: 'bookings', row, column })
  return {
    forgetOn: until,
    contactSealed: phone || mail ? await seal(JSON.stringify({ phone, mail }), 'contact_sealed') : null,
    noteSealed: note ? await seal(note, 'note_sealed') : null,
  }
}

/**
 * With a key, the code follows from the key and everything that was asked for: the same request finds the same code
 * without its being stored, and the same key with another request does not.
 */
function codeBytes({ keys, random }: Deps, { requestKey, ...asked }: BookingInput) {
  if (!requestKey) return random(RETURN_CODE_BYTES)
  const { startsAt, mode, language, contact, note, ageBand, withoutPartner, counselorId } = asked
  const request = [
    requestKey,
    startsAt,
    mode,
    language,
    contact?.phone,
    contact?.mail,
    note,
    ageBand,
    withoutPartner,
    ...(counselorId ? [counselorId] : []),
  ]
  return keys.derive('return-code', JSON.stringify(request), RETURN_CODE_BYTES)
}

/** What was made of the same request before; `request_reused` for another request with its key, `already_canceled`. */
function madeBefore({ earlier }: Surroundings, { returnCodeTag }: Tags): Made | undefined {
  if (!earlier) return undefined
  if (earlier.returnCodeTag !== returnCodeTag) throw new Problem('request_reused')
  // Whoever presses again after canceling must not believe that somebody is waiting for them.
  if (earlier.canceledAt) throw new Problem('already_canceled')
  return { startsAt: earlier.startsAt, endsAt: earlier.endsAt, mode: earlier.mode }
}
