import { Hono } from 'hono'
import { setStanding } from '../../actions/people/set-standing.ts'
import { type Day, isDay } from '../../domain/days.ts'
import { Problem } from '../../domain/problem.ts'
import { qualifications, type Requirement, requirements } from '../../domain/routing-terms.ts'
import { standingOfPerson } from '../../reads/standing.ts'
import { coordinator } from '../doors.ts'
import { type AnyContext, type Env, textsFor } from '../env.ts'
import { typedForm } from '../input.ts'
import { pathId } from '../path-id.ts'
import { ErrorSummary, type Mend, mendsOf, TextField } from './form-parts.tsx'
import { Frame } from './frame.tsx'
import { StaffHeader } from './staff-header.tsx'

type Typed = { held: readonly string[]; until: Record<Requirement, string> }

/** The page on which coordinators say what a counselor may be asked for, and until when. */
export const standingPages = new Hono<Env>()
  .get('/people/:id/standing', coordinator, async c => {
    const { qualifications: held, until } = await known(c)
    return page(c, { held, until: dayTexts(name => until[name] ?? '') }, [])
  })
  .post('/people/:id/standing', coordinator, async c => {
    const form = await typedForm(c)
    const held = [form.held ?? []].flat()
    const until = dayTexts(name => String(form[name] ?? '').trim())
    const faults = requirements
      .filter(name => until[name] !== '' && !isDay(until[name]))
      .map(field => ({ field, code: 'not_a_day' as const }))
    if (faults.length > 0) return page(c, { held, until }, mendsOf(faults, textsFor(c)))
    await setStanding(c.var.deps, c.var.actor, {
      personId: pathId(c),
      qualifications: qualifications.filter(code => held.includes(code)),
      until: dayTexts<Day | null>(name => until[name] || null),
    })
    return c.redirect(`/people/${pathId(c)}/standing?done=saved`, 303)
  })

function dayTexts<T>(of: (name: Requirement) => T) {
  return Object.fromEntries(requirements.map(name => [name, of(name)])) as Record<Requirement, T>
}

async function known(c: AnyContext) {
  const found = await standingOfPerson(c.var.deps, pathId(c))
  if (!found) throw new Problem('not_found')
  return found
}

async function page(c: AnyContext, { held, until }: Typed, mends: readonly Mend[]) {
  const texts = textsFor(c)
  const words = texts.routing.standing
  const { name } = await known(c)
  return c.html(
    <Frame
      c={c}
      title={words.title(name)}
      side="staff"
      wrong={mends.length > 0}
      header={<StaffHeader c={c} actor={c.var.actor} here="/people" />}
    >
      <div class="narrow">
        <ErrorSummary texts={texts} mends={mends} />
        {c.req.query('done') === 'saved' && mends.length === 0 && (
          <p class="notice" role="status">
            {words.saved}
          </p>
        )}
        <h1>{words.title(name)}</h1>
        <p>{words.lead}</p>
        <form method="post" action={`/people/${pathId(c)}/standing`} novalidate>
          <fieldset class="field">
            <legend>{words.held}</legend>
            <div class="choices">
              {qualifications.map(code => (
                <label class="choice">
                  <input type="checkbox" name="held" value={code} checked={held.includes(code)} />
                  <span>{words.qualifications[code]}</span>
                </label>
              ))}
            </div>
          </fieldset>
          {requirements.map(requirement => (
            <TextField
              name={requirement}
              label={words.until[requirement]}
              hint={words.noEnd}
              type="date"
              value={until[requirement]}
              mends={mends}
            />
          ))}
          <button type="submit">{words.submit}</button>
        </form>
        <p>
          <a href="/people">{words.back}</a>
        </p>
      </div>
    </Frame>,
    mends.length > 0 ? 422 : 200,
  )
}
