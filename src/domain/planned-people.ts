import type { Interval } from './intervals.ts'
import { needsOf } from './routing-contacts.ts'
import type { Contact, ContactClass, OnDuty, RoutingRules, Standings } from './routing-terms.ts'

/** Somebody as planned: their shifts and booked sessions, in order. */
export type PlannedPerson = Standings & {
  id: string
  languages: readonly string[]
  shifts: readonly Interval[]
  sessions: readonly Interval[]
}

/** Whoever is planned at an instant, as routing would find them: come on duty with their shift, and free but for sessions. */
export function onDutyAt(planned: readonly PlannedPerson[], at: Date): OnDuty[] {
  const now = at.getTime()
  return planned.flatMap(({ shifts, sessions, ...person }) => {
    const shift = shifts.find(({ startsAt, endsAt }) => startsAt <= now && now < endsAt)
    if (!shift) return []
    const session = sessions.find(({ endsAt }) => endsAt > now)
    return [
      {
        ...person,
        state: 'free' as const,
        idleSince: new Date(shift.startsAt),
        lastSeenAt: at,
        sessionAt: session ? new Date(session.startsAt) : null,
        inSession: false,
      },
    ]
  })
}

/**
 * A contact of a class that calls at an instant, and is looked at once widening is over, on whichever line it came:
 * everybody in the city can be asked then.
 */
export function contactAt(
  { language, class: of }: { language: string; class: ContactClass },
  at: Date,
  { widening }: RoutingRules,
): Contact {
  const waited = Math.max(0, widening?.cityMinutes ?? 0, widening?.partnersMinutes ?? 0)
  return {
    id: 'planned',
    arrivedAt: new Date(at.getTime() - waited * 60_000),
    language,
    asked: new Set(),
    class: of,
    needs: needsOf({
      ageBand: of === 'child' ? 'under_14' : 'unknown',
      markedAs: of === 'danger_now' ? 'danger_now' : null,
    }),
  }
}
