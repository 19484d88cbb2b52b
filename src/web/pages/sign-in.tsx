import { Hono } from 'hono'
import { signInWithApp } from '../../actions/credentials/use-app.ts'
import { signInWithPasskey } from '../../actions/credentials/use-passkey.ts'
import { beginSignIn } from '../../actions/people/begin-sign-in.ts'
import { endSignIn } from '../../actions/people/end-sign-in.ts'
import { redeemSignInCode } from '../../actions/people/redeem-sign-in-code.ts'
import { requestSignInCode } from '../../actions/people/request-sign-in-code.ts'
import type { Deps } from '../../deps.ts'
import { deviceWord } from '../../domain/device-word.ts'
import { readMailAddress } from '../../domain/mail-address.ts'
import { Problem, type ProblemCode } from '../../domain/problem.ts'
import { formatTime } from '../../domain/time-words.ts'
import { demoStaff } from '../../reads/demo-staff.ts'
import { personById } from '../../reads/person-by-id.ts'
import { giveSignIn, joining, open, signingIn, takeSignIn } from '../doors.ts'
import { type AnyContext, type Env, textsFor } from '../env.ts'
import { typedForm } from '../input.ts'
import { knownBrowser, rememberBrowser } from '../known-browser.ts'
import { ownPath } from '../own-path.ts'
import { requestOptions } from '../passkey-options.ts'
import type { Mend } from './form-parts.tsx'
import { CodePage, MailPage, SignInPage } from './sign-in-forms.tsx'
import { homeOf } from './staff-header.tsx'

/** Signing in with a passkey, an app's code, or by mail, and out again. The answer never tells whether an address is known. */
export const signInPages = new Hono<Env>()
  .get('/sign-in', open, async c => c.html(await firstPage(c, { to: ownPath(c.req.query('to')) })))
  .get('/sign-in/mail', open, c => c.html(<MailPage c={c} to={ownPath(c.req.query('to'))} />))
  .post('/sign-in', signingIn, async c => {
    const typed = await typedFields(c)
    const mail = readMailAddress(typed.mail)
    if (!mail) return c.html(<MailPage c={c} {...typed} mends={[notAnAddress(c)]} />, 400)
    await requestSignInCode(c.var.deps, c.var.actor, { mail, locale: c.var.locale })
    return c.html(<CodePage c={c} mail={mail} to={typed.to} sent />)
  })
  .post('/sign-in/passkey/challenge', signingIn, async c =>
    c.json(await requestOptions(c.var.deps, { purpose: 'sign-in' })),
  )
  .on('GET', ['/sign-in/passkey', '/sign-in/app'], open, c => c.redirect('/sign-in', 303))
  .post('/sign-in/passkey', signingIn, async c => {
    const { deps, actor } = c.var
    const { passkey, to } = await typedForm(c)
    try {
      const { personId } = await signInWithPasskey(deps, actor, { answer: passkey })
      return await enter(c, personId, { to: ownPath(to) })
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'passkey_refused') throw error
      const mends = [{ field: 'passkey', words: textsFor(c).problems[error.code] }]
      return c.html(await firstPage(c, { to: ownPath(to), mends }), 403)
    }
  })
  .post('/sign-in/app', signingIn, async c => {
    const { deps, actor } = c.var
    const typed = await typedFields(c)
    const again = async (mends: Mend[], status: 400 | 403 | 429) =>
      c.html(await firstPage(c, { ...typed, mends }), status)
    const mail = readMailAddress(typed.mail)
    if (!mail) return again([notAnAddress(c)], 400)
    if (typed.code.trim() === '') return again([{ field: 'code', words: textsFor(c).faults.missing() }], 400)
    try {
      const browser = await knownBrowser(c, mail)
      const { personId } = await signInWithApp(deps, actor, { mail, code: typed.code, browser })
      if (!browser) await rememberBrowser(c, mail)
      return await enter(c, personId, { to: typed.to })
    } catch (error) {
      if (!isRefusal(error)) throw error
      return again([{ field: 'code', words: refusalWords(c, error) }], error.status as 403)
    }
  })
  .get('/sign-in/code', open, c => c.html(<CodePage c={c} to={ownPath(c.req.query('to'))} />))
  .post('/sign-in/code', signingIn, async c => {
    const { deps, actor } = c.var
    const typed = await typedFields(c)
    const again = (mends: Mend[], status: 400 | 403 | 429) =>
      c.html(<CodePage c={c} {...typed} mends={mends} />, status)
    const mail = readMailAddress(typed.mail)
    if (!mail) return again([notAnAddress(c)], 400)
    if (typed.code.trim() === '') return again([{ field: 'code', words: textsFor(c).faults.missing() }], 400)
    try {
      const { code, recovery } = typed
      const { locale } = c.var
      const { personId, recovered } = await redeemSignInCode(deps, actor, { mail, code, recovery, locale })
      // Without a way in of their own yet, they set one up before anything else opens.
      return await enter(c, personId, {
        admitted: recovered,
        to: recovered ? '/account?said=recovered' : '/account',
      })
    } catch (error) {
      if (!isRefusal(error)) throw error
      const field = error.code.startsWith('recovery') ? 'recovery' : 'code'
      return again([{ field, words: refusalWords(c, error) }], error.status as 403)
    }
  })
  .post('/sign-out', joining, async c => {
    const token = takeSignIn(c)
    if (token) await endSignIn(c.var.deps, c.var.actor, { token })
    return c.redirect('/sign-in', 303)
  })

/** Signs somebody in who has shown who they are, and leads on. */
async function enter(c: AnyContext, personId: string, { to, admitted }: { to?: string; admitted?: boolean }) {
  const deps: Deps = c.get('deps')
  const person = await personById(deps, personId)
  if (!person) throw new Problem('sign_in_code_wrong')
  const device = deviceWord(c.req.header('User-Agent'))
  giveSignIn(c, (await beginSignIn(deps, person, { device, admitted })).token)
  return c.redirect(to ?? homeOf[person.kind], 303)
}

const refusals: ProblemCode[] = [
  'sign_in_code_wrong',
  'recovery_code_needed',
  'recovery_code_wrong',
  'app_code_wrong',
  'try_later',
]

function isRefusal(error: unknown): error is Problem {
  return error instanceof Problem && refusals.includes(error.code)
}

/** The refusal in words and, where it is one of waiting, until when. */
function refusalWords(c: AnyContext, { code, more }: Problem) {
  const { config } = c.get('deps')
  const until =
    more.until && formatTime(new Date(more.until.getTime() + 59_999), config.TIME_ZONE, c.get('locale'))
  return `${textsFor(c).problems[code]}${until ? ` ${textsFor(c).signIn.from(until)}` : ''}`
}

async function firstPage(c: AnyContext, form: { mail?: string; to?: string; mends?: Mend[] }) {
  const { deps } = c.var
  return <SignInPage c={c} {...form} demo={deps.config.DEMO ? await demoStaff(deps) : []} />
}

async function typedFields(c: AnyContext) {
  const { mail, code, recovery, to } = await typedForm(c)
  const text = (typed: unknown) => (typeof typed === 'string' ? typed : '')
  return { mail: text(mail), code: text(code), recovery: text(recovery), to: ownPath(to) }
}

function notAnAddress(c: AnyContext): Mend {
  return { field: 'mail', words: textsFor(c).faults.not_an_address() }
}
