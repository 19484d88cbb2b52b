import type { OperationsRow } from '../../reads/operations-counts.ts'
import type { Texts } from '../../texts/texts.ts'
import { figures } from '../counts-csv.ts'
import { type CountsTyped, countsAddress } from './counts-form.tsx'

/** The same numbers as a table with its total, and the way to take them along. */
export function CountsTable({
  typed,
  rows,
  total,
  names,
  words,
}: {
  typed: CountsTyped
  rows: OperationsRow[]
  total: OperationsRow
  names: ReadonlyMap<string, string>
  words: Texts['counts']
}) {
  const { by } = typed
  const name = (key: string) =>
    by === 'total'
      ? words.total
      : by === 'partner'
        ? (names.get(key) ?? words.none)
        : by === 'hour'
          ? `${key}:00`
          : key
  const title = words.table(words.groupings[by])
  return (
    <section class="numbers-table">
      <h2 id="numbers">{title}</h2>
      <section class="table-scroll" aria-labelledby="numbers" tabindex={0}>
        <table class="counts-table">
          <thead>
            <tr>
              <th scope="col">{words.keys[by]}</th>
              {figures.map(figure => (
                <th scope="col" class="number-cell">
                  {words.figures[figure].label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <Line row={row} name={name(row.key)} words={words} />
            ))}
          </tbody>
          {by !== 'total' && (
            <tfoot>
              <Line row={total} name={words.total} words={words} />
            </tfoot>
          )}
        </table>
      </section>
      <p class="take-along">
        <a class="button second" href={countsAddress(typed, '/api/v1/counts/operations.csv')} download>
          {words.csv}
        </a>
        <a class="button second" href={countsAddress(typed, '/api/v1/counts/operations.xlsx')} download>
          {words.xlsx}
        </a>
        <a class="button second" href="/report">
          {words.toReport}
        </a>
        <small>{words.print}</small>
      </p>
    </section>
  )
}

function Line({ row, name, words }: { row: OperationsRow; name: string; words: Texts['counts'] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {figures.map(figure => {
        const value = row[figure]
        const isRate = figure === 'answerRate'
        return (
          <td class={value === 0 ? 'number-cell zero' : 'number-cell'}>
            {value === null ? words.nothing : isRate ? words.rate(value) : words.number(Math.round(value))}
          </td>
        )
      })}
    </tr>
  )
}
