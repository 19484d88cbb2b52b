import { Hono } from 'hono'
import { setSeats } from '../../../actions/roster/set-seats.ts'
import { plainWidth } from '../../../domain/plain-width.ts'
import { Problem } from '../../../domain/problem.ts'
import { mostSeats } from '../../../domain/seats-required.ts'
import { seatsTable } from '../../../reads/seats-table.ts'
import { coordinator } from '../../doors.ts'
import { type AnyContext, type Env, textsFor } from '../../env.ts'
import { typedForm } from '../../input.ts'
import { languageName } from '../../language-name.ts'
import { type Mend, mendsOf } from '../form-parts.tsx'
import { RosterPage } from './roster-page.tsx'

const hours = Array.from({ length: 24 }, (_, hour) => hour)
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** The page on which coordinators say how many seats each hour needs in each language. */
export const seatsPage = new Hono<Env>()
  .get('/shifts/seats', coordinator, async c => c.html(await page(c, await kept(c), [])))
  .post('/shifts/seats', coordinator, async c => {
    const { deps, actor } = c.var
    const typed = await typedForm(c)
    const said = deps.config.LANGUAGES.flatMap(language =>
      hours.flatMap(hour => {
        const text = plainWidth(String(typed[`${language}-${hour}`] ?? '')).trim()
        // An empty field says nothing about its hour.
        return text === ''
          ? []
          : [{ language, hour, seats: /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN }]
      }),
    )
    try {
      await setSeats(deps, actor, said)
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'invalid_input') throw error
      const fields = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, String(value)]))
      return c.html(await page(c, { ...(await kept(c)), ...fields }, namedMends(c, error)), 422)
    }
    return c.redirect('/shifts/seats?done=saved', 303)
  })

type Typed = Record<string, string>

async function kept(c: AnyContext): Promise<Typed> {
  const table = await seatsTable(c.var.deps)
  return Object.fromEntries(table.map(({ language, hour, seats }) => [`${language}-${hour}`, String(seats)]))
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

async function page(c: AnyContext, typed: Typed, mends: Mend[]) {
  const words = textsFor(c).roster.seats
  const { LANGUAGES: languages } = c.var.deps.config
  const done = c.req.method === 'GET' && c.req.query('done') === 'saved' ? words.saved : undefined
  return (
    <RosterPage c={c} title={words.title} here="/shifts/seats" mends={mends} done={done}>
      <p class="narrow">{words.lead}</p>
      <form method="post" action="/shifts/seats" novalidate class="seats">
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
