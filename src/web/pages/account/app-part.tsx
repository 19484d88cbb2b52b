import { totpAddress, totpSecretText } from '../../../domain/totp.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { ErrorSummary, type Mend, TextField } from '../form-parts.tsx'
import { serviceName } from '../frame.tsx'
import { AccountFrame, type Part } from './account-page.tsx'

/** The authenticator app, set up or not. */
export function AppPart({ c, mine, when, open }: Part) {
  const words = textsFor(c).account.app
  return (
    <section class="card" aria-labelledby="app-title">
      <h2 id="app-title">{words.title}</h2>
      <p>{words.what}</p>
      {mine.appSince && <p>{words.since(when(mine.appSince))}</p>}
      {open && (
        <div class="beside">
          <form method="post" action="/account/app">
            <button type="submit" class="second">
              {mine.appSince ? words.again : words.begin}
            </button>
          </form>
          {mine.appSince && (
            <form method="post" action="/account/app/remove">
              <button type="submit" class="second">
                {words.remove}
              </button>
            </form>
          )}
        </div>
      )}
    </section>
  )
}

/** The secret of a new app, shown once, and the field for its first code. */
export function NewAppPage({ c, secret, mends = [] }: { c: AnyContext; secret: Uint8Array; mends?: Mend[] }) {
  const texts = textsFor(c)
  const words = texts.account.app
  return (
    <AccountFrame c={c} title={words.begin} wrong={mends.length > 0}>
      <ErrorSummary texts={texts} mends={mends} />
      <h1>{words.begin}</h1>
      <section class="card" aria-labelledby="steps-title">
        <h2 id="steps-title">{words.steps}</h2>
        <ol>
          <li>{words.step1}</li>
          <li>{words.step2}</li>
          <li>{words.step3}</li>
        </ol>
        <p>
          {words.key} <small>{words.kind}</small>
        </p>
        <p class="code app-key" id="key">
          {totpSecretText(secret)}
        </p>
        <p>
          <a href={totpAddress(secret, serviceName(c), c.get('actor').name)}>{words.open}</a>
        </p>
        <form method="post" action="/account/app/confirm" novalidate>
          <TextField
            name="code"
            label={words.code}
            inputmode="numeric"
            autocomplete="one-time-code"
            class="code"
            mends={mends}
            required
          />
          <button type="submit">{words.confirm}</button>
        </form>
      </section>
      <p>
        <a href="/account">{words.back}</a>
      </p>
    </AccountFrame>
  )
}
