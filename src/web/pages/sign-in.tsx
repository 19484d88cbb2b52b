import { Hono } from 'hono'
import { beginSignIn } from '../../actions/people/begin-sign-in.ts'
import { endSignIn } from '../../actions/people/end-sign-in.ts'
import { redeemSignInCode } from '../../actions/people/redeem-sign-in-code.ts'
import { requestSignInCode } from '../../actions/people/request-sign-in-code.ts'
import { readMailAddress } from '../../domain/mail-address.ts'
import { Problem } from '../../domain/problem.ts'
import { demoStaff } from '../../reads/demo-staff.ts'
import { personById } from '../../reads/person-by-id.ts'
import { giveSignIn, open, staff, takeSignIn } from '../doors.ts'
import { type AnyContext, type Env, textsFor } from '../env.ts'
import { typedForm } from '../input.ts'
import { ownPath } from '../own-path.ts'
import type { Mend } from './form-parts.tsx'
import { CodePage, SignInPage } from './sign-in-forms.tsx'
import { homeOf } from './staff-header.tsx'

/** Leads whoever is signed out to the sign-in, and afterwards back to the page they wanted. */
export function toSignIn(c: AnyContext) {
  const { pathname, search } = new URL(c.req.url)
  const to = c.req.method === 'GET' ? ownPath(pathname + search) : undefined
  return c.redirect(to ? `/sign-in?to=${encodeURIComponent(to)}` : '/sign-in', 303)
}

/** Signing in by mail and code, and out again. The answer never tells whether an address is known. */
export const signInPages = new Hono<Env>()
  .get('/sign-in', open, async c => c.html(await firstPage(c, { to: ownPath(c.req.query('to')) })))
  .post('/sign-in', open, async c => {
    const typed = await typedFields(c)
    const mail = readMailAddress(typed.mail)
    if (!mail) return c.html(await firstPage(c, { ...typed, mends: [notAnAddress(c)] }), 400)
    await requestSignInCode(c.var.deps, c.var.actor, { mail, locale: c.var.locale })
    return c.html(<CodePage c={c} mail={mail} to={typed.to} sent />)
  })
  .get('/sign-in/code', open, c => c.html(<CodePage c={c} to={ownPath(c.req.query('to'))} />))
  .post('/sign-in/code', open, async c => {
    const { deps, actor } = c.var
    const typed = await typedFields(c)
    const again = (mends: Mend[], status: 400 | 403) =>
      c.html(<CodePage c={c} {...typed} mends={mends} />, status)
    const mail = readMailAddress(typed.mail)
    if (!mail) return again([notAnAddress(c)], 400)
    if (typed.code.trim() === '') return again([{ field: 'code', words: textsFor(c).faults.missing() }], 400)
    try {
      const { personId } = await redeemSignInCode(deps, actor, { mail, code: typed.code })
      const person = await personById(deps, personId)
      if (!person) throw new Problem('sign_in_code_wrong')
      giveSignIn(c, (await beginSignIn(deps, person)).token)
      return c.redirect(typed.to ?? homeOf[person.kind], 303)
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'sign_in_code_wrong') throw error
      return again([{ field: 'code', words: textsFor(c).problems[error.code] }], 403)
    }
  })
  .post('/sign-out', staff, async c => {
    const token = takeSignIn(c)
    if (token) await endSignIn(c.var.deps, c.var.actor, { token })
    return c.redirect('/sign-in', 303)
  })

async function firstPage(c: AnyContext, form: { mail?: string; to?: string; mends?: Mend[] }) {
  const { deps } = c.var
  return <SignInPage c={c} {...form} demo={deps.config.DEMO ? await demoStaff(deps) : []} />
}

async function typedFields(c: AnyContext) {
  const { mail, code, to } = await typedForm(c)
  return { mail: String(mail ?? ''), code: String(code ?? ''), to: ownPath(to) }
}

function notAnAddress(c: AnyContext): Mend {
  return { field: 'mail', words: textsFor(c).faults.not_an_address() }
}
