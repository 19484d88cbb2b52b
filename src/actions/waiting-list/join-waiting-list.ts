import { eq } from 'drizzle-orm'
import { change } from '../../db/change.ts'
import { waitingEntries, waitingTimes } from '../../db/schema/waiting.ts'
import type { Deps } from '../../deps.ts'
import type { CallerActor } from '../../domain/actor.ts'
import type { AgeBand, Mode, PageLocale } from '../../domain/codes.ts'
import { type Day, dayAfter } from '../../domain/days.ts'
import { type Fault, Problem } from '../../domain/problem.ts'
import { randomId } from '../../domain/random-id.ts'
import { dayStart, localDay } from '../../domain/time.ts'
import { openFor } from './open-for.ts'

/** What would suit: local days, both included; the address comes normalized (domain/mail-address). */
export type WantedTime = {
  mode: Mode
  language: string
  from: Day
  to: Day
  mail: string
  locale: PageLocale
  ageBand?: AgeBand
  requestKey?: string
}

/**
 * Somebody waits for a time to open: they are told by letter of times that open from now on, until their last day is
 * over; the address is kept sealed till then. `contact_of_a_child` under 14, `invalid_input` for days that are over or
 * further ahead than can be booked, `request_reused` when the key came with another wish.
 */
export async function joinWaitingList(deps: Deps, caller: CallerActor, wanted: WantedTime): Promise<void> {
  const { mode, language, from, to, mail, locale, ageBand, requestKey } = wanted
  if (ageBand === 'under_14') throw new Problem('contact_of_a_child')
  const faults = faultsIn(deps, wanted)
  if (faults.length > 0) throw new Problem('invalid_input', { faults })
  const zone = deps.config.TIME_ZONE
  const id = randomId(deps.random(16))
  const [startsAt, endsAt] = [dayStart(from, zone), dayStart(dayAfter(to, 1), zone)]
  const wish = { mode, language, ofMinor: ageBand === 'age_14_17', startsAt, endsAt }
  const mailSealed = await deps.keys.seal(mail, to, mailPlace(id))
  const tags = await tagsOf(deps, requestKey, [
    ...[mode, language, from, to, mail, locale],
    ...(wish.ofMinor ? ['minor'] : []),
  ])
  const open = (await openFor(deps, [wish]))(wish)
  await change(deps, caller, 'join waiting list', async (tx, about) => {
    const madeAt = deps.now()
    const [joined] = await tx
      .insert(waitingEntries)
      .values({ id, ...wish, ...tags, locale, mailSealed, forgetOn: to, madeAt })
      .onConflictDoNothing()
      .returning({ id: waitingEntries.id })
    if (joined) {
      about(id)
      // What is open already they have seen, and passed over.
      const known = open.map(time => ({
        entryId: id,
        opensAt: new Date(time),
        told: false,
        knownAt: madeAt,
      }))
      if (known.length > 0) await tx.insert(waitingTimes).values(known)
      return
    }
    const [before] = await tx
      .select()
      .from(waitingEntries)
      .where(eq(waitingEntries.requestTag, tags.requestTag as string))
    if (!before || before.requestPrint !== tags.requestPrint) throw new Problem('request_reused')
    about(before.id)
  })
}

/** Where the address of an entry is sealed. */
export function mailPlace(row: string) {
  return { table: 'waiting_entries', row, column: 'mail_sealed' }
}

async function tagsOf({ keys }: Pick<Deps, 'keys'>, requestKey: string | undefined, said: string[]) {
  if (!requestKey) return { requestTag: null, requestPrint: null }
  return {
    requestTag: await keys.tag('waiting-request', requestKey),
    requestPrint: await keys.tag('waiting-print', JSON.stringify(said)),
  }
}

function faultsIn({ now, config }: Deps, { language, from, to }: WantedTime): Fault[] {
  const today = localDay(now(), config.TIME_ZONE)
  const last = dayAfter(today, config.BOOKING_DAYS)
  const faults: Fault[] = []
  if (!config.LANGUAGES.includes(language)) faults.push({ field: 'language', code: 'not_in_list' })
  if (to < from || to < today) faults.push({ field: 'to', code: 'ends_before_start' })
  else if (to > last) faults.push({ field: 'to', code: 'span_too_long', limit: config.BOOKING_DAYS })
  return faults
}
