import { processConfig } from '../config.ts'
import type { PageLocale } from '../domain/codes.ts'
import { routingRulesOf } from '../domain/routing-settings.ts'
import type { SimulatedLine } from '../domain/simulation/line.ts'
import { simulate } from '../domain/simulation/simulate.ts'
import { type Summary, summaryOf } from '../domain/simulation/summary.ts'
import { type Way, ways } from '../domain/simulation/ways.ts'
import { say } from '../node/say.ts'
import { textsOf } from '../texts/texts.ts'
import type { Command } from './command.ts'
import { withOpened } from './opened.ts'
import { type Asked, readAsked } from './simulate/asked.ts'
import { withOwnRoster } from './simulate/own-roster.ts'
import { kindsTable, waysTable } from './simulate/table.ts'
import { type SimulateTexts, simulateTexts } from './simulate/texts.ts'

/**
 * Simulates days of a line with this installation's router and its settings, and two plainer ways with the very same
 * callers, and prints them beside each other, with the calls simulated in a second of CPU. With `--roster` alone, the
 * line is the installation's own: its people, shifts, sessions and recorded calls.
 */
export const run: Command = async (args, locale) => {
  const config = processConfig()
  const texts = simulateTexts(locale)
  const rules = {
    ...routingRulesOf(config),
    offerSeconds: config.OFFER_SECONDS,
    restMinutes: config.REST_MINUTES,
  }
  const asked = readAsked(args, rules, texts)
  const own = asked.ofRoster ? await withOpened(({ deps }) => withOwnRoster(deps, asked, texts)) : undefined
  const line = own?.line ?? asked.line
  const { seed, withinSeconds } = asked
  const found = {} as Record<Way, Summary>
  const speed = {} as Record<Way, number>
  for (const way of ways) {
    const before = process.cpuUsage()
    found[way] = summaryOf(simulate({ line, way, seed, withinSeconds }))
    const { user, system } = process.cpuUsage(before)
    speed[way] = Math.round(found[way].received / ((user + system) / 1e6))
  }
  if (asked.json) {
    const { roster: _, ...told } = line
    say(JSON.stringify({ line: told, seed, withinSeconds, found, callsPerCpuSecond: speed }, undefined, 2))
    return 0
  }
  const { received } = found.router
  say(own?.lead(received) ?? texts.lead(line.days, received, seed, line.bands, line.partners))
  say(...(own?.basis ?? []), ...assumedOf(line, asked, locale, texts), '')
  say(...waysTable(found, withinSeconds, texts), '')
  say(...kindsTable(found.router, withinSeconds, texts, textsOf(locale).routing.classes, locale), '')
  say(...texts.notes, texts.speed(speed.router))
  return 0
}

function assumedOf(
  { callers, habits, sessions }: SimulatedLine,
  asked: Asked,
  locale: PageLocale,
  texts: SimulateTexts,
) {
  const { mix = {}, callBacks, talkMinutes, patienceMinutes } = callers
  const classes = textsOf(locale).routing.classes
  const shares = (of: Readonly<Record<string, number>>, name: (code: string) => string) =>
    Object.entries(of).map(([code, share]) => texts.share(name(code), share))
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  return [
    texts.assumed.callers([
      ...shares(mix.languages ?? {}, code => names.of(code) ?? code),
      ...shares(mix.classes ?? {}, code => classes[code as keyof typeof classes]),
    ]),
    texts.assumed.times(talkMinutes, habits.wrapUpMinutes, patienceMinutes, callBacks?.leaveNumber ?? 0),
    texts.assumed.counselors(habits.declined, habits.missed, habits.absent ?? 0),
    texts.assumed.gone(habits.gone?.share ?? 0, habits.gone?.minutes ?? 0),
    texts.assumed.sessions(sessions.perShift, sessions.noShow, sessions.canceled ?? 0, asked.ofRoster),
    texts.assumed.leaveOut(mix.leavesOut ?? 0),
  ]
}
