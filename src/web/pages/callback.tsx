import { Hono } from 'hono'
import { promiseCallback } from '../../actions/calls/promise-callback.ts'
import { type AgeBand, ageBands, isOneOf } from '../../domain/codes.ts'
import { readPhoneNumber } from '../../domain/phone-number.ts'
import type { Fault } from '../../domain/problem.ts'
import { type OpenPartner, partnersOpen } from '../../reads/partners-open.ts'
import { open } from '../doors.ts'
import { type AnyContext, type Env, textsFor } from '../env.ts'
import { keyOf, newFormToken, readFormToken } from '../form-token.ts'
import { typedForm } from '../input.ts'
import { problemOf } from '../refuse.ts'
import { noteTaken, type WorkAsked, workBefore, workOwed, workWords } from '../work.tsx'
import { defaultLanguage } from './book/ask-how.tsx'
import { CallbackForm, CallFirst, type Wanted } from './callback-form.tsx'
import { CallbackPromised } from './callback-promised.tsx'
import { mendsOf } from './form-parts.tsx'
import { expectation } from './home.tsx'

/** Asking to be called back: a number, an age, a language; then the place in the queue, honestly. */
export const callbackPages = new Hono<Env>()
  .get('/:locale{(?:zh|hant|en)}/callback', open, c =>
    ask(c, {
      phone: '',
      ageBand: '',
      withoutPartner: '',
      language: defaultLanguage(c.get('locale'), c.var.deps.config.LANGUAGES),
    }),
  )
  .post('/:locale{(?:zh|hant|en)}/callback', open, async c => {
    const { deps, actor } = c.var
    const typed = await typedForm(c)
    const text = (name: string) => [typed[name] ?? ''].flat().at(-1) ?? ''
    const wanted = {
      phone: text('phone'),
      ageBand: text('ageBand'),
      withoutPartner: text('withoutPartner'),
      language: text('language') || defaultLanguage(c.get('locale'), deps.config.LANGUAGES),
    }
    if (wanted.ageBand === 'under_14') return c.html(<CallFirst c={c} />)
    const token = await readFormToken(deps, 'callback', text('token'))
    const fresh = token && !token.expired
    const again = fresh ? text('token') : undefined
    if (text('go') === 'stay') return ask(c, wanted, { token: again, pass: again && text('pass') })
    const faults = faultsIn(wanted, deps.config.LANGUAGES)
    if (faults.length > 0) return ask(c, wanted, { token: again, faults })
    const words = textsFor(c).callback
    if (!fresh) return ask(c, wanted, { kindly: words.expired })

    const work = await workOwed(c, token.requestKey, { work: text('work'), pass: text('pass') })
    if (work) return ask(c, wanted, { token: again, work, kindly: workWords(c, work), status: 429 })

    const phone = readPhoneNumber(wanted.phone) as string
    try {
      const promised = await promiseCallback(deps, actor, {
        phone,
        language: wanted.language,
        ageBand: wanted.ageBand as AgeBand,
        withoutPartner: wanted.withoutPartner || undefined,
        requestKey: token.requestKey,
      })
      await noteTaken(c)
      return c.html(await CallbackPromised({ c, ...promised, wanted }))
    } catch (error) {
      const { code, more } = problemOf(error)
      if (code === 'invalid_input' && more.faults) return ask(c, wanted, { faults: more.faults })
      if (code === 'request_reused') return ask(c, wanted, { kindly: words.again, status: 409 })
      if (code === 'database_lost')
        return ask(c, wanted, { token: again, kindly: textsFor(c).problems.database_lost, status: 503 })
      throw error
    }
  })

type Again = {
  token?: string
  faults?: Fault[]
  kindly?: string
  work?: WorkAsked
  pass?: string
  status?: 409 | 429 | 503
}

async function ask(
  c: AnyContext,
  wanted: Wanted,
  { token, faults = [], kindly, work, pass, status }: Again = {},
) {
  const texts = textsFor(c)
  const mends = mendsOf(faults, texts).map(mend =>
    mend.field === 'ageBand' ? { ...mend, words: texts.callback.ageFault } : mend,
  )
  const form = token ?? (await newFormToken(c.get('deps'), 'callback'))
  const page = (
    <CallbackForm
      c={c}
      wanted={wanted}
      token={form}
      work={work ?? (await workBefore(c, keyOf(form), pass))}
      mends={mends}
      kindly={kindly}
      expected={await expectation(c)}
      partners={await partnersLeft(c)}
    />
  )
  return c.html(page, status ?? (faults.length > 0 ? 422 : 200))
}

/** Without the database the form still shows; nobody can be left out then. */
async function partnersLeft(c: AnyContext): Promise<OpenPartner[]> {
  try {
    return await partnersOpen(c.get('deps'))
  } catch (error) {
    if (problemOf(error).code !== 'database_lost') throw error
    return []
  }
}

function faultsIn({ phone, ageBand, language }: Wanted, languages: string[]): Fault[] {
  const faults: Fault[] = []
  if (!readPhoneNumber(phone))
    faults.push({ field: 'phone', code: phone.trim() === '' ? 'missing' : 'not_a_phone_number' })
  if (!languages.includes(language)) faults.push({ field: 'language', code: 'not_in_list' })
  if (!isOneOf(ageBands, ageBand)) faults.push({ field: 'ageBand', code: 'missing' })
  return faults
}
