import type { RoutingRules } from './routing-terms.ts'

/** The settings of an installation that routing goes by. */
export type RoutingSettings = {
  GUARD_MINUTES: number
  PRESENCE_SECONDS: number
  CALLBACK_MINUTES: number
  MOST_CALLS: number
  EQUAL_IDLE_SECONDS: number
  HEAD_START_DANGER: number
  HEAD_START_CHILD: number
  HEAD_START_CALLBACK: number
  HEAD_START_FRONT_LINE: number
  WIDEN_CITY_MINUTES: number
  WIDEN_PARTNERS_MINUTES: number
  WIDEN_PROVINCE_MINUTES: number
}

/** The rules of routing as this installation has set them. */
export function routingRulesOf(set: RoutingSettings): Required<RoutingRules> {
  return {
    guardMinutes: set.GUARD_MINUTES,
    presenceSeconds: set.PRESENCE_SECONDS,
    callbackMinutes: set.CALLBACK_MINUTES,
    mostCalls: set.MOST_CALLS,
    equalSeconds: set.EQUAL_IDLE_SECONDS,
    headStarts: {
      danger_now: set.HEAD_START_DANGER,
      child: set.HEAD_START_CHILD,
      promised_callback: set.HEAD_START_CALLBACK,
      front_line_medical: set.HEAD_START_FRONT_LINE,
    },
    widening: {
      cityMinutes: set.WIDEN_CITY_MINUTES,
      partnersMinutes: set.WIDEN_PARTNERS_MINUTES,
      provinceMinutes: set.WIDEN_PROVINCE_MINUTES,
    },
  }
}
