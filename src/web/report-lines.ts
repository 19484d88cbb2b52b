import type { WorkReport } from '../reads/work-report.ts'
import type { Texts } from '../texts/texts.ts'

/** One line of the work report; `error` 0 where the number is exact. */
export type ReportLine = { label: string; value: number; unit: string; error: number; meaning: string }

/** The lines of the work report in its sections; a section without lines is not there. */
export function reportLines(
  { operations, release, staff, trained }: WorkReport,
  { counts, labels }: Texts,
): { title: string; lines: ReportLine[] }[] {
  const { units, sections, ...words } = counts.report
  const figure = (name: keyof typeof counts.figures, unit: string): ReportLine[] => {
    const value = operations[name]
    if (value === null) return []
    const shown = name === 'answerRate' ? Math.round(value * 1000) / 10 : value
    return [{ ...counts.figures[name], value: shown, unit, error: 0 }]
  }
  const released = (
    table: 'riskAnswer' | 'problem',
    code: string,
    label: string,
    meaning: string,
  ): ReportLine[] => {
    const value = release?.tables
      .find(({ name }) => name === table)
      ?.rows.find(row => row.code === code)?.count
    return value === undefined || !release
      ? []
      : [{ label, value, unit: units.times, error: release.error.most, meaning }]
  }
  return [
    {
      title: sections.calls,
      lines: [
        ...figure('callsReceived', units.calls),
        ...figure('callsAnswered', units.calls),
        ...figure('answerRate', units.share),
        ...figure('callsAbandoned', units.calls),
        ...figure('callbacksPromised', units.calls),
        ...figure('callbacksKept', units.calls),
        ...figure('sessionsHeld', units.times),
        ...figure('peopleHelped', units.people),
      ],
    },
    { title: sections.risk, lines: released('riskAnswer', 'high', words.highRisk, words.highRiskMeaning) },
    {
      title: sections.problems,
      lines: Object.entries(labels.problems).flatMap(([code, label]) =>
        released('problem', code, label, words.problemMeaning),
      ),
    },
    {
      title: sections.staff,
      lines: [
        ...staff.map(({ name, count }) => ({
          label: name ?? words.withoutPartner,
          value: count,
          unit: units.people,
          error: 0,
          meaning: words.staffMeaning,
        })),
        { label: words.trained, value: trained, unit: units.people, error: 0, meaning: words.trainedMeaning },
      ],
    },
    {
      title: sections.outreach,
      lines: [...figure('outreachSessions', units.sessions), ...figure('audience', units.audience)],
    },
  ].filter(({ lines }) => lines.length > 0)
}
