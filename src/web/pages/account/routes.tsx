import { Hono } from 'hono'
import { addPasskey } from '../../../actions/credentials/add-passkey.ts'
import { makeRecoveryCodes } from '../../../actions/credentials/recovery-codes.ts'
import { removePasskey } from '../../../actions/credentials/remove-passkey.ts'
import { renamePasskey } from '../../../actions/credentials/rename-passkey.ts'
import { beginApp, confirmApp, removeApp, secretBeingSetUp } from '../../../actions/credentials/set-up-app.ts'
import { endOtherSignIns, endOwnSignIn } from '../../../actions/people/end-own-sign-ins.ts'
import { Problem } from '../../../domain/problem.ts'
import { myAccount } from '../../../reads/my-account.ts'
import type { Texts } from '../../../texts/texts.ts'
import { joining } from '../../doors.ts'
import { type AnyContext, type Env, textsFor } from '../../env.ts'
import { typedForm } from '../../input.ts'
import { creationOptions, requestOptions } from '../../passkey-options.ts'
import { pathId } from '../../path-id.ts'
import { isProofRefusal, requirePresence } from '../../presence.ts'
import { line } from '../../text-fields.ts'
import { AccountPage } from './account-page.tsx'
import { NewAppPage } from './app-part.tsx'
import { NewCodesPage } from './recovery-part.tsx'

type Said = keyof Texts['account']['said']

/** One's own account: passkeys, app, recovery codes, devices. Everybody's own, and nobody else's. */
export const accountPages = new Hono<Env>()
  .get('/account', joining, c => accountPage(c, {}))
  .post('/account/prove', joining, async c => {
    const form = await typedForm(c)
    return changing(c, () => requirePresence(c, form).then(() => said(c, 'proven')))
  })
  .post('/account/prove/challenge', joining, async c => {
    const { deps, actor } = c.var
    return c.json(await requestOptions(deps, { purpose: 'prove', personId: actor.personId }))
  })
  .post('/account/passkeys/challenge', joining, async c =>
    c.json(await creationOptions(c.var.deps, c.var.actor)),
  )
  .post('/account/passkeys', joining, async c => {
    const { deps, actor, signIn } = c.var
    const { passkey, name } = await typedForm(c)
    return changing(c, async () => {
      await requirePresence(c)
      const given = passkeyName(name) ?? textsFor(c).account.passkeys.title
      const { recoveryCodes } = await addPasskey(deps, actor, {
        answer: passkey,
        name: given,
        signInId: signIn.id,
      })
      return withCodes(c, recoveryCodes, 'passkey_added')
    })
  })
  .post('/account/passkeys/:id/name', joining, async c => {
    const name = passkeyName((await typedForm(c)).name)
    return changing(c, async () => {
      await requirePresence(c)
      if (!name) throw new Problem('invalid_input', { faults: [{ field: 'name', code: 'missing' }] })
      await renamePasskey(c.var.deps, c.var.actor, { passkeyId: pathId(c), name })
      return said(c, 'renamed')
    })
  })
  .post('/account/passkeys/:id/remove', joining, c =>
    changing(c, async () => {
      await requirePresence(c)
      await removePasskey(c.var.deps, c.var.actor, { passkeyId: pathId(c) })
      return said(c, 'passkey_removed')
    }),
  )
  .post('/account/app', joining, c =>
    changing(c, async () => {
      await requirePresence(c)
      const { secret } = await beginApp(c.var.deps, c.var.actor)
      return c.html(<NewAppPage c={c} secret={secret} />)
    }),
  )
  .post('/account/app/confirm', joining, async c => {
    const { deps, actor, signIn } = c.var
    const code = String((await typedForm(c)).code ?? '')
    return changing(c, async () => {
      await requirePresence(c)
      try {
        const { recoveryCodes } = await confirmApp(deps, actor, { code, signInId: signIn.id })
        return withCodes(c, recoveryCodes, 'app_added')
      } catch (error) {
        if (!(error instanceof Problem) || !isProofRefusal(error)) throw error
        const secret = await secretBeingSetUp(deps, actor)
        if (!secret) return said(c, undefined)
        const mends = [{ field: 'code', words: textsFor(c).problems[error.code] }]
        return c.html(<NewAppPage c={c} secret={secret} mends={mends} />, error.status as 403)
      }
    })
  })
  .post('/account/app/remove', joining, c =>
    changing(c, async () => {
      await requirePresence(c)
      await removeApp(c.var.deps, c.var.actor)
      return said(c, 'app_removed')
    }),
  )
  .post('/account/recovery-codes', joining, c =>
    changing(c, async () => {
      await requirePresence(c)
      if (!c.var.signIn.admitted) throw new Problem('set_up_first')
      return withCodes(c, await makeRecoveryCodes(c.var.deps, c.var.actor))
    }),
  )
  .post('/account/sign-ins/end-others', joining, async c => {
    await endOtherSignIns(c.var.deps, c.var.actor, { signInId: c.var.signIn.id })
    return said(c, 'others_ended')
  })
  .post('/account/sign-ins/:id/end', joining, async c => {
    await endOwnSignIn(c.var.deps, c.var.actor, { signInId: pathId(c) })
    return said(c, 'ended')
  })

/** Does a change, and says on the page of the account why it was refused, or asks there for a proof. */
async function changing(c: AnyContext, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'set_up_first') throw error
    if (error.code === 'passkey_refused' && c.req.path === '/account/passkeys')
      return accountPage(c, { notice: textsFor(c).problems[error.code] }, 403)
    if (isProofRefusal(error)) return accountPage(c, { refused: error.code }, error.status)
    return accountPage(c, { notice: textsFor(c).problems[error.code] }, error.status)
  }
}

async function accountPage(
  c: AnyContext,
  shown: { notice?: string; refused?: Problem['code'] },
  status: number = 200,
) {
  const mine = await myAccount(c.get('deps'), c.get('actor').personId)
  const words = textsFor(c).account.said
  const code = c.req.query('said') ?? ''
  const known = Object.hasOwn(words, code) ? words[code as Said] : undefined
  return c.html(<AccountPage c={c} mine={mine} {...shown} notice={shown.notice ?? known} />, status as 200)
}

function said(c: AnyContext, code: Said | undefined) {
  return c.redirect(code ? `/account?said=${code}` : '/account', 303)
}

/** The codes where there are new ones, else back to the account; the sign-in has all doors open by now. */
function withCodes(c: AnyContext, codes: string[], done?: Said) {
  if (codes.length === 0) return said(c, done)
  c.set('signIn', { ...c.get('signIn'), admitted: true })
  return c.html(<NewCodesPage c={c} codes={codes} said={done ? textsFor(c).account.said[done] : ''} />)
}

function passkeyName(typed: unknown): string | undefined {
  return line(40).safeParse(typed).data
}
