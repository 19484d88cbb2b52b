import { Hono } from 'hono'
import { setSeats } from '../../../actions/roster/set-seats.ts'
import { plainWidth } from '../../../domain/plain-width.ts'
import { Problem } from '../../../domain/problem.ts'
import { mostSeats, weekdays } from '../../../domain/seats-required.ts'
import { seatsTable } from '../../../reads/seats-table.ts'
import { coordinator } from '../../doors.ts'
import { type AnyContext, type Env, textsFor } from '../../env.ts'
import { typedForm } from '../../input.ts'
import { languageName } from '../../language-name.ts'
import { Hidden, type Mend, mendsOf } from '../form-parts.tsx'
import { RosterPage } from './roster-page.tsx'

const hours = Array.from({ length: 24 }, (_, hour) => hour)
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** The page on which coordinators say how many seats each hour needs in each language: of every day, or of a weekday. */
export const seatsPage = new Hono<Env>()
  .get('/shifts/seats', coordinator, async c => {
    const weekday = weekdayOf(c.req.query('weekday'))
    return c.html(await page(c, await kept(c, weekday), weekday, []))
  })
  .post('/shifts/seats', coordinator, async c => {
    const { deps, actor } = c.var
    const typed = await typedForm(c)
    const weekday = weekdayOf(String(typed.weekday ?? ''))
    const said = deps.config.LANGUAGES.flatMap(language =>
      hours.flatMap(hour => {
        const text = plainWidth(String(typed[`${language}-${hour}`] ?? '')).trim()
        // An empty field says nothing about its hour.
        return text === ''
          ? []
          : [{ language, weekday, hour, seats: /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN }]
      }),
    )
    try {
      await setSeats(deps, actor, said)
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'invalid_input') throw error
      const fields = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, String(value)]))
      const shown = { ...(await kept(c, weekday)), ...fields }
      return c.html(await page(c, shown, weekday, namedMends(c, error)), 422)
    }
    return c.redirect(`/shifts/seats?${weekday ? `weekday=${weekday}&` : ''}done=saved`, 303)
  })

type Typed = Record<string, string>

/** The weekday of an address or a form; undefined for every day. */
function weekdayOf(text = ''): number | undefined {
  return weekdays.find(weekday => String(weekday) === text)
}

/** What is said of a weekday or of every day; empty where the days differ. */
async function kept(c: AnyContext, weekday: number | undefined): Promise<Typed> {
  const table = (await seatsTable(c.var.deps)).filter(one => !weekday || one.weekday === weekday)
  const fields = Map.groupBy(table, ({ language, hour }) => `${language}-${hour}`)
  return Object.fromEntries(
    [...fields].map(([name, days]) => {
      const said = new Set(days.map(({ seats }) => seats))
      return [name, said.size === 1 ? String([...said][0]) : '']
    }),
  )
}

function namedMends(c: AnyContext, problem: Problem): Mend[] {
  const texts = textsFor(c)
  return mendsOf(problem.more.faults ?? [], texts).map(({ field, words }) => {
    const [language = '', hour = ''] = field.split('-')
    return { field, words: texts.staff.at(fieldName(c, language, Number(hour)), words) }
  })
}

function fieldName(c: AnyContext, language: string, hour: number) {
  return textsFor(c).roster.seats.field(languageName(language, c.var.locale), clock(hour))
}

async function page(c: AnyContext, typed: Typed, weekday: number | undefined, mends: Mend[]) {
  const { seats: words, patterns } = textsFor(c).roster
  const { LANGUAGES: languages } = c.var.deps.config
  const done = c.req.method === 'GET' && c.req.query('done') === 'saved' ? words.saved : undefined
  return (
    <RosterPage c={c} title={words.title} here="/shifts/seats" mends={mends} done={done}>
      <p class="narrow">{words.lead}</p>
      <nav class="seat-days" aria-label={words.days}>
        {[undefined, ...weekdays].map(day => (
          <a
            href={day ? `/shifts/seats?weekday=${day}` : '/shifts/seats'}
            aria-current={day === weekday ? 'page' : undefined}
          >
            {day ? patterns.weekdayNames[day - 1] : words.everyDay}
          </a>
        ))}
      </nav>
      {!weekday && Object.values(typed).includes('') && <p class="quiet">{words.differ}</p>}
      <form method="post" action="/shifts/seats" novalidate class="seats">
        <Hidden fields={{ weekday: weekday ? String(weekday) : undefined }} />
        <section class="table-scroll" tabindex={0} aria-label={words.table}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.hour}</th>
                {languages.map((language: string) => (
                  <th scope="col">{languageName(language, c.var.locale)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {hours.map(hour => (
                <tr>
                  <th scope="row">{clock(hour)}</th>
                  {languages.map((language: string) => (
                    <SeatsCell c={c} language={language} hour={hour} typed={typed} mends={mends} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <button type="submit">{words.submit}</button>
      </form>
    </RosterPage>
  )
}

type Cell = { c: AnyContext; language: string; hour: number; typed: Typed; mends: readonly Mend[] }

function SeatsCell({ c, language, hour, typed, mends }: Cell) {
  const name = `${language}-${hour}`
  const mend = mends.find(({ field }) => field === name)
  return (
    <td>
      <input
        type="number"
        inputmode="numeric"
        min={0}
        max={mostSeats}
        id={name}
        name={name}
        value={typed[name] ?? ''}
        aria-label={fieldName(c, language, hour)}
        {...(mend && { 'aria-invalid': 'true', 'aria-describedby': `${name}-fault` })}
      />
      {mend && (
        <span class="fault" id={`${name}-fault`}>
          {mend.words}
        </span>
      )}
    </td>
  )
}
