import type { Release, ReleasedPeriod } from '../../reads/releases.ts'
import type { Texts } from '../../texts/texts.ts'
import { releasedCode } from '../release-words.ts'
import type { CountsTyped } from './counts-form.tsx'
import { CrossedTables, ReleaseTable } from './release-table.tsx'

/** What people called about: one period, chosen from all there are, with what was done to it in plain words. */
export function Releases({
  releases,
  shown,
  typed,
  texts,
  places,
}: {
  releases: ReleasedPeriod[]
  shown: Release | undefined
  typed: CountsTyped
  texts: Texts
  /** Names of territories by their code. */
  places: ReadonlyMap<string, string>
}) {
  const words = texts.counts.releases
  return (
    <section class="releases" id="releases" aria-labelledby="releases-title">
      <h2 id="releases-title">{words.title}</h2>
      <p>{words.lead}</p>
      {shown === undefined ? (
        <p class="notice">{words.none}</p>
      ) : (
        <>
          <form method="get" action="/counts#releases" class="choose-release">
            {Object.entries(typed).map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <p class="ask">
              <label for="release">{words.choose}</label>
              <select id="release" name="release">
                {releases.map(release => (
                  <option value={release.period} selected={release.period === shown.period}>
                    {periodName(release, words)}
                    {release.state === 'refused' ? ` · ${words.refusedMark}` : ''}
                  </option>
                ))}
              </select>
            </p>
            <p class="ask">
              <button type="submit" class="second">
                {words.open}
              </button>
            </p>
          </form>
          <h3 class="release-name">
            {periodName(shown, words)} <small>{texts.counts.days(shown.from, shown.to)}</small>
          </h3>
          <Shown shown={shown} texts={texts} places={places} />
          <Versions shown={shown} texts={texts} />
        </>
      )}
    </section>
  )
}

/** What a period is called in words. */
export function periodName(
  { period, kind }: Pick<ReleasedPeriod, 'period' | 'kind'>,
  words: Texts['counts']['releases'],
): string {
  return { week: words.week, month: words.month, quarter: words.quarterName }[kind](period)
}

function Shown({
  shown: { content, kind, period },
  texts,
  places,
}: {
  shown: Release
  texts: Texts
  places: ReadonlyMap<string, string>
}) {
  const words = texts.counts.releases
  if ('refused' in content)
    return (
      <div class="card">
        <p>
          <b>{words.refusedTitle}</b>
        </p>
        <p>{words.refusals[content.refused]}</p>
        {content.narrow > 0 && <p>{words.narrow(content.narrow)}</p>}
      </div>
    )
  const named = releasedCode(texts, places)
  return (
    <>
      <p class="release-why">{words.why(content.error.most, content.error.typical)}</p>
      {kind === 'quarter' && <p class="quiet">{words.quarter}</p>}
      <div class="release-tables">
        {content.tables.map(table => (
          <div class="release-table">
            <ReleaseTable table={table} error={content.error.most} named={named} counts={texts.counts} />
          </div>
        ))}
      </div>
      <CrossedTables
        tables={content.crossed}
        error={content.error.most}
        named={named}
        counts={texts.counts}
      />
      {content.leftOut.length + content.unreadable > 0 && (
        <>
          <h4>{words.leftOutTitle}</h4>
          <ul>
            {content.leftOut.map(({ what, why }) => (
              <li>
                <b>{words.what[what]}</b> – {words.refusals[why]}
              </li>
            ))}
            {content.unreadable > 0 && <li>{words.unreadable(content.unreadable)}</li>}
          </ul>
        </>
      )}
      <p class="take-along">
        <a class="button second" href={`/api/v1/counts/releases/${period}/table.csv`} download>
          {words.csv}
        </a>
      </p>
    </>
  )
}

function Versions({ shown, texts }: { shown: Release; texts: Texts }) {
  const words = texts.counts.releases
  return (
    <details class="release-versions">
      <summary>
        {words.versions} · {words.version(shown.version)}
      </summary>
      <ol>
        {shown.versions.map(({ reason }) => (
          <li>{reason ?? words.first}</li>
        ))}
      </ol>
      <p class="quiet">
        {words.signed}: <code>{shown.signature}</code>
      </p>
    </details>
  )
}
