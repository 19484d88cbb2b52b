import { Hono } from 'hono'
import { makeBooking } from '../../../actions/bookings/make-booking.ts'
import type { StaffActor } from '../../../domain/actor.ts'
import { type AgeBand, ageBands, isOneOf, type Mode, modes } from '../../../domain/codes.ts'
import { dayAfter, isDay } from '../../../domain/days.ts'
import { parseInstant } from '../../../domain/instants.ts'
import { readPhoneNumber } from '../../../domain/phone-number.ts'
import { type Fault, Problem } from '../../../domain/problem.ts'
import { dayStart, localDay } from '../../../domain/time.ts'
import { nearestOpenTimes, openTimes } from '../../../reads/open-times.ts'
import { operator } from '../../doors.ts'
import { type AnyContext, type Env, textsFor } from '../../env.ts'
import { newFormToken, readFormToken } from '../../form-token.ts'
import { typedForm } from '../../input.ts'
import { mendsOf } from '../form-parts.tsx'
import { BookedForCaller, BookForCaller, type ForCaller } from './booking-page.tsx'

/** The operator's page for booking a time for somebody on the telephone; those kept for it are open here. */
export const operatorBookingPages = new Hono<Env>()
  .get('/calls/booking', operator, c => page(c, c.var.actor, typedIn(c, c.req.query())))
  .post('/calls/booking', operator, async c => {
    const { deps, actor, locale } = c.var
    const form = await typedForm(c)
    const typed = typedIn(c, form)
    const { faults, booking } = read(typed)
    if (!booking) return page(c, actor, typed, { faults, status: 422 })
    const token = await readFormToken(deps, 'call-booking', form.token)
    try {
      const made = await makeBooking(deps, actor, { ...booking, locale, requestKey: token?.requestKey })
      return c.html(<BookedForCaller {...{ c, actor, made }} />)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return page(c, actor, typed, { problem: error })
    }
  })

function typedIn(c: AnyContext, form: Record<string, string | string[]>): ForCaller {
  const { now, config } = c.get('deps')
  const text = (name: string) => [form[name] ?? ''].flat().at(-1) ?? ''
  return {
    day: isDay(text('day')) ? text('day') : localDay(now(), config.TIME_ZONE),
    mode: isOneOf(modes, text('mode')) ? text('mode') : 'phone',
    language: config.LANGUAGES.includes(text('language')) ? text('language') : config.LANGUAGES[0],
    startsAt: text('startsAt'),
    ageBand: text('ageBand'),
    phone: text('phone'),
  }
}

function read({ startsAt, ageBand, phone, mode, language }: ForCaller) {
  const faults: Fault[] = []
  const at = parseInstant(startsAt)
  if (!at) faults.push({ field: 'startsAt', code: 'missing' })
  const number = readPhoneNumber(phone)
  if (phone.trim() !== '' && !number) faults.push({ field: 'phone', code: 'not_a_phone_number' })
  if (!isOneOf(ageBands, ageBand)) faults.push({ field: 'ageBand', code: 'missing' })
  if (!at || faults.length > 0) return { faults }
  const contact = number ? { phone: number } : undefined
  return {
    faults,
    booking: { startsAt: at, ageBand: ageBand as AgeBand, mode: mode as Mode, language, contact },
  }
}

type Wrong = { faults?: Fault[]; problem?: Problem; status?: number }

async function page(
  c: AnyContext,
  actor: StaffActor,
  typed: ForCaller,
  { faults = [], problem, status = problem?.status ?? 200 }: Wrong = {},
) {
  const deps = c.get('deps')
  const texts = textsFor(c)
  const { gone, soon, chooseTime } = texts.operator.book
  const zone = deps.config.TIME_ZONE
  const wish = { mode: typed.mode as Mode, language: typed.language, byPhone: true }
  const day = dayStart(typed.day, zone)
  const ofDay = await openTimes(deps, { ...wish, from: day, to: dayStart(dayAfter(typed.day, 1), zone) })
  const times = ofDay.length > 0 ? ofDay : await nearestOpenTimes(deps, day, 8, wish)
  const codes: Record<string, string> = { slot_taken: gone, slot_not_open: gone, slot_too_soon: soon }
  const all = [...faults, ...(problem?.code === 'contact_needed' ? [missingPhone] : [])]
  const mends = mendsOf(all, texts).map(mend =>
    mend.field === 'startsAt' ? { ...mend, words: chooseTime } : mend,
  )
  return c.html(
    <BookForCaller
      {...{ c, actor, typed, times, mends, thatDay: ofDay.length > 0 }}
      token={await newFormToken(deps, 'call-booking')}
      kindly={
        problem && mends.length === 0 ? (codes[problem.code] ?? texts.problems[problem.code]) : undefined
      }
    />,
    status as 200,
  )
}

const missingPhone: Fault = { field: 'phone', code: 'missing' }
