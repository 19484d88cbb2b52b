import { sql } from 'drizzle-orm'
import { rows } from '../../../src/db/connect.ts'
import { people } from '../../../src/db/schema/people.ts'
import { type TestLine, testLine } from '../line.ts'
import { onShift } from '../on-shift.ts'
import { anotherSupervisor } from '../supervisors.ts'

/** Something that tells of a caller: whose booking or call it belongs to, and which kind of thing it is. */
export type Canary = { text: string; kind: 'contact' | 'words' | 'code' | 'id'; row: string }

/** Who looks: two counselors of one partner, others of others, two of the police, the other roles, and nobody. */
export const onlookers = [
  'nobody',
  'counselor-1',
  'counselor-2',
  'counselor-4',
  'counselor-5',
  'counselor-8',
  'coordinator-1',
  'operator-1',
  'supervisor-1',
  'supervisor-2',
] as const
export type Onlooker = (typeof onlookers)[number]

/** A city whose callers have left canaries by every way there is, and the people who may look at it. */
export async function watchedCity(days = 3) {
  const line = await testLine({ STEP_UP_MINUTES: '10', OFFER_SECONDS: '60' })
  await anotherSupervisor(line, 'supervisor-2')
  for (const number of [1, 2, 4, 5, 8])
    for (let day = 23; day < 23 + days; day++)
      await onShift(
        line,
        `counselor-${number}`,
        `2026-11-${day}T08:00:00+08:00`,
        `2026-11-${day}T22:00:00+08:00`,
      )
  const ids = new Map<string, string>()
  for (const { id, handle } of await line.database.db.select().from(people)) ids.set(handle ?? id, id)
  const asking = new Map<Onlooker, TestLine['ask']>()
  for (const who of onlookers) asking.set(who, who === 'nobody' ? line.ask : await line.signedIn(who))
  const canaries: Canary[] = []
  const known = new Set<string>()
  let planted = 0

  /** The row that a caller's request has just made, by its canaries. */
  async function note(table: 'bookings' | 'calls', made: Omit<Canary, 'row'>[]) {
    const found = await rows<{ id: string }>(line.deps.db, sql`select id from ${sql.raw(table)}`)
    for (const { id } of found.filter(one => !known.has(one.id))) {
      known.add(id)
      canaries.push({ text: id, kind: 'id', row: id }, ...made.map(canary => ({ ...canary, row: id })))
    }
  }

  return {
    ...line,
    canaries,
    ids,
    /** Asks as one of them. */
    asked: (who: Onlooker) => asking.get(who) ?? line.ask,
    again: async (who: Onlooker) => {
      asking.set(who, await line.signedIn(who))
    },
    /** A caller books the place-th open time, leaving number, address and words; false where none is open. */
    async book(place: number): Promise<boolean> {
      const { slots } = (await (await line.ask('/api/v1/slots')).json()) as { slots: { startsAt: string }[] }
      const slot = slots[place % Math.max(1, slots.length)]
      if (!slot) return false
      const number = String(++planted).padStart(4, '0')
      const phone = `1397391${number}`
      const mail = `cnry${number}@canary.example`
      const words = `Cnry7qXz${number} leaves words`
      const answer = await line.ask('/api/v1/bookings', {
        json: {
          startsAt: slot.startsAt,
          mode: 'phone',
          language: 'zh',
          contact: { phone, mail },
          note: words,
          ageBand: 'adult',
        },
      })
      if (answer.status !== 201) return false
      const { returnCode } = (await answer.json()) as { returnCode: string }
      await note('bookings', [
        { text: phone, kind: 'contact' },
        { text: mail, kind: 'contact' },
        { text: words, kind: 'words' },
        { text: returnCode, kind: 'code' },
        { text: returnCode.replaceAll('-', ''), kind: 'code' },
      ])
      return true
    },
    /** A caller leaves a number to be called back. */
    async callback(): Promise<boolean> {
      const phone = `1397391${String(++planted).padStart(4, '0')}`
      const answer = await line.ask('/api/v1/callbacks', { json: { phone, language: 'zh' } })
      await note('calls', [{ text: phone, kind: 'contact' }])
      return answer.status === 201
    },
    /** A call comes over the exchange, with its number. */
    async ring() {
      const from = `1397391${String(++planted).padStart(4, '0')}`
      await line.tell({ event: 'newCall', callId: `c${planted}`, from })
      await note('calls', [{ text: from, kind: 'contact' }])
    },
    /** Ids that somebody could put into an address: so many bookings and calls, the latest, and some of all else. */
    async allIds(most: number): Promise<string[]> {
      const found = await rows<{ id: string }>(
        line.deps.db,
        sql`(select id from bookings order by made_at desc, id limit ${most}) union all
            (select id from calls order by arrived_at desc, id limit ${most}) union all
            (select id from offers order by offered_at desc, id limit 2) union all
            (select id from emergency_openings order by asked_at desc, id limit 2) union all
            (select id from shifts order by starts_at, id limit 1) union all
            (select id from people where handle in ('counselor-1', 'counselor-4') order by id)`,
      )
      return found.map(({ id }) => id)
    },
  }
}

export type WatchedCity = Awaited<ReturnType<typeof watchedCity>>
