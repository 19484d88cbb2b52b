import type { createApp } from '../../app.ts'
import type { Deps } from '../../deps.ts'
import { localDay } from '../../domain/time.ts'
import { answererOfCall, holderOfOffer, holderOfSession } from '../../reads/who-holds.ts'
import { asking, Refused } from './ask.ts'
import type { ReplayEvent } from './event.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** What a replay did: days it touched, lines done, and each line that could not be done, with why. */
export type Played = { done: number; faults: { line: number; why: string }[]; from?: string; to?: string }

/**
 * Plays events in their order through the app's own HTTP routes, with time taken from them: before each
 * event, everything that time brings until then happens. Ends with the night after the last day.
 */
export function player(deps: Deps, app: ReturnType<typeof createApp>, clock: VirtualClock) {
  const ask = asking(deps, app)
  const played: Played = { done: 0, faults: [] }
  const calls = new Map<string, { line: string; reference: string }>()
  const codes = new Map<string, string>()
  const onDuty = new Set<string>()
  const zone = deps.config.TIME_ZONE

  function fault(line: number, why: string) {
    played.faults.push({ line, why })
  }

  async function play(line: number, event: ReplayEvent) {
    if (clock.isPast(event.at)) return fault(line, `${event.event}: earlier than the line before it`)
    await clock.windTo(event.at)
    const day = localDay(event.at, zone)
    played.from ??= day
    played.to = day
    try {
      await carryOut(event)
      played.done++
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      fault(line, `${event.event}: ${error.message}`)
    }
  }

  async function carryOut(event: ReplayEvent): Promise<unknown> {
    switch (event.event) {
      case 'duty.on':
        onDuty.add(event.who)
        return ask.as(event.who, 'PUT', '/api/v1/duty', { on: true })
      case 'duty.off':
        onDuty.delete(event.who)
        return ask.as(event.who, 'PUT', '/api/v1/duty', { on: false })
      case 'call.arrives': {
        const { line, from, language } = event
        // Told twice within a file is one call; the same name in another file is another call.
        const call = calls.get(event.ref) ?? { line, reference: `${event.ref}@${event.at.getTime()}` }
        calls.set(event.ref, call)
        return ask.onLine(call.line, { event: 'newCall', callId: call.reference, from, language })
      }
      case 'offer.accepted':
      case 'offer.declined': {
        const call = known(calls, event.call)
        const offer = found(
          await holderOfOffer(deps, call.line, call.reference),
          'nobody holds an offer of it',
        )
        const verb = event.event === 'offer.accepted' ? 'accept' : 'decline'
        return ask.as(offer.handle, 'POST', `/api/v1/offers/${offer.id}/${verb}`)
      }
      case 'call.hangs_up': {
        const call = known(calls, event.ref)
        return ask.onLine(call.line, { event: 'hangup', callId: call.reference })
      }
      case 'call.closed': {
        const { line, reference } = known(calls, event.ref)
        const call = found(await answererOfCall(deps, line, reference), 'nobody answered it')
        return ask.as(call.handle, 'POST', `/api/v1/calls/${call.id}/outcome`, event.outcome)
      }
      case 'booking.made': {
        const { event: _, at, ref, ...wish } = event
        // The record holds no contacts; a session by phone wants one.
        const contact = wish.mode === 'phone' && !wish.contact ? { contact: { phone: '000000' } } : {}
        const key = `replay-${encodeURIComponent(ref)}-${at.getTime()}`
        const made = await ask.anybody('/api/v1/bookings', { ...wish, ...contact }, key)
        return codes.set(ref, made.returnCode)
      }
      case 'booking.canceled':
        return ask.anybody('/api/v1/bookings/cancel', { returnCode: known(codes, event.ref) })
      case 'session.closed': {
        const tag = await deps.keys.tag('return-code', known(codes, event.ref))
        const session = found(await holderOfSession(deps, tag), 'it is no longer on record')
        return ask.as(session.handle, 'POST', `/api/v1/sessions/${session.id}/outcome`, event.outcome)
      }
      case 'outreach.held': {
        const { event: _, at, ...held } = event
        return ask.as('coordinator-1', 'POST', '/api/v1/outreach', { ...held, heldAt: at.toISOString() })
      }
      case 'shift.planned':
        return ask.as('coordinator-1', 'POST', '/api/v1/shifts', {
          counselor: event.who,
          startsAt: event.startsAt,
          endsAt: event.endsAt,
        })
    }
  }

  /** The last night: who is still on duty goes home, and the day's outcomes leave their contacts. */
  async function finish(): Promise<Played> {
    if (played.to === undefined) return played
    await clock.windPast(played.to)
    for (const who of onDuty) await ask.as(who, 'PUT', '/api/v1/duty', { on: false }).catch(ignoreRefusal)
    return played
  }

  return { play, fault, finish }
}

function known<T>(known: Map<string, T>, ref: string): T {
  const found = known.get(ref)
  if (found === undefined) throw new Refused(`nothing is known under the name ${ref}`)
  return found
}

function found<T extends { handle: string | null }>(row: T | undefined, why: string): T & { handle: string } {
  if (!row?.handle) throw new Refused(why)
  return row as T & { handle: string }
}

function ignoreRefusal(error: unknown) {
  if (!(error instanceof Refused)) throw error
}
