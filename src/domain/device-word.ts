/** The coarse words for a device that somebody signed in from. */
export const deviceWords = ['iphone', 'ipad', 'android', 'windows', 'mac', 'linux', 'other'] as const

/** A word that tells a person's own devices apart, and nothing more. */
export type DeviceWord = (typeof deviceWords)[number]

const signs: [RegExp, DeviceWord][] = [
  [/iPhone|iPod/, 'iphone'],
  [/iPad/, 'ipad'],
  [/Android|HarmonyOS/, 'android'],
  [/Windows/, 'windows'],
  [/Macintosh/, 'mac'],
  [/Linux|CrOS/, 'linux'],
]

/** The word for the device that a browser says it runs on; the rest of what it says is not kept. */
export function deviceWord(userAgent: string | undefined): DeviceWord {
  return signs.find(([sign]) => sign.test((userAgent ?? '').slice(0, 300)))?.[1] ?? 'other'
}
