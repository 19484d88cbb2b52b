import type { ReleasedPeriod, ReleasedTable } from '../../reads/problem-releases.ts'
import type { Texts } from '../../texts/texts.ts'
import { percent } from './chart-parts.tsx'
import type { CountsTyped } from './counts-form.tsx'

/** What people called about: one released period, chosen from all there are, with withheld counts in words. */
export function Releases({
  releases,
  shown,
  typed,
  texts,
  places,
}: {
  releases: ReleasedPeriod[]
  shown: (ReleasedPeriod & { tables: ReleasedTable[] }) | undefined
  typed: CountsTyped
  texts: Texts
  /** Names of territories by their code. */
  places: ReadonlyMap<string, string>
}) {
  const words = texts.counts.releases
  const nameOf = ({ period }: ReleasedPeriod) =>
    period.includes('W') ? words.week(period) : words.month(period)
  return (
    <section class="releases" id="releases" aria-labelledby="releases-title">
      <h2 id="releases-title">{words.title}</h2>
      <p>{words.lead}</p>
      <p class="quiet">{words.why}</p>
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
                    {nameOf(release)}
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
            {nameOf(shown)} <small>{texts.counts.days(shown.from, shown.to)}</small>
          </h3>
          <div class="release-tables">
            {shown.tables.map(table => (
              <div class="release-table">
                <ReleaseTable table={table} texts={texts} places={places} />
              </div>
            ))}
          </div>
          <p class="quiet">{words.withheldNote}</p>
        </>
      )}
    </section>
  )
}

function ReleaseTable({
  table,
  texts,
  places,
}: {
  table: ReleasedTable
  texts: Texts
  places: ReadonlyMap<string, string>
}) {
  const words = texts.counts.releases
  const isProblem = table.name === 'problem'
  // A code of which there was nobody says little; the order is by size, withheld ones last.
  const lines = table.rows
    .filter(({ count }) => count !== 0)
    .sort((a, b) => (b.count ?? -1) - (a.count ?? -1))
  const largest = Math.max(1, ...lines.map(({ count }) => count ?? 0))
  return (
    <table>
      <caption>{words.tables[table.name]}</caption>
      <thead class="hidden-words">
        <tr>
          <th scope="col">{words.tables[table.name]}</th>
          <th scope="col">{isProblem ? words.mentions : words.count}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ code, count }) => (
          <tr>
            <th scope="row">{codeWords(table.name, code, texts, places)}</th>
            <td>
              {count === null ? (
                <span class="withheld">{words.withheld}</span>
              ) : (
                <>
                  <svg class="release-bar" width="100%" height="10" aria-hidden="true">
                    <rect class="bar-full" width={percent((count / largest) * 100)} height="10" rx="2" />
                  </svg>
                  <b>{texts.counts.number(count)}</b>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          {isProblem ? (
            <td colspan={2}>{words.mentionsNote}</td>
          ) : (
            <>
              <th scope="row">{words.total}</th>
              <td>{table.total === null ? words.withheld : texts.counts.number(table.total)}</td>
            </>
          )}
        </tr>
      </tfoot>
    </table>
  )
}

function codeWords(
  table: ReleasedTable['name'],
  code: string,
  { labels, counts }: Texts,
  places: ReadonlyMap<string, string>,
): string {
  const lists: Record<ReleasedTable['name'], Record<string, string>> = {
    problem: labels.problems,
    riskAnswer: labels.riskAnswers,
    ageBand: labels.ageBands,
    ending: labels.endings,
    territory: { unknown: counts.releases.unknownPlace },
  }
  return lists[table][code] ?? places.get(code) ?? code
}
