import { gapsOf } from '../../domain/coverage-gaps.ts'
import { checkedDays, type Ending, endings, type ProofSpan } from '../../domain/coverage-proof.ts'
import { contactClasses } from '../../domain/routing-terms.ts'
import { formatMoment, formatSpan } from '../../domain/time-words.ts'
import type { CheckedCoverage, CoverageCheck } from '../../reads/coverage-kept.ts'
import { type AnyContext, textsFor } from '../env.ts'
import { languageName } from '../language-name.ts'

const mostListed = 20

/** The proof that no contact comes to a dead end: gaps first, then how contacts end by language and kind. */
export function CoverageProof({ c, check }: { c: AnyContext; check: CheckedCoverage }) {
  const { deps, locale } = c.var
  const words = textsFor(c).routing
  const minutes = minutesOf(check.spans, 'nowhere')
  return (
    <section class="coverage-proof" aria-labelledby="proof-title">
      <h2 id="proof-title">{words.proof.title}</h2>
      <p>{words.proof.lead(checkedDays, check.lines.join(locale === 'en' ? ', ' : '、'))}</p>
      <p class={minutes > 0 ? 'notice warm' : 'notice'}>
        {minutes > 0 ? words.proof.gaps(minutes) : words.proof.noGap}
      </p>
      <Gaps c={c} gaps={gapsOf(check.spans)} />
      <p class="quiet">{words.proof.checked(formatMoment(check.checkedAt, deps.config.TIME_ZONE, locale))}</p>
      {deps.config.LANGUAGES.map((language: string) => (
        <OneLanguage c={c} language={language} check={check} />
      ))}
      <p>
        <a href="/explain">{words.dry.title}</a>
      </p>
    </section>
  )
}

/** Every stretch in which a contact ends nowhere, those of one time together; the first of many. */
function Gaps({ c, gaps }: { c: AnyContext; gaps: readonly ProofSpan[] }) {
  const words = textsFor(c).routing
  const { deps, locale } = c.var
  const stretches = [
    ...Map.groupBy(gaps, ({ startsAt, endsAt, language }) => `${startsAt} ${endsAt} ${language}`).values(),
  ].sort(([a], [b]) => (a?.startsAt ?? 0) - (b?.startsAt ?? 0))
  if (stretches.length === 0) return null
  return (
    <ul class="coverage-gaps">
      {stretches.slice(0, mostListed).map(([gap, ...others]) => (
        <li>
          {gap && formatSpan(new Date(gap.startsAt), new Date(gap.endsAt), deps.config.TIME_ZONE, locale)}:{' '}
          {languageName(gap?.language ?? '', locale)} ·{' '}
          {[gap, ...others].map(one => one && words.classes[one.class]).join(locale === 'en' ? ', ' : '、')}
        </li>
      ))}
      {stretches.length > mostListed && <li>{words.proof.more(stretches.length - mostListed)}</li>}
    </ul>
  )
}

function OneLanguage({ c, language, check }: { c: AnyContext; language: string; check: CoverageCheck }) {
  const words = textsFor(c).routing
  const name = languageName(language, c.var.locale)
  const spans = check.spans.filter(span => span.language === language)
  const whole = (check.endsAt - check.startsAt) / 60_000
  const percent = (of: string, ends: Ending) =>
    (
      (100 *
        minutesOf(
          spans.filter(span => span.class === of),
          ends,
        )) /
      whole
    ).toFixed(1)
  return (
    <details>
      <summary>{name}</summary>
      <section class="table-scroll" tabindex={0} aria-label={`${words.proof.table}: ${name}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.proof.class}</th>
              {endings.map(ends => (
                <th scope="col">{words.ends[ends]}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {contactClasses.map(of => (
              <tr>
                <th scope="row">{words.classes[of]}</th>
                {endings.map(ends => (
                  <td>{words.proof.share(percent(of, ends))}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <NotAtOnce c={c} spans={spans} />
    </details>
  )
}

/** When nobody answers at once: gaps of any kind first, else as it is for everyone. */
function NotAtOnce({ c, spans }: { c: AnyContext; spans: readonly ProofSpan[] }) {
  const words = textsFor(c).routing
  const { deps, locale } = c.var
  const isGap = ({ ends }: ProofSpan) => ends === 'nowhere'
  const listed = [
    ...spans.filter(isGap),
    ...spans.filter(span => span.class === 'everyone' && span.ends !== 'person' && !isGap(span)),
  ]
  if (listed.length === 0) return null
  return (
    <>
      <h3>{words.proof.spans(listed.length)}</h3>
      <ul>
        {listed.slice(0, mostListed).map(({ startsAt, endsAt, ends, class: of }) => (
          <li>
            {formatSpan(new Date(startsAt), new Date(endsAt), deps.config.TIME_ZONE, locale)}:{' '}
            {words.classes[of]}, {words.ends[ends]}
          </li>
        ))}
        {listed.length > mostListed && <li>{words.proof.more(listed.length - mostListed)}</li>}
      </ul>
    </>
  )
}

function minutesOf(spans: readonly ProofSpan[], ends: Ending) {
  return spans
    .filter(span => span.ends === ends)
    .reduce((sum, { startsAt, endsAt }) => sum + (endsAt - startsAt) / 60_000, 0)
}
