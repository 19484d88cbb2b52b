import type { Attribute } from '../../domain/release/contact-codes.ts'
import type { CrossedTable, ReleasedTable } from '../../domain/release/release-content.ts'
import type { Texts } from '../../texts/texts.ts'
import { percent } from './chart-parts.tsx'

type Named = (table: Attribute, code: string) => string

/** One released table as bars with its numbers, the largest first, and how far they may lie from the truth. */
export function ReleaseTable({
  table,
  error,
  named,
  counts,
}: {
  table: ReleasedTable
  error: number
  named: Named
  counts: Texts['counts']
}) {
  const words = counts.releases
  const isProblem = table.name === 'problem'
  const lines = table.rows.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count)
  const largest = Math.max(1, ...lines.map(({ count }) => count))
  return (
    <table>
      <caption>
        {words.tables[table.name]} <small>{table.exact ? words.exact : words.within(error)}</small>
      </caption>
      <thead class="hidden-words">
        <tr>
          <th scope="col">{words.tables[table.name]}</th>
          <th scope="col">{isProblem ? words.mentions : words.count}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ code, count }) => (
          <tr>
            <th scope="row">{named(table.name, code)}</th>
            <td>
              <svg class="release-bar" width="100%" height="10" aria-hidden="true">
                <rect class="bar-full" width={percent((count / largest) * 100)} height="10" rx="2" />
              </svg>
              <b>{counts.number(count)}</b>
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">
            {isProblem ? words.totalMentions : words.total} <small>{words.exact}</small>
          </th>
          <td>{counts.number(table.total)}</td>
        </tr>
        {isProblem && (
          <tr>
            <td colspan={2}>{words.mentionsNote}</td>
          </tr>
        )}
      </tfoot>
    </table>
  )
}

/** The crossed tables, each folded until somebody wants it. */
export function CrossedTables({
  tables,
  error,
  named,
  counts,
}: {
  tables: readonly CrossedTable[]
  error: number
  named: Named
  counts: Texts['counts']
}) {
  const words = counts.releases
  if (tables.length === 0) return null
  return (
    <>
      <h4>
        {words.crossedTitle} <small>{words.within(error)}</small>
      </h4>
      {tables.map(({ names: [one, other], rows }) => {
        const title = `${words.tables[one]} × ${words.tables[other]}`
        const across = [...new Set(rows.map(({ codes }) => codes[1]))]
        const down = [...new Set(rows.map(({ codes }) => codes[0]))]
        const at = new Map(rows.map(({ codes, count }) => [codes.join(), count]))
        return (
          <details class="crossed">
            <summary>{title}</summary>
            <section class="table-scroll" aria-label={title} tabindex={0}>
              <table class="counts-table">
                <thead>
                  <tr>
                    <th scope="col">{words.tables[one]}</th>
                    {across.map(code => (
                      <th scope="col" class="number-cell">
                        {named(other, code)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {down.map(code => (
                    <tr>
                      <th scope="row">{named(one, code)}</th>
                      {across.map(second => (
                        <td class="number-cell">{counts.number(at.get(`${code},${second}`) ?? 0)}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </details>
        )
      })}
    </>
  )
}
