import { Hono } from 'hono'
import { makeBooking } from '../../../actions/bookings/make-booking.ts'
import type { Config } from '../../../config.ts'
import type { CallerActor } from '../../../domain/actor.ts'
import { open } from '../../doors.ts'
import { type AnyContext, type Env, textsFor } from '../../env.ts'
import { newFormToken, readFormToken } from '../../form-token.ts'
import { typedForm } from '../../input.ts'
import { keepPage } from '../../kept-pages.ts'
import { problemOf } from '../../refuse.ts'
import { sheddable } from '../../shed.tsx'
import { noteTaken, workOwed, workWords } from '../../work.tsx'
import { type Answers, answersOf, bookingOf, faultsAt } from './answers.ts'
import { BookedBefore, BookedPage } from './booked.tsx'
import { type Showing, show } from './show-step.tsx'
import { firstToMend, goOf, stepAfter, stepBefore, stepsFor } from './steps.ts'

/** Booking a time, one question a page, by POST alone: what is answered stands in no address and no cookie. */
export const bookPages = new Hono<Env>()
  .get('/:locale{(?:zh|hant|en)}/book', open, async c => {
    const anew = () => newFormToken(c.var.deps, 'book')
    const token = await anew()
    keepPage(c, { until: 'restart', blank: { was: token, anew } })
    return show(c, 'expect', { answers: answersOf({}), token })
  })
  .post('/:locale{(?:zh|hant|en)}/book', open, sheddable, async c => {
    const { deps, actor } = c.var
    const { config } = deps
    const typed = await typedForm(c)
    const text = (name: string) => [typed[name] ?? ''].flat().at(-1) ?? ''
    const answers = withOnlyLanguage(answersOf(typed), config)
    const steps = stepsFor(answers, config)
    const step = steps.find(one => one === text('step')) ?? 'expect'
    const token = await readFormToken(deps, 'book', text('token'))
    const fresh = token && !token.expired
    const showing: Showing = {
      answers,
      changing: text('changing') === '1',
      token: fresh ? text('token') : await newFormToken(deps, 'book'),
      days: { from: text('from'), shown: text('shown') },
    }

    const go = goOf(text('go'))
    const brought = { work: text('work'), pass: text('pass') }
    switch (go.kind) {
      case 'stay':
        return show(c, step, { ...showing, pass: fresh ? brought.pass : '' })
      case 'day':
        return show(c, 'when', { ...showing, days: { shown: go.day } })
      case 'days':
        return show(c, 'when', { ...showing, days: { from: go.day } })
      case 'to':
        return show(c, go.step, { ...showing, changing: showing.changing || step === 'check' })
      case 'back':
        return show(c, showing.changing ? 'check' : stepBefore(step, steps), showing)
    }
    if (faultsAt[step](answers, config).length > 0) return show(c, step, { ...showing, mending: true })
    if (go.kind === 'next')
      return show(c, stepAfter(step, steps, showing.changing === true, answers, config), showing)
    const wrong = firstToMend(steps, answers, config)
    if (wrong) return show(c, wrong, { ...showing, changing: true, mending: true })
    if (!fresh) return show(c, 'check', { ...showing, kindly: textsFor(c).book.expired })
    const work = await workOwed(c, token.requestKey, brought)
    if (work) return show(c, 'check', { ...showing, work, kindly: workWords(c, work) }, 429)
    return book(c, actor, showing, token.requestKey)
  })

async function book(c: AnyContext, actor: CallerActor, showing: Showing, requestKey: string) {
  const input = bookingOf(showing.answers, c.get('locale'), requestKey)
  try {
    const made = await makeBooking(c.get('deps'), actor, input)
    await noteTaken(c)
    const { phone, mail } = input.contact ?? {}
    return c.html(<BookedPage c={c} made={made} reached={!!(phone || mail)} mail={!!mail} />)
  } catch (error) {
    const texts = textsFor(c)
    const { code } = problemOf(error)
    switch (code) {
      case 'slot_taken':
      case 'slot_not_open':
        return show(c, 'when', { ...showing, kindly: texts.book.when.taken, near: input.startsAt }, 409)
      case 'slot_too_soon':
        return show(c, 'when', { ...showing, kindly: texts.book.when.soon, near: input.startsAt }, 409)
      case 'request_reused':
        return c.html(<BookedBefore c={c} />, 409)
      case 'database_lost':
        return show(c, 'check', { ...showing, kindly: texts.problems.database_lost }, 503)
    }
    throw error
  }
}

/** Where a service speaks one language, nobody is asked for it. */
function withOnlyLanguage(answers: Answers, { LANGUAGES }: Config): Answers {
  return LANGUAGES.length === 1 ? { ...answers, language: LANGUAGES[0] ?? '' } : answers
}
