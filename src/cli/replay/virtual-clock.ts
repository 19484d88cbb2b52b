import { type Day, dayAfter } from '../../domain/days.ts'
import { dayStart } from '../../domain/time.ts'

/** A clock that stands where the file has brought it, and lets time do its work on the way. */
export type VirtualClock = ReturnType<typeof virtualClock>

/** `nextDue` says when time would next bring something, `tick` lets it; both read this clock. */
export function virtualClock(zone: string) {
  let now: Date | undefined
  let time: { nextDue: () => Promise<Date | undefined>; tick: () => Promise<unknown> } | undefined

  async function windTo(at: Date) {
    now ??= at
    // What is overdue and stays so (a letter that cannot go) must not hold the clock for ever.
    let last = 0
    for (
      let due = await time?.nextDue();
      due && due <= at && due.getTime() > last;
      due = await time?.nextDue()
    ) {
      last = due.getTime()
      if (due > now) now = due
      await time?.tick()
    }
    now = at
  }

  return {
    now: () => now ?? new Date(0),
    isPast: (at: Date) => now !== undefined && at < now,
    windTo,
    /** To one minute after the midnight that ends this day, and one tick there. */
    async windPast(day: Day) {
      await windTo(new Date(dayStart(dayAfter(day, 1), zone).getTime() + 60_000))
      await time?.tick()
    },
    runs(running: NonNullable<typeof time>) {
      time = running
    },
  }
}
