import { isOneOf } from '../../domain/codes.ts'
import { isDay } from '../../domain/days.ts'
import { plainWidth } from '../../domain/plain-width.ts'
import { readTimeOfDay } from '../../domain/planned-intervals.ts'
import type { FaultCode } from '../../domain/problem.ts'
import { type ContactClass, contactClasses } from '../../domain/routing-terms.ts'
import { instantOf, localDay } from '../../domain/time.ts'
import { formatMoment } from '../../domain/time-words.ts'
import { type AskedRun, type DryRun, dryRun } from '../../reads/dry-run.ts'
import { type AnyContext, textsFor } from '../env.ts'
import { languageName } from '../language-name.ts'
import { type Mend, mendsOf, Select, TextField } from './form-parts.tsx'

type Typed = { day: string; time: string; language: string; class: string }

/** The question as it stands in the address, with the answer of the rules, or what to mend. */
export type TypedRun = { typed: Typed; mends: Mend[]; asked?: AskedRun; answer?: DryRun }

/** Reads the question of a dry run from the address, and asks the rules; nothing typed yet is no mistake. */
export async function readDryRun(c: AnyContext): Promise<TypedRun> {
  const { deps } = c.var
  const zone: string = deps.config.TIME_ZONE
  const one = (name: keyof Typed) => plainWidth(c.req.query(name) ?? '').trim()
  const first = {
    day: localDay(deps.now(), zone),
    time: '',
    language: deps.config.LANGUAGES[0],
    class: 'everyone',
  }
  if (c.req.query('day') === undefined) return { typed: first, mends: [] }
  const typed = { day: one('day'), time: one('time'), language: one('language'), class: one('class') }
  const faults: { field: keyof Typed; code: FaultCode }[] = []
  const at = isDay(typed.day) ? instantOn(typed.day, typed.time, zone) : undefined
  if (!isDay(typed.day)) faults.push({ field: 'day', code: typed.day ? 'not_a_day' : 'missing' })
  else if (!at) faults.push({ field: 'time', code: typed.time ? 'not_a_time' : 'missing' })
  if (!deps.config.LANGUAGES.includes(typed.language)) faults.push({ field: 'language', code: 'not_in_list' })
  if (!isOneOf(contactClasses, typed.class)) faults.push({ field: 'class', code: 'not_in_list' })
  if (!at || faults.length > 0) return { typed, mends: mendsOf(faults, textsFor(c)) }
  const asked = { at, language: typed.language, class: typed.class as ContactClass }
  return { typed, mends: [], asked, answer: await dryRun(deps, asked) }
}

function instantOn(day: string, typed: string, zone: string) {
  const wall = instantOf(day, readTimeOfDay(typed), zone)
  // An hour that the clocks repeat is asked about for the first time.
  return wall.fault === 'happens_twice' ? wall.first : wall.fault === undefined ? wall.at : undefined
}

/** "What would happen?": the question as a form whose address can be shared, and the answer below. */
export function DryRunForm({ c, run }: { c: AnyContext; run: TypedRun }) {
  const words = textsFor(c).routing
  const { mends, typed } = run
  const { deps, locale } = c.var
  const languages = deps.config.LANGUAGES.map((code: string) => ({
    value: code,
    label: languageName(code, locale),
  }))
  const classes = contactClasses.map(code => ({ value: code, label: words.classes[code] }))
  return (
    <section class="card dry-run" aria-labelledby="dry-title">
      <h2 id="dry-title">{words.dry.title}</h2>
      <p>{words.dry.lead}</p>
      <form method="get" action="/explain" novalidate>
        <div class="dry-fields">
          <TextField name="day" label={words.dry.day} type="date" value={typed.day} mends={mends} />
          <TextField name="time" label={words.dry.time} type="time" value={typed.time} mends={mends} />
          <Select
            name="language"
            label={words.dry.language}
            value={typed.language}
            options={languages}
            mends={mends}
          />
          <Select name="class" label={words.dry.class} value={typed.class} options={classes} mends={mends} />
        </div>
        <button type="submit">{words.dry.submit}</button>
      </form>
      {run.asked && run.answer && <Answer c={c} asked={run.asked} answer={run.answer} />}
    </section>
  )
}

function Answer({ c, asked, answer }: { c: AnyContext; asked: AskedRun; answer: DryRun }) {
  const words = textsFor(c).routing
  const { deps, locale } = c.var
  const moment = (at: Date) => formatMoment(at, deps.config.TIME_ZONE, locale)
  const nobody = answer.asked.length === 0 && answer.notAsked.length === 0
  return (
    <div class="notice" role="status">
      <p>
        {words.dry.answer(moment(asked.at), languageName(asked.language, locale), words.classes[asked.class])}{' '}
        <strong>{words.endsIn[answer.ends](deps.config.PROVINCE_NUMBER ?? '')}</strong>{' '}
        {answer.callbackFrom && words.dry.from(moment(answer.callbackFrom))}
      </p>
      {nobody && <p>{words.dry.nobody}</p>}
      {answer.asked.length > 0 && (
        <>
          <h3>{words.dry.asked}</h3>
          <ol>
            {answer.asked.map(({ name }) => (
              <li>{name}</li>
            ))}
          </ol>
        </>
      )}
      {answer.notAsked.length > 0 && (
        <>
          <h3>{words.dry.notAsked}</h3>
          <dl class="why-not">
            {answer.notAsked.map(({ name, reasons }) => (
              <div>
                <dt>{name}</dt>
                <dd>{reasons.map(reason => words.whyNot[reason]).join(locale === 'en' ? '; ' : '；')}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  )
}
