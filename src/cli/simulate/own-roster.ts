import type { Deps } from '../../deps.ts'
import { merged } from '../../domain/intervals.ts'
import type { PlannedPerson } from '../../domain/planned-people.ts'
import type { SimulatedLine } from '../../domain/simulation/line.ts'
import { ownLine } from '../../reads/own-line.ts'
import { WrongArguments } from '../command.ts'
import { type Asked, talkDeviation } from './asked.ts'
import type { SimulateTexts } from './texts.ts'

/** A line made of an installation's own roster, and in sentences what it is and where its figures come from. */
export type OwnRoster = { line: SimulatedLine; lead: (received: number) => string; basis: string[] }

/** Puts the installation's people, calls and minutes in the place of those of the line that was asked for. */
export async function withOwnRoster(
  deps: Pick<Deps, 'db' | 'now' | 'config'>,
  { line, said, seed }: Asked,
  texts: SimulateTexts,
): Promise<OwnRoster> {
  const own = await ownLine(deps, line.days)
  if (own.roster.length === 0) throw new WrongArguments(texts.emptyRoster)
  const { basis, roster } = own
  const { callers, habits } = line
  const byHour = (said.calls ? null : basis.callsByHour) ?? callers.byHour
  const byWeekday = said.calls ? null : basis.byWeekday
  const onRecord = said.talkMinutes ? null : basis.handlingMinutes
  const talkMinutes = onRecord === null ? callers.talkMinutes : Math.max(1, onRecord - habits.wrapUpMinutes)
  const languages = said.languages ? callers.mix?.languages : (own.languages ?? ofService(deps))
  const made = {
    ...line,
    roster,
    partners: new Set(roster.map(({ partnerId }) => partnerId)).size,
    callers: {
      ...callers,
      byHour: own.hours.map(({ hour, weekday }) => byHour[hour]! * (byWeekday?.[weekday - 1] ?? 1)),
      talkMinutes,
      talkDeviation: talkDeviation(talkMinutes),
      mix: { ...callers.mix, languages, lines: own.lines, places: own.places, placeKnown: 0.5 },
    },
  }
  const counted = {
    people: roster.length,
    partners: made.partners,
    shifts: roster.reduce((sum, { shifts }) => sum + shifts.length, 0),
    sessions: roster.reduce((sum, { sessions }) => sum + sessions.length, 0),
    hours: own.hours.length,
    openHours: openHoursOf(roster),
  }
  const words = texts.basis
  const sentences = {
    calls: basis.callsByHour ? words.calls(basis.calls, basis.days) : words.usualCalls(callers.byHour),
    minutes: onRecord === null ? words.usualMinutes : words.minutes(onRecord),
    languages: own.languages ? words.languages : words.usualLanguages,
  }
  return {
    line: made,
    lead: received => texts.leadOfRoster({ ...counted, from: own.from, days: line.days, received, seed }),
    basis: [
      ...(said.calls ? [] : [sentences.calls]),
      ...(said.talkMinutes ? [] : [sentences.minutes]),
      ...(said.languages ? [] : [sentences.languages]),
    ],
  }
}

function openHoursOf(roster: readonly PlannedPerson[]) {
  const open = merged(roster.flatMap(({ shifts }) => shifts))
  const length = open.reduce((sum, { startsAt, endsAt }) => sum + endsAt - Math.max(0, startsAt), 0)
  return Math.round(length / 3_600_000)
}

/** Where nothing is known, everybody speaks the first language of the service. */
function ofService({ config }: Pick<Deps, 'config'>) {
  return { [config.LANGUAGES[0] ?? 'zh']: 1 }
}
