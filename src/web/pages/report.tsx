import { Hono } from 'hono'
import { recordLook } from '../../actions/audit/record-look.ts'
import { Problem } from '../../domain/problem.ts'
import { type ReportPeriod, reportPeriods, type WorkReport, workReport } from '../../reads/work-report.ts'
import type { Texts } from '../../texts/texts.ts'
import { coordinator } from '../doors.ts'
import { type AnyContext, type Env, textsFor } from '../env.ts'
import { pathPeriod } from '../path-id.ts'
import { reportLines } from '../report-lines.ts'
import { reportSheet } from '../report-sheet.ts'
import { xlsxType } from '../workbook.ts'
import { periodName } from './counts-releases.tsx'
import { Frame } from './frame.tsx'
import { StaffHeader } from './staff-header.tsx'

/** The official work report of a month or quarter, as a page that prints on A4 and as a workbook. */
export const reportPage = new Hono<Env>()
  .get('/report', coordinator, async c => {
    const texts = textsFor(c)
    const words = texts.counts.report
    const { periods, report } = await asked(c)
    return c.html(
      <Frame
        c={c}
        title={words.title}
        side="staff"
        header={<StaffHeader c={c} actor={c.var.actor} here="/report" />}
      >
        <h1>{words.title}</h1>
        <p>{words.lead}</p>
        {report ? (
          <>
            <form method="get" action="/report" class="choose-release">
              <p class="ask">
                <label for="period">{words.period}</label>
                <select id="period" name="period">
                  {periods.map(one => (
                    <option value={one.period} selected={one.period === report.period}>
                      {periodName(one, texts.counts.releases)}
                    </option>
                  ))}
                </select>
              </p>
              <p class="ask">
                <button type="submit" class="second">
                  {words.show}
                </button>
              </p>
            </form>
            <Report report={report} texts={texts} service={c.var.deps.config.SERVICE_NAME} />
            <p class="take-along">
              <a class="button second" href={`/report/${report.period}/table.xlsx`} download>
                {words.xlsx}
              </a>
              <a href="/counts">{words.back}</a>
            </p>
          </>
        ) : (
          <p class="notice">{texts.counts.releases.none}</p>
        )}
      </Frame>,
    )
  })
  .get('/report/:period/table.xlsx', coordinator, async c => {
    const texts = textsFor(c)
    const { report } = await asked(c, pathPeriod(c))
    if (!report) throw new Problem('not_found')
    await recordLook(c.var.deps, c.var.actor, 'take out report', report.period)
    const name = periodName(report, texts.counts.releases)
    return c.body(await reportSheet(report, texts, name), 200, {
      'Content-Type': xlsxType,
      'Content-Disposition': `attachment; filename="report-${report.period}.xlsx"`,
    })
  })

/** The periods there are, and the report of the one that was asked for: the latest month where none was named. */
async function asked(c: AnyContext, named = c.req.query('period')) {
  const deps = c.get('deps')
  const periods = await reportPeriods(deps)
  const wanted: ReportPeriod | undefined =
    named === undefined
      ? periods.find(({ kind }) => kind === 'month')
      : periods.find(({ period }) => period === named)
  if (named !== undefined && !wanted) throw new Problem('not_found')
  return { periods, report: wanted && (await workReport(deps, wanted)) }
}

function Report({ report, texts, service }: { report: WorkReport; texts: Texts; service: string }) {
  const { counts } = texts
  const words = counts.report
  return (
    <>
      <h2 class="release-name" id="report-name">
        {service} · {periodName(report, counts.releases)} <small>{counts.days(report.from, report.to)}</small>
      </h2>
      <section class="table-scroll report" aria-labelledby="report-name" tabindex={0}>
        <table class="report-table">
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              <th scope="col" class="number-cell">
                {words.value}
              </th>
              <th scope="col">{words.unit}</th>
              <th scope="col">{words.meaning}</th>
            </tr>
          </thead>
          {reportLines(report, texts).map(({ title, lines }) => (
            <tbody>
              <tr>
                <th colspan={4} scope="rowgroup">
                  {title}
                </th>
              </tr>
              {lines.map(({ label, value, unit, error, meaning }, place) => (
                <tr>
                  <th scope="row">{label}</th>
                  <td class="number-cell">
                    <b>{counts.number(value)}</b>
                    {error > 0 && <small> ±{error}</small>}
                  </td>
                  <td>{unit}</td>
                  <td
                    class={
                      meaning === lines[place - 1]?.meaning ? 'report-meaning said-above' : 'report-meaning'
                    }
                  >
                    {meaning}
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </section>
      {report.release ? (
        <p class="quiet">{words.drawn(report.release.error.most, report.release.error.typical)}</p>
      ) : (
        <p class="notice">{words.notReleased}</p>
      )}
      <h3>{words.missingTitle}</h3>
      <ul>
        {words.missing.map(line => (
          <li>{line}</li>
        ))}
      </ul>
      <p class="report-sign">{words.sign}</p>
    </>
  )
}
