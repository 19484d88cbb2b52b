import type { ProblemCode } from '../../../domain/problem.ts'
import type { MyAccount } from '../../../reads/my-account.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { TextField } from '../form-parts.tsx'
import { PasskeyForm } from './passkey-form.tsx'

/** What is asked for, where its answer goes, and why the last one did not do. */
export type Proving = {
  why: 'contact' | 'account' | 'emergency'
  action: string
  mine: Pick<MyAccount, 'passkeys' | 'appSince'>
  refused?: ProblemCode
}

/** Asks in place whether it is them: one touch of a passkey, or a code; in a demo a press. */
export function ProveCard({ c, why, action, mine, refused }: Proving & { c: AnyContext }) {
  const texts = textsFor(c)
  const words = texts.account.prove
  const isDemo = c.get('deps').config.DEMO
  const wrong = refused && refused !== 'presence_needed' ? texts.problems[refused] : undefined
  const hasPasskey = mine.passkeys.length > 0
  const hasApp = mine.appSince !== null
  return (
    <section class="card prove" aria-labelledby="prove-title">
      <h2 id="prove-title">{words.title}</h2>
      <p>{words[why]}</p>
      {wrong && (
        <p class="fault" role="alert">
          {wrong}
        </p>
      )}
      {hasPasskey && (
        <PasskeyForm c={c} action={action} challenge="/account/prove/challenge" does="use" now={!wrong}>
          <button type="submit">{words.passkey}</button>
        </PasskeyForm>
      )}
      {hasPasskey && !hasApp && (
        <p class="quiet" data-no-passkey>
          {texts.account.passkeys.noScript}
        </p>
      )}
      {hasApp && (
        <form method="post" action={action} novalidate>
          <TextField
            name="proof"
            label={words.code}
            inputmode="numeric"
            autocomplete="one-time-code"
            class="code"
          />
          <button type="submit" class={hasPasskey ? 'second' : undefined}>
            {words.enter}
          </button>
        </form>
      )}
      {isDemo && (
        <form method="post" action={action}>
          <input type="hidden" name="demo" value="yes" />
          <button type="submit" class={hasPasskey || hasApp ? 'second' : undefined}>
            {words.demo}
          </button>
        </form>
      )}
      {!hasPasskey && !hasApp && !isDemo && (
        <p>
          {words.nothing} <a href="/account">{words.setUp}</a>
        </p>
      )}
      <p class="quiet">{words.signInAgain}</p>
    </section>
  )
}
