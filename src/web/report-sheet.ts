import type { WorkReport } from '../reads/work-report.ts'
import type { Texts } from '../texts/texts.ts'
import { reportLines } from './report-lines.ts'
import { workbookOf } from './workbook.ts'

/** The work report as a workbook: each number with its unit, how far it may be off, and its definition. */
export function reportSheet(report: WorkReport, texts: Texts, name: string): Promise<ArrayBuffer> {
  const { counts } = texts
  const words = counts.report
  return workbookOf([
    {
      sheet: words.title.slice(0, 31),
      headings: 2,
      widths: [34, 12, 10, 18, 80],
      rows: [
        [`${words.title} · ${name} · ${counts.days(report.from, report.to)}`],
        [words.line, words.value, words.unit, '±', words.meaning],
        ...reportLines(report, texts).flatMap(({ title, lines }) => [
          [title],
          ...lines.map(({ label, value, unit, error, meaning }) => [label, value, unit, error, meaning]),
        ]),
        ...(report.release ? [] : [[words.notReleased]]),
        [words.missingTitle],
        ...words.missing.map(line => [line]),
      ],
    },
  ])
}
