import { Hono } from 'hono'
import { isOneOf } from '../../../domain/codes.ts'
import { Problem } from '../../../domain/problem.ts'
import { csvFile } from '../../csv-file.ts'
import { coordinator } from '../../doors.ts'
import { type AnyContext, type Env, textsFor } from '../../env.ts'
import type { Mend } from '../form-parts.tsx'
import { judged, takenOver } from './import-judged.ts'
import { ImportForm, ImportPreview, type Preview } from './import-parts.tsx'
import { type ImportKind, importColumns } from './import-table.ts'
import { RosterPage } from './roster-page.tsx'

const here = '/shifts/import'
const kinds = ['people', 'shifts'] as const

/** Taking over people or shifts from a list: template, preview with what to mend in each line, and only then the deed. */
export const importPage = new Hono<Env>()
  .get(here, coordinator, c => c.html(page(c, {})))
  .get(`${here}/people.csv`, coordinator, c => template(c, 'people'))
  .get(`${here}/shifts.csv`, coordinator, c => template(c, 'shifts'))
  .post(here, coordinator, async c => {
    const { kind, text, confirmed } = await typedImport(c)
    const words = textsFor(c).roster.import
    if (text === undefined || text.trim() === '')
      return c.html(
        page(c, {
          kind,
          mends: [{ field: 'file', words: text === undefined ? words.unreadable : words.nothing }],
        }),
        422,
      )
    const preview = await judged(c, kind, text)
    if (typeof preview === 'string')
      return c.html(page(c, { kind, text, mends: [{ field: 'file', words: preview }] }), 422)
    const wrong = preview.rows.filter(({ faults }) => faults.length > 0).length
    if (!confirmed || wrong > 0) return c.html(page(c, { kind, text, preview }), wrong > 0 ? 422 : 200)
    const count = await takenOver(c, preview)
    return c.redirect(`${here}?done=${kind}&count=${count}`, 303)
  })

/** What was sent: which list, its text from the file or as pasted (undefined for bytes that are no text), and whether it was confirmed. */
async function typedImport(c: AnyContext) {
  const form = await c.req.parseBody().catch(() => {
    throw new Problem('invalid_input', { faults: [{ field: '(body)', code: 'wrong_type' }] })
  })
  const kind: ImportKind = isOneOf(kinds, form.kind) ? form.kind : 'people'
  const pasted = typeof form.text === 'string' ? form.text : ''
  const { file } = form
  const hasFile = file instanceof File && file.size > 0
  return {
    kind,
    confirmed: form.confirmed === 'yes',
    text: hasFile ? textOf(await file.arrayBuffer()) : pasted,
  }
}

/** UTF-8, or what spreadsheets in China save instead. */
function textOf(bytes: ArrayBuffer): string | undefined {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not this one; the next may be.
    }
  return undefined
}

/** An empty list with its columns in the reader's language, as spreadsheets open it with Chinese intact. */
function template(c: AnyContext, kind: ImportKind) {
  const { columns } = textsFor(c).roster.import
  const file = csvFile([importColumns[kind].map(column => columns[column])])
  return c.body(file, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${kind}.csv"`,
  })
}

type Shown = { kind?: ImportKind; text?: string; preview?: Preview; mends?: Mend[] }

function page(c: AnyContext, { kind = 'people', text = '', preview, mends = [] }: Shown) {
  const words = textsFor(c).roster.import
  const done = c.req.method === 'GET' ? c.req.query('done') : undefined
  const count = Math.min(9_999, Number.parseInt(c.req.query('count') ?? '', 10) || 0)
  return (
    <RosterPage
      c={c}
      title={words.title}
      here={here}
      mends={mends}
      done={isOneOf(kinds, done) ? words.done[done](count) : undefined}
    >
      <p class="narrow">{words.lead}</p>
      {preview && <ImportPreview c={c} preview={preview} text={text} />}
      <ImportForm c={c} kind={kind} text={text} mends={mends} />
    </RosterPage>
  )
}
