import { type Ending, endings, type ProofSpan } from '../../domain/coverage-proof.ts'
import { contactClasses } from '../../domain/routing-terms.ts'
import { formatSpan } from '../../domain/time-words.ts'
import { type CoverageCheck, checkedDays } from '../../reads/coverage-check.ts'
import { type AnyContext, textsFor } from '../env.ts'
import { languageName } from '../language-name.ts'

const mostListed = 20

/** The proof that no contact comes to a dead end: gaps first, then how contacts end by language and kind. */
export function CoverageProof({ c, check }: { c: AnyContext; check: CoverageCheck }) {
  const texts = textsFor(c)
  const words = texts.routing
  const minutes = minutesOf(check.spans, 'nowhere')
  return (
    <section class="coverage-proof" aria-labelledby="proof-title">
      <h2 id="proof-title">{words.proof.title}</h2>
      <p>{words.proof.lead(checkedDays, check.lines.join(c.var.locale === 'en' ? ', ' : '、'))}</p>
      <p class={minutes > 0 ? 'notice warm' : 'notice'}>
        {minutes > 0 ? words.proof.gaps(minutes) : words.proof.noGap}
      </p>
      {c.var.deps.config.LANGUAGES.map((language: string) => (
        <OneLanguage c={c} language={language} check={check} />
      ))}
      <p>
        <a href="/explain">{words.dry.title}</a>
      </p>
    </section>
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
