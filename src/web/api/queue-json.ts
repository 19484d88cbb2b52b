import { isoWithOffset } from '../../domain/time.ts'
import type { Queue } from '../../reads/queue.ts'

/** A queue as JSON: instants as people of the zone write them. */
export function queueJson(queue: Queue, zone: string) {
  const iso = (at: Date) => isoWithOffset(at, zone)
  const isoOrNull = (at: Date | null) => (at ? iso(at) : null)
  const { version, waiting, longestWaitSeconds, offer, current, sessions } = queue
  return {
    version,
    waiting,
    longestWaitSeconds,
    me: meJson(queue.me, zone),
    offer: offer && { ...offer, arrivedAt: iso(offer.arrivedAt), expiresAt: iso(offer.expiresAt) },
    current: current && { ...current, answeredAt: isoOrNull(current.answeredAt) },
    sessions: sessions.map(session => ({
      ...session,
      startsAt: iso(session.startsAt),
      endsAt: iso(session.endsAt),
    })),
  }
}

/** Somebody's own duty as JSON. */
export function meJson(me: Queue['me'], zone: string) {
  return {
    ...me,
    since: me.since && isoWithOffset(me.since, zone),
    shiftEndsAt: me.shiftEndsAt && isoWithOffset(me.shiftEndsAt, zone),
  }
}
