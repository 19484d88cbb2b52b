import { processConfig } from '../config.ts'
import { routingRulesOf } from '../domain/routing-settings.ts'
import { simulate } from '../domain/simulation/simulate.ts'
import { type Summary, summaryOf } from '../domain/simulation/summary.ts'
import { type Way, ways } from '../domain/simulation/ways.ts'
import { say } from '../node/say.ts'
import type { Command } from './command.ts'
import { readAsked } from './simulate/asked.ts'
import { tableOf } from './simulate/table.ts'
import { simulateTexts } from './simulate/texts.ts'

/**
 * Simulates days of a line with this installation's router and its settings, and two plainer ways with the very same
 * callers, and prints them beside each other, with the calls simulated in a second of CPU.
 */
export const run: Command = async (args, locale) => {
  const config = processConfig()
  const texts = simulateTexts(locale)
  const rules = {
    ...routingRulesOf(config),
    offerSeconds: config.OFFER_SECONDS,
    restMinutes: config.REST_MINUTES,
  }
  const { line, seed, withinSeconds, json } = readAsked(args, rules, texts)
  const found = {} as Record<Way, Summary>
  const speed = {} as Record<Way, number>
  for (const way of ways) {
    const before = process.cpuUsage()
    found[way] = summaryOf(simulate({ line, way, seed, withinSeconds }))
    const { user, system } = process.cpuUsage(before)
    speed[way] = Math.round(found[way].received / ((user + system) / 1e6))
  }
  if (json) {
    say(JSON.stringify({ line, seed, withinSeconds, found, callsPerCpuSecond: speed }, undefined, 2))
    return 0
  }
  const { received } = found.router
  say(texts.lead(line.days, received, seed, line.bands, line.partners), '')
  say(...tableOf(found, withinSeconds, texts), '', ...texts.notes)
  say(texts.speed(speed.router))
  return 0
}
