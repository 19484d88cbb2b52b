import type { Config } from '../../config.ts'
import { type Day, daysBetween } from '../../domain/days.ts'
import { verifyMail } from '../../outside/smtp-mail.ts'
import { type DoctorTexts, type Finding, mend, well } from './finding.ts'

/** After so many days somebody should call the emergency numbers again. */
const daysNumbersHold = 90

/** Emergency numbers: which, and whether somebody checked them in the last 90 days. */
export function checkNumbers(config: Config, today: Day, texts: DoctorTexts): Finding {
  const { EMERGENCY_CHECKED_ON: day, EMERGENCY_NUMBERS } = config
  const numbers = EMERGENCY_NUMBERS.join(', ')
  const age = daysBetween(day, today)
  if (age < 0) return mend(texts.numbersAhead(day))
  // In a demo nobody checked them, and its page says that nobody answers.
  return config.DEMO || age <= daysNumbersHold
    ? well(texts.numbersWell(numbers, day))
    : mend(texts.numbersOld(numbers, day))
}

/** Mail: whether the server would take letters now. */
export async function checkMail(config: Config, texts: DoctorTexts): Promise<Finding> {
  if (!config.MAIL_URL) return config.DEMO ? well(texts.mailKept) : mend(texts.mailMissing)
  const fault = await verifyMail(config.MAIL_URL)
  if (!fault) return well(texts.mailWell)
  return mend(texts.mailBroken(texts.mailFaults[fault.code](fault.place, fault.detail)))
}

/** The public address: encrypted outside a demo and, when asked online, answering. */
export async function checkAddress(config: Config, online: boolean, texts: DoctorTexts): Promise<Finding[]> {
  const { PUBLIC_URL: url, DEMO } = config
  const first =
    DEMO || url.startsWith('https:') ? well(texts.addressWell(url)) : mend(texts.addressPlain(url))
  if (!online) return [first]
  const answers = await fetch(`${url}/healthz`, {
    signal: AbortSignal.timeout(5000),
    redirect: 'manual',
  }).then(
    answer => answer.ok,
    () => false,
  )
  return [first, answers ? well(texts.addressReached(url)) : mend(texts.addressLost(url))]
}

/** Telephone lines: none with the demo's token outside a demo. */
export function checkLines(config: Config, texts: DoctorTexts): Finding {
  const names = Object.keys(config.LINES)
  if (!config.DEMO && Object.values(config.LINES).includes('demo-line')) return mend(texts.linesDemo)
  return well(names.length > 0 ? texts.linesWell(names.join(', ')) : texts.linesNone)
}
