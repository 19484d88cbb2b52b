import { Hono } from 'hono'
import { joinWaitingList } from '../../../actions/waiting-list/join-waiting-list.ts'
import { ageBands, modes } from '../../../domain/codes.ts'
import { dayAfter, isDay } from '../../../domain/days.ts'
import type { Fault } from '../../../domain/problem.ts'
import { localDay } from '../../../domain/time.ts'
import { formatCalendarDay } from '../../../domain/time-words.ts'
import { mostLetters } from '../../../domain/waiting-list.ts'
import { timeWanted } from '../../api/waiting-list.ts'
import { open } from '../../doors.ts'
import { type AnyContext, type Env, textsFor } from '../../env.ts'
import { keyOf, newFormToken, readFormToken } from '../../form-token.ts'
import { faultsOf, typedForm } from '../../input.ts'
import { languageName } from '../../language-name.ts'
import { problemOf } from '../../refuse.ts'
import { sheddable } from '../../shed.tsx'
import { noteTaken, type WorkAsked, WorkFields, workBefore, workOwed, workWords } from '../../work.tsx'
import { CallFirst } from '../callback-form.tsx'
import { Choices, ErrorSummary, Hidden, Kindly, mendsOf, TextField } from '../form-parts.tsx'
import { Frame } from '../frame.tsx'
import { defaultLanguage } from './ask-how.tsx'

const fields = ['ageBand', 'mode', 'language', 'from', 'to', 'mail'] as const
type Typed = Record<(typeof fields)[number], string>
type Again = {
  token?: string
  faults?: Fault[]
  kindly?: string
  work?: WorkAsked
  pass?: string
  status?: 409 | 422 | 429 | 503
}

/** Waiting for a time to open: reached from the times of a booking, with what was answered there. */
export const waitingListPages = new Hono<Env>()
  .get('/:locale{(?:zh|hant|en)}/waiting', open, c => ask(c, typedIn({}, c)))
  .post('/:locale{(?:zh|hant|en)}/waiting', open, sheddable, async c => {
    const { deps, actor, locale } = c.var
    const form = await typedForm(c)
    const typed = typedIn(form, c)
    if (typed.ageBand === 'under_14') return c.html(<CallFirst c={c} />)
    // Whoever comes from the steps of a booking has not seen this form yet.
    if (form.step !== undefined) return ask(c, typed)
    const sent = [form.token ?? ''].flat().at(-1)
    const token = await readFormToken(deps, 'waiting', sent)
    const fresh = token && !token.expired
    const again = fresh ? sent : undefined
    if (form.go === 'stay')
      return ask(c, typed, { token: again, pass: again && [form.pass ?? ''].flat().at(-1) })
    const read = timeWanted.safeParse(typed)
    if (!read.success)
      return ask(c, typed, { token: again, faults: faultsOf(read.error, typed), status: 422 })
    const words = textsFor(c)
    if (!fresh) return ask(c, typed, { kindly: words.callback.expired })
    const work = await workOwed(c, token.requestKey, {
      work: [form.work ?? ''].flat().at(-1) ?? '',
      pass: [form.pass ?? ''].flat().at(-1) ?? '',
    })
    if (work) return ask(c, typed, { token: again, work, kindly: workWords(c, work), status: 429 })
    try {
      await joinWaitingList(deps, actor, { ...read.data, locale, requestKey: token.requestKey })
      await noteTaken(c)
      return c.html(<OnTheList c={c} to={read.data.to} />)
    } catch (error) {
      const problem = problemOf(error)
      if (problem.code === 'invalid_input')
        return ask(c, typed, { token: again, faults: problem.more.faults, status: 422 })
      if (problem.code === 'request_reused')
        return ask(c, typed, { kindly: words.waiting.list.again, status: 409 })
      if (problem.code === 'database_lost')
        return ask(c, typed, { token: again, kindly: words.problems.database_lost, status: 503 })
      throw error
    }
  })

function typedIn(form: Record<string, string | string[]>, c: AnyContext): Typed {
  const { now, config } = c.get('deps')
  const today = localDay(now(), config.TIME_ZONE)
  const text = (name: string) => [form[name] ?? ''].flat().at(-1) ?? ''
  const typed = Object.fromEntries(fields.map(name => [name, text(name)])) as Typed
  if (form.mail !== undefined && form.step === undefined) return typed
  const from = isDay(typed.from) ? typed.from : today
  return {
    ...typed,
    language: typed.language || defaultLanguage(c.get('locale'), config.LANGUAGES),
    from,
    to: dayAfter(from, Math.min(13, config.BOOKING_DAYS)),
  }
}

async function ask(
  c: AnyContext,
  typed: Typed,
  { token, faults = [], kindly, work, pass, status }: Again = {},
) {
  const texts = textsFor(c)
  const { list } = texts.waiting
  const mends = mendsOf(faults, texts).map(mend =>
    mend.field === 'ageBand' ? { ...mend, words: texts.callback.ageFault } : mend,
  )
  const { LANGUAGES } = c.get('deps').config
  const form = token ?? (await newFormToken(c.get('deps'), 'waiting'))
  const price = work ?? (await workBefore(c, keyOf(form), pass))
  const shown = (name: 'from' | 'to') => (
    <TextField name={name} type="date" label={list[name]} value={typed[name]} mends={mends} required />
  )
  return c.html(
    <Frame
      c={c}
      title={list.title}
      side="caller"
      wrong={mends.length > 0}
      scripts={['caller.js']}
      carry={{ form: 'typed' }}
    >
      <form id="typed" method="post" autocomplete="off" action={c.req.path} novalidate>
        <ErrorSummary texts={texts} mends={mends} />
        <Kindly words={kindly} />
        <h1>{list.heading}</h1>
        <p>{list.honest(mostLetters)}</p>
        <p>{list.kept}</p>
        <Hidden fields={{ token: form }} />
        <WorkFields work={price} />
        {shown('from')}
        {shown('to')}
        <Choices
          name="mode"
          label={texts.book.how.heading}
          value={typed.mode}
          mends={mends}
          options={modes.map(mode => ({ value: mode, label: texts.labels.modes[mode] }))}
        />
        {LANGUAGES.length > 1 ? (
          <Choices
            name="language"
            label={texts.callback.language}
            value={typed.language}
            mends={mends}
            options={LANGUAGES.map((code: string) => ({
              value: code,
              label: languageName(code, c.get('locale')),
            }))}
          />
        ) : (
          <Hidden fields={{ language: typed.language }} />
        )}
        <Choices
          name="ageBand"
          label={texts.callback.age}
          value={typed.ageBand}
          mends={mends}
          options={ageBands.map(band => ({
            value: band,
            label: band === 'unknown' ? texts.book.age.unknown : texts.labels.ageBands[band],
          }))}
        />
        <TextField
          name="mail"
          type="email"
          inputmode="email"
          label={list.mail}
          hint={list.mailHint}
          value={typed.mail}
          mends={mends}
          required
        />
        <button type="submit" class="go-on">
          {list.button}
        </button>
      </form>
    </Frame>,
    status ?? 200,
  )
}

function OnTheList({ c, to }: { c: AnyContext; to: string }) {
  const texts = textsFor(c)
  const { list } = texts.waiting
  const segment = c.req.path.split('/')[1]
  return (
    <Frame c={c} title={list.title} side="caller">
      <div class="booked" role="status">
        <h1>{list.doneHeading}</h1>
        <p class="lead">{list.done(formatCalendarDay(to, c.get('locale')))}</p>
      </div>
      <p>{list.honest(mostLetters)}</p>
      <p>
        <a class="button second" href={`/${segment}/callback`}>
          {texts.book.when.elseCallback}
        </a>
      </p>
    </Frame>
  )
}
