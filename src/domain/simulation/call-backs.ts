import { mayBeCalledBack } from '../coverage-proof.ts'
import { classOf } from '../routing-contacts.ts'
import type { Caller } from './callers.ts'
import type { Counselor } from './counselors.ts'
import { haveTime } from './duty.ts'
import { countIn } from './findings.ts'
import { after, type Floor } from './floor.ts'

const minute = 60_000
const day = 24 * 60 * minute

/**
 * Whoever would hang up leaves a number instead, where they do and may: the place in the queue is kept, an offer that
 * stands goes on, and the number is forgotten after some days.
 */
export function promiseCallBack(floor: Floor, caller: Caller): boolean {
  const { callBacks } = floor.line.callers
  if (!callBacks || !caller.leavesNumber || !mayBeCalledBack(caller.class)) return false
  floor.findings.callBacks.promised++
  caller.promisedAt = floor.now.getTime()
  caller.class = classOf({ ...caller.known, channel: 'callback' })
  after(floor, callBacks.forgottenDays * day, () => forget(floor, caller))
  // Its place has changed by its class, and a rule may look at that.
  if (caller.state === 'waiting') floor.round(floor.poolOf(caller))
  return true
}

/** One attempt to call back: true when somebody picks up; else both are free again, and the next attempt comes later. */
export function tryToReach(floor: Floor, caller: Caller, person: Counselor): boolean {
  const { callBacks } = floor.line.callers
  const counts = floor.findings.callBacks
  counts.attempts++
  caller.attempts++
  if (caller.attempts >= caller.picksUpAt) {
    counts.kept++
    countIn(counts.minutes, Math.round((floor.now.getTime() - caller.promisedAt!) / minute))
    return true
  }
  if (!callBacks) return false
  person.state = 'talking'
  after(floor, callBacks.attemptMinutes * minute, () => haveTime(floor, person))
  floor.findings.load[person.number]!.busy += callBacks.attemptMinutes * minute
  if (caller.attempts >= callBacks.attempts) {
    caller.state = 'gone'
    counts.unreached++
    return false
  }
  caller.state = 'later'
  after(floor, callBacks.retryMinutes * minute, () => queueAgain(floor, caller))
  return false
}

function queueAgain(floor: Floor, caller: Caller) {
  if (caller.state !== 'later') return
  const pool = floor.poolOf(caller)
  caller.state = 'waiting'
  pool.waiting.set(caller.id, caller)
  floor.round(pool)
}

function forget(floor: Floor, caller: Caller) {
  // Whoever is about to try may still try.
  if (caller.state === 'offered') after(floor, minute, () => forget(floor, caller))
  if (caller.state !== 'waiting' && caller.state !== 'later') return
  caller.state = 'gone'
  floor.poolOf(caller).waiting.delete(caller.id)
  if (caller.attempts > 0) floor.findings.callBacks.unreached++
  else floor.findings.callBacks.forgotten++
}
