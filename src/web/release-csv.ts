import type { ReleaseContent } from '../domain/release/release-content.ts'
import type { Texts } from '../texts/texts.ts'
import { csvFile } from './csv-file.ts'
import { releasedCode } from './release-words.ts'

/** The tables of a release as a file that spreadsheets open with Chinese intact: a line for each number. */
export function releaseCsv({ tables, crossed, error }: ReleaseContent, texts: Texts): string {
  const words = texts.counts.releases
  const named = releasedCode(texts)
  const lines = [
    ...tables.flatMap(({ name, exact, rows }) =>
      rows.map(({ code, count }) => [
        words.tables[name],
        code,
        named(name, code),
        '',
        '',
        count,
        exact ? 0 : error.most,
      ]),
    ),
    ...crossed.flatMap(({ names: [one, other], rows }) =>
      rows.map(({ codes: [a, b], count }) => [
        `${words.tables[one]} × ${words.tables[other]}`,
        a,
        named(one, a),
        b,
        named(other, b),
        count,
        error.most,
      ]),
    ),
  ]
  return csvFile([words.csvHeader, ...lines])
}
