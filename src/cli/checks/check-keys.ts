import { stat } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import type { Config } from '../../config.ts'
import { type Day, dayAfter, eachDay } from '../../domain/days.ts'
import type { Keys } from '../../outside/keys.ts'
import { keyDays } from '../../tick.ts'
import { type DoctorTexts, type Finding, mend, well } from './finding.ts'

/** The key file: there, closed to others, outside the data, with a key for each coming day and none for days over. */
export async function checkKeys(
  config: Config,
  keys: Pick<Keys, 'ages'>,
  today: Day,
  texts: DoctorTexts,
): Promise<Finding[]> {
  const { KEY_FILE: path, DATA_DIR } = config
  const found = await stat(path).catch(() => undefined)
  const inside = relative(resolve(DATA_DIR), resolve(path))
  const findings = inside.startsWith('..') ? [] : [mend(texts.keysInside(path))]
  if (!found) return [...findings, mend(texts.keysMissing(path))]
  findings.push((found.mode & 0o077) === 0 ? well(texts.keysWell(path)) : mend(texts.keysOpen(path)))
  const ages = await keys.ages().catch(() => undefined)
  if (!ages) return [...findings, mend(texts.keysUnreadable)]
  const days = new Set(ages.map(({ day }) => day))
  // The last day or two are made by the next daily tick.
  const last = dayAfter(today, keyDays(config) - 3)
  const missing = eachDay({ from: today, to: last }).find(day => !days.has(day))
  const old = ages.find(({ day }) => day < today)
  findings.push(missing ? mend(texts.ringShort(missing)) : well(texts.ringWell(last)))
  if (old) findings.push(mend(texts.ringOld(old.day)))
  return findings
}
