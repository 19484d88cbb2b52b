import { textsFor } from '../../env.ts'
import { TextField } from '../form-parts.tsx'
import type { Part } from './account-page.tsx'
import { PasskeyForm } from './passkey-form.tsx'

/** One's passkeys, each with its name, and the form to add one. */
export function PasskeysPart({ c, mine, when, open, mends }: Part) {
  const words = textsFor(c).account.passkeys
  return (
    <section class="card" aria-labelledby="passkeys-title">
      <h2 id="passkeys-title">{words.title}</h2>
      <p>{words.what}</p>
      {mine.passkeys.length > 0 && (
        <ul class="ways-in">
          {mine.passkeys.map(({ id, name, madeAt, usedAt, synced }) => (
            <li>
              <strong>{name}</strong>
              <small>
                {words.made(when(madeAt))} · {usedAt ? words.used(when(usedAt)) : words.neverUsed} ·{' '}
                {synced ? words.synced : words.single}
              </small>
              {open && (
                <div class="beside">
                  <form method="post" action={`/account/passkeys/${id}/name`}>
                    <input
                      type="text"
                      name="name"
                      value={name}
                      maxlength={40}
                      aria-label={words.renameOf(name)}
                      autocomplete="off"
                    />
                    <button type="submit" class="second">
                      {words.rename}
                    </button>
                  </form>
                  <form method="post" action={`/account/passkeys/${id}/remove`}>
                    <button type="submit" class="second" aria-label={words.removeOf(name)}>
                      {words.remove}
                    </button>
                  </form>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {open && (
        <>
          <PasskeyForm c={c} action="/account/passkeys" challenge="/account/passkeys/challenge" does="make">
            <TextField name="name" label={words.name} hint={words.nameHint} maxlength={40} mends={mends} />
            <button type="submit">{words.add}</button>
          </PasskeyForm>
          <p class="quiet" data-no-passkey>
            {words.noScript}
          </p>
        </>
      )}
    </section>
  )
}
