import { stat } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import type { Config } from '../../config.ts'
import { type Day, dayAfter, eachDay } from '../../domain/days.ts'
import { keyFilesSeen } from '../../outside/key-file.ts'
import type { Keys } from '../../outside/keys.ts'
import { keyDays } from '../../tick.ts'
import { type DoctorTexts, type Finding, mend, well } from './finding.ts'

/** The key file: there, closed to others, outside data and backups, alike with its copy, with a key for each coming day and none for days over. */
export async function checkKeys(
  config: Config,
  keys: Pick<Keys, 'ages' | 'goneBefore'>,
  today: Day,
  texts: DoctorTexts,
): Promise<Finding[]> {
  const { KEY_FILE: path, KEY_FILE_COPY: copy, DATA_DIR, BACKUP_DIRS } = config
  const found = await stat(path).catch(() => undefined)
  const files = [path, ...(copy ? [copy] : [])]
  const findings = files.flatMap(file => [
    ...(isWithin(file, DATA_DIR) ? [mend(texts.keysInside(file))] : []),
    ...BACKUP_DIRS.filter(folder => isWithin(file, folder)).map(folder =>
      mend(texts.keysBackedUp(file, folder)),
    ),
  ])
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
  const gone = (await keys.goneBefore()) ?? ''
  if (gone > today) findings.push(mend(texts.keysAhead(gone)))
  // One copy is enough to try things out.
  if (copy || !config.DEMO) findings.push(await checkCopy(path, copy, texts))
  return findings
}

async function checkCopy(path: string, copy: string | undefined, texts: DoctorTexts): Promise<Finding> {
  if (!copy) return mend(texts.copyUnset)
  const { copyReadable, alike } = await keyFilesSeen(path, copy)
  if (!copyReadable) return mend(texts.copyAway(copy))
  const mode = (await stat(copy)).mode & 0o077
  if (mode !== 0) return mend(texts.keysOpen(copy))
  return alike ? well(texts.copyWell(copy)) : mend(texts.copyDiffers(copy))
}

function isWithin(file: string, folder: string): boolean {
  return !relative(resolve(folder), resolve(file)).startsWith('..')
}
