import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { type CoverageCheck, coverageCheck } from '../db/coverage-check.ts'
import { isOneOf, type PageLocale } from '../domain/codes.ts'
import { checkedDays, endings, type ProofSpan } from '../domain/coverage-proof.ts'
import { parseInstant } from '../domain/instants.ts'
import { type ContactClass, contactClasses } from '../domain/routing-terms.ts'
import { instantOf } from '../domain/time.ts'
import { formatMoment, formatSpan } from '../domain/time-words.ts'
import { say } from '../node/say.ts'
import { type DryRun, dryRun } from '../reads/dry-run.ts'
import { textsOf } from '../texts/texts.ts'
import { type Command, cliTexts, WrongArguments } from './command.ts'
import { withOpened } from './opened.ts'

/**
 * Checks every minute of the next 14 days and lists the gaps; answers 1 where a contact would end nowhere. With `--at`,
 * tells instead what would happen to one contact at that instant.
 */
export const run: Command = async (args, locale) => {
  const { values } = parseArgs({
    args,
    options: {
      at: { type: 'string' },
      language: { type: 'string' },
      class: { type: 'string', default: 'everyone' },
      json: { type: 'boolean', default: false },
    },
  })
  return withOpened(async ({ deps }) => {
    const { config } = deps
    if (values.at !== undefined) {
      const asked = { at: instant(values.at, config, locale), ...contact(values, config, locale) }
      const answer = await dryRun(deps, asked)
      say(
        ...(values.json ? [JSON.stringify({ ...asked, ...answer })] : toldRun(asked, answer, config, locale)),
      )
      return answer.ends === 'nowhere' ? 1 : 0
    }
    const check = await coverageCheck(deps)
    say(...(values.json ? [JSON.stringify(check)] : toldCheck(check, config, locale)))
    return check.spans.some(({ ends }) => ends === 'nowhere') ? 1 : 0
  })
}

/** A wall time of the service, as 2026-11-29T03:00, or an instant with its offset. */
function instant(text: string, { TIME_ZONE }: Config, locale: PageLocale): Date {
  const exact = parseInstant(text)
  if (exact) return exact
  const [day = '', time = ''] = text.split(/[T ]/)
  const wall = instantOf(day, time, TIME_ZONE)
  if (wall.fault === 'happens_twice') return wall.first
  if (wall.fault) throw new WrongArguments(cliTexts(locale).needs('--at 2026-11-29T03:00'))
  return wall.at
}

function contact(
  given: { language?: string; class: string },
  { LANGUAGES }: Config,
  locale: PageLocale,
): { language: string; class: ContactClass } {
  const language = given.language ?? LANGUAGES[0] ?? ''
  if (!LANGUAGES.includes(language))
    throw new WrongArguments(cliTexts(locale).needs(`--language ${LANGUAGES.join('|')}`))
  if (!isOneOf(contactClasses, given.class))
    throw new WrongArguments(cliTexts(locale).needs(`--class ${contactClasses.join('|')}`))
  return { language, class: given.class }
}

function toldRun(
  asked: { at: Date; language: string; class: ContactClass },
  answer: DryRun,
  { TIME_ZONE, PROVINCE_NUMBER }: Config,
  locale: PageLocale,
): string[] {
  const { routing } = textsOf(locale)
  const { dry } = routing
  const moment = (at: Date) => formatMoment(at, TIME_ZONE, locale)
  const nobody = answer.asked.length + answer.notAsked.length === 0
  return [
    dry.answer(moment(asked.at), asked.language, routing.classes[asked.class]),
    routing.endsIn[answer.ends](PROVINCE_NUMBER ?? ''),
    ...(answer.callbackFrom ? [dry.from(moment(answer.callbackFrom))] : []),
    ...(nobody ? [dry.nobody] : []),
    ...(answer.asked.length > 0 ? [dry.asked, ...answer.asked.map(({ name }) => `  ${name}`)] : []),
    ...(answer.notAsked.length > 0 ? [dry.notAsked] : []),
    ...answer.notAsked.map(
      ({ name, reasons }) => `  ${name}: ${reasons.map(reason => routing.whyNot[reason]).join(', ')}`,
    ),
  ]
}

function toldCheck(check: CoverageCheck, { TIME_ZONE, LANGUAGES }: Config, locale: PageLocale): string[] {
  const { routing } = textsOf(locale)
  const gaps = check.spans.filter(({ ends }) => ends === 'nowhere')
  const rows = LANGUAGES.flatMap(language =>
    contactClasses.map(of => {
      const own = check.spans.filter(span => span.language === language && span.class === of)
      const shares = endings.map(ends => `${routing.ends[ends]} ${share(own, check, ends)} %`)
      return `  ${language} · ${routing.classes[of]}: ${shares.join(', ')}`
    }),
  )
  const listed = gaps.map(
    ({ startsAt, endsAt, language, class: of }) =>
      `  ${formatSpan(new Date(startsAt), new Date(endsAt), TIME_ZONE, locale)}: ${language}, ${routing.classes[of]}`,
  )
  const sum = Math.round(gaps.reduce((all, { startsAt, endsAt }) => all + endsAt - startsAt, 0) / 60_000)
  return [
    routing.proof.lead(checkedDays, check.lines.join(', ')),
    ...rows,
    gaps.length > 0 ? routing.proof.gaps(sum) : routing.proof.noGap,
    ...listed,
  ]
}

function share(spans: readonly ProofSpan[], whole: CoverageCheck, ends: ProofSpan['ends']) {
  const length = spans
    .filter(span => span.ends === ends)
    .reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0)
  return ((100 * length) / (whole.endsAt - whole.startsAt)).toFixed(1)
}
