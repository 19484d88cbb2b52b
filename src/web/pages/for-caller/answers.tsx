import type { StaffActor } from '../../../domain/actor.ts'
import { type AgeBand, ageBands, type Mode, modes } from '../../../domain/codes.ts'
import { dayAfter, isDay } from '../../../domain/days.ts'
import { parseInstant } from '../../../domain/instants.ts'
import { readPhoneNumber } from '../../../domain/phone-number.ts'
import { type Fault, Problem } from '../../../domain/problem.ts'
import { dayStart, localDay } from '../../../domain/time.ts'
import { nearestOpenTimes, openTimes } from '../../../reads/open-times.ts'
import { partnersOpen } from '../../../reads/partners-open.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { newFormToken, readFormToken } from '../../form-token.ts'
import { typedForm } from '../../input.ts'
import { mendsOf } from '../form-parts.tsx'
import type { Desk, ForCaller } from './desk.ts'
import { BookedForCaller, BookForCaller } from './page.tsx'

/** The page on which a time is booked for a caller, with the times that fit what its address asks for. */
export function showDesk(c: AnyContext, actor: StaffActor, desk: Desk) {
  return page(c, actor, desk, typedIn(c, desk, c.req.query()))
}

/** Books what the form asks for and shows the return code, or the form again with what to mend. */
export async function bookAtDesk(c: AnyContext, actor: StaffActor, desk: Desk) {
  const deps = c.get('deps')
  const form = await typedForm(c)
  const typed = typedIn(c, desk, form)
  const { faults, wanted } = read(typed)
  if (!wanted) return page(c, actor, desk, typed, { faults, status: 422 })
  const token = await readFormToken(deps, 'call-booking', form.token)
  try {
    const made = await desk.book({ ...wanted, locale: c.get('locale'), requestKey: token?.requestKey }, typed)
    return c.html(<BookedForCaller {...{ c, actor, desk, made }} />)
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'not_found') throw error
    return page(c, actor, desk, typed, { problem: error })
  }
}

function typedIn(c: AnyContext, { mine, known }: Desk, form: Record<string, string | string[]>): ForCaller {
  const { now, config } = c.get('deps')
  const text = (name: keyof ForCaller) => [form[name] ?? known?.[name] ?? ''].flat().at(-1) ?? ''
  const one = (name: keyof ForCaller, options: readonly string[]) =>
    options.includes(text(name)) ? text(name) : (options[0] ?? '')
  return {
    who: mine ? one('who', ['anyone', 'me']) : 'anyone',
    day: isDay(text('day')) ? text('day') : localDay(now(), config.TIME_ZONE),
    mode: one('mode', ['phone', ...modes]),
    language: one('language', config.LANGUAGES),
    ageBand: one('ageBand', ['unknown', ...ageBands]),
    // What the caller of a contact left out stays left out, and is not the counselor's to see.
    withoutPartner: mine ? '' : text('withoutPartner'),
    startsAt: text('startsAt'),
    phone: text('phone'),
  }
}

function read({ startsAt, ageBand, phone, mode, language, withoutPartner }: ForCaller) {
  const faults: Fault[] = []
  const at = parseInstant(startsAt)
  if (!at) faults.push({ field: 'startsAt', code: 'missing' })
  const number = readPhoneNumber(phone)
  if (phone.trim() !== '' && !number) faults.push({ field: 'phone', code: 'not_a_phone_number' })
  if (!at || faults.length > 0) return { faults }
  const wanted = {
    startsAt: at,
    mode: mode as Mode,
    language,
    ageBand: ageBand as AgeBand,
    contact: number ? { phone: number } : undefined,
    ...(withoutPartner && { withoutPartner }),
  }
  return { faults, wanted }
}

type Wrong = { faults?: Fault[]; problem?: Problem; status?: number }

async function page(
  c: AnyContext,
  actor: StaffActor,
  desk: Desk,
  typed: ForCaller,
  { faults = [], problem, status = problem?.status ?? 200 }: Wrong = {},
) {
  const deps = c.get('deps')
  const texts = textsFor(c)
  const { gone, soon, chooseTime } = texts.operator.book
  const zone = deps.config.TIME_ZONE
  const wish = {
    mode: typed.mode as Mode,
    language: typed.language,
    ageBand: typed.ageBand as AgeBand,
    withoutPartner: desk.mine?.withoutPartner ?? (typed.withoutPartner || undefined),
    counselorId: typed.who === 'me' ? desk.mine?.personId : undefined,
    byPhone: true,
  }
  const day = dayStart(typed.day, zone)
  const [ofDay, partners, token] = await Promise.all([
    openTimes(deps, { ...wish, from: day, to: dayStart(dayAfter(typed.day, 1), zone) }),
    desk.mine ? [] : partnersOpen(deps),
    newFormToken(deps, 'call-booking'),
  ])
  const times = ofDay.length > 0 ? ofDay : await nearestOpenTimes(deps, day, 8, wish)
  const codes: Record<string, string> = { slot_taken: gone, slot_not_open: gone, slot_too_soon: soon }
  const all = [
    ...faults,
    ...(problem?.more.faults ?? []),
    ...(problem?.code === 'contact_needed' ? [missingPhone] : []),
  ]
  const mends = mendsOf(all, texts).map(mend =>
    mend.field === 'startsAt' ? { ...mend, words: chooseTime } : mend,
  )
  const kindly =
    problem && mends.length === 0 ? (codes[problem.code] ?? texts.problems[problem.code]) : undefined
  return c.html(
    <BookForCaller
      {...{ c, actor, desk, typed, times, partners, token, mends, kindly, thatDay: ofDay.length > 0 }}
    />,
    status as 200,
  )
}

const missingPhone: Fault = { field: 'phone', code: 'missing' }
