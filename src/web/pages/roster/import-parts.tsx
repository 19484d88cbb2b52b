import type { ImportedShift } from '../../../actions/roster/import-shifts.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import type { invitedPerson } from '../../invited-person.ts'
import { Choices, Hidden, type Mend, TextArea } from '../form-parts.tsx'
import type { ImportRow } from './import-rows.ts'
import { type ImportKind, importColumns } from './import-table.ts'

/** A list as judged, line by line. */
export type Preview =
  | { kind: 'people'; rows: ImportRow<ReturnType<typeof invitedPerson.parse>>[] }
  | { kind: 'shifts'; rows: ImportRow<ImportedShift>[] }

/** What would be taken over and what is to be mended, line by line; without faults, the button that does it. */
export function ImportPreview({ c, preview, text }: { c: AnyContext; preview: Preview; text: string }) {
  const words = textsFor(c).roster.import
  const rows: ImportRow<unknown>[] = preview.rows
  const wrong = rows.filter(({ faults }) => faults.length > 0).length
  const there = rows.filter(({ isThere }) => isThere).length
  const fresh = rows.length - wrong - there
  return (
    <div class="preview">
      <h2>{words.preview}</h2>
      <p class={wrong > 0 ? 'notice warm' : 'notice'} role={wrong > 0 ? 'alert' : 'status'}>
        {words.counted(fresh, there, wrong)} {wrong > 0 && words.mendFirst}
      </p>
      <section class="table-scroll" tabindex={0} aria-label={words.preview}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              {importColumns[preview.kind].map(column => (
                <th scope="col">{words.columns[column]}</th>
              ))}
              <th scope="col">{words.verdict}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ line, cells, faults, isThere }) => (
              <tr>
                <th scope="row">{line}</th>
                {importColumns[preview.kind].map(column => (
                  <td>{cells[column]}</td>
                ))}
                <td>
                  {faults.map(fault => (
                    <span class="fault">{fault}</span>
                  ))}
                  {faults.length === 0 && (isThere ? words.isThere : words.isNew)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {wrong === 0 && fresh > 0 && (
        <form method="post" action="/shifts/import" enctype="multipart/form-data">
          <Hidden fields={{ kind: preview.kind, text, confirmed: 'yes' }} />
          <button type="submit">{words.confirm[preview.kind](fresh)}</button>
        </form>
      )}
    </div>
  )
}

type Form = { c: AnyContext; kind: ImportKind; text: string; mends: readonly Mend[] }

/** The form that takes a list, as a file or pasted; it only leads to the preview. */
export function ImportForm({ c, kind, text, mends }: Form) {
  const words = textsFor(c).roster.import
  const mend = mends.find(({ field }) => field === 'file')
  return (
    <section class="card" aria-labelledby="import-title">
      <h2 id="import-title">{words.list}</h2>
      <p>
        {words.templates} <a href="/shifts/import/people.csv">{words.kinds.people}</a> ·{' '}
        <a href="/shifts/import/shifts.csv">{words.kinds.shifts}</a>
      </p>
      <ul class="quiet">
        {words.hints.map(hint => (
          <li>{hint}</li>
        ))}
      </ul>
      <form method="post" action="/shifts/import" enctype="multipart/form-data" novalidate>
        <Choices
          name="kind"
          label={words.kind}
          value={kind}
          row
          options={(['people', 'shifts'] as const).map(value => ({ value, label: words.kinds[value] }))}
        />
        <div class="field">
          <label for="file">{words.file}</label>
          {mend && (
            <span class="fault" id="file-fault">
              {mend.words}
            </span>
          )}
          <input
            type="file"
            id="file"
            name="file"
            accept=".csv,text/csv"
            {...(mend && { 'aria-invalid': 'true', 'aria-describedby': 'file-fault' })}
          />
        </div>
        <TextArea name="text" label={words.pasted} value={text} rows={6} />
        <button type="submit" class="second">
          {words.look}
        </button>
      </form>
    </section>
  )
}
