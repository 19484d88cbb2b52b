import { readConfig } from '../../../src/config.ts'
import { routingRulesOf } from '../../../src/domain/routing-settings.ts'
import { type SimulatedLine, spreadOverDay } from '../../../src/domain/simulation/line.ts'
import { simulate } from '../../../src/domain/simulation/simulate.ts'
import type { Bench } from '../installation.ts'
import type { Line, Size } from '../line.ts'

/**
 * P9: contacts simulated in a second of CPU, a year of a 20-seat line through the real router: 24 calls an hour, one
 * session a shift, offers declined and missed, under the rules of a new installation. With and without what tells callers
 * and counselors apart (classes, languages, numbers left); round after round with another seed.
 */
export async function simulatedYear(_bench: Bench, { rounds, quick }: Size): Promise<Line[]> {
  const days = quick ? 30 : 365
  const plain = lineOf(days)
  const mixed: SimulatedLine = {
    ...plain,
    skills: { languages: { yue: 0.3, en: 0.4 }, qualifications: { minors: 0.8, high_risk: 0.8 } },
    habits: { ...plain.habits, absent: 0.02, lateMinutes: 1 },
    sessions: { ...plain.sessions, canceled: 0.1 },
    callers: {
      ...plain.callers,
      mix: {
        classes: { danger_now: 0.01, child: 0.04, front_line_medical: 0.03 },
        languages: { zh: 0.95, yue: 0.03, en: 0.02 },
        leavesOut: 0.02,
      },
      callBacks: {
        leaveNumber: 0.3,
        pickUp: 0.6,
        attempts: 3,
        attemptMinutes: 1,
        retryMinutes: 30,
        forgottenDays: 4,
      },
    },
  }
  // A first run pays for the compiler.
  perCpuSecond(lineOf(30), 0)
  const seeds = Array.from({ length: rounds }, (_, round) => round + 1)
  const line = { figure: 'P9', unit: '/s', target: { atLeast: 100_000 } }
  return [
    {
      ...line,
      what: `contacts of ${days} days, 20 seats, a second of CPU`,
      ours: seeds.map(seed => perCpuSecond(plain, seed)),
    },
    {
      ...line,
      what: 'the same, callers and counselors of many kinds, call-backs',
      ours: seeds.map(seed => perCpuSecond(mixed, seed)),
    },
  ]
}

function perCpuSecond(line: SimulatedLine, seed: number) {
  const before = process.cpuUsage()
  const { days } = simulate({ line, way: 'router', seed, withinSeconds: 30 })
  const { user, system } = process.cpuUsage(before)
  return days.reduce((sum, { received }) => sum + received, 0) / ((user + system) / 1e6)
}

function lineOf(days: number): SimulatedLine {
  const config = readConfig({ DEMO: 'true' })
  return {
    days,
    bands: [0, 8, 16].map(fromHour => ({ fromHour, toHour: fromHour + 8, seats: 20 })),
    partners: 3,
    callers: {
      byHour: spreadOverDay(24),
      talk: 'lognormal',
      talkMinutes: 17,
      talkDeviation: 34 / 3,
      patienceMinutes: 5,
      highRisk: 0.05,
    },
    habits: { acceptSeconds: 6, declined: 0.05, missed: 0.05, awayMinutes: 10, wrapUpMinutes: 3 },
    sessions: { perShift: 1, minutes: 30, noShow: 0.15, noShowMinutes: 15, lateMinutes: 10 },
    rules: {
      ...routingRulesOf(config),
      offerSeconds: config.OFFER_SECONDS,
      restMinutes: config.REST_MINUTES,
    },
  }
}
