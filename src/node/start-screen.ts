import { demoPeople } from '../actions/demo/demo-people.ts'
import type { Config } from '../config.ts'
import type { PageLocale } from '../domain/codes.ts'
import { start as english } from '../texts/en/start.ts'
import { start as simplified } from '../texts/zh-Hans/start.ts'
import { start as traditional } from '../texts/zh-Hant/start.ts'

/** The terminal's words in Chinese (the script that the locale asks for) and in English. */
export function startTexts(locale: PageLocale) {
  return { chinese: locale === 'zh-Hant' ? traditional : simplified, english }
}

/** A sentence in both languages, a line each. */
export function both(locale: PageLocale, sentence: (texts: typeof english) => string): string[] {
  const { chinese, english } = startTexts(locale)
  return [sentence(chinese), sentence(english)]
}

/** What is shown when the service has started: where each of the three goes, and who may be tried out. */
export function startScreen(config: Config, locale: PageLocale): string[] {
  const { chinese, english } = startTexts(locale)
  const row = (key: 'callers' | 'counselors' | 'coordinators' | 'letters' | 'line' | 'data', what: string) =>
    `  ${padded(chinese[key], 14)}${padded(english[key], 28)}${what}`
  const at = (path: string) => `${config.PUBLIC_URL}${path}`
  return [
    '',
    `  ${chinese.running} · ${english.running}`,
    '',
    row('callers', at('/zh')),
    row('counselors', at('/queue')),
    row('coordinators', at('/counts')),
    ...(config.DEMO
      ? ['', row('letters', at('/demo/letters')), row('line', 'main, token demo-line'), '', ...people(config)]
      : []),
    '',
    row('data', `${config.DATABASE_URL ? 'DATABASE_URL' : config.DATA_DIR}, ${config.KEY_FILE}`),
    `  ${chinese.end} · ${english.end}`,
    '',
  ].map(line => line.trimEnd())

  function people({ PUBLIC_URL }: Config) {
    const all = demoPeople.map(({ handle, name }) => padded(`${handle} ${name}`, 22))
    const fours = all.flatMap((_, index) => (index % 4 === 0 ? [all.slice(index, index + 4).join('')] : []))
    return [
      `  ${chinese.people} · ${english.people} ${PUBLIC_URL}/sign-in`,
      ...fours.map(line => `    ${line}`),
    ]
  }
}

/** The text filled with spaces to a width; Chinese characters take two places. */
function padded(text: string, width: number) {
  const taken = [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 2 : 1), 0)
  return text + ' '.repeat(Math.max(1, width - taken))
}
