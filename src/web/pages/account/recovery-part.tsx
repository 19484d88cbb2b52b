import { type AnyContext, textsFor } from '../../env.ts'
import { homeOf } from '../staff-header.tsx'
import { AccountFrame, type Part } from './account-page.tsx'

/** How many recovery codes are left, and the button for new ones. */
export function RecoveryPart({ c, mine, open }: Part) {
  const words = textsFor(c).account.recovery
  return (
    <section class="card" aria-labelledby="recovery-title">
      <h2 id="recovery-title">{words.title}</h2>
      <p>{words.what}</p>
      <p>{words.left(mine.recoveryCodesLeft)}</p>
      {open && (
        <form method="post" action="/account/recovery-codes">
          <button type="submit" class="second" aria-describedby="recovery-hint">
            {words.make}
          </button>{' '}
          <small id="recovery-hint">{words.makeHint}</small>
        </form>
      )}
    </section>
  )
}

/** Fresh recovery codes, on the page that answers the press and nowhere else; then on, to the page of one's role. */
export function NewCodesPage({ c, codes, said }: { c: AnyContext; codes: string[]; said: string }) {
  const { recovery, joining } = textsFor(c).account
  return (
    <AccountFrame c={c} title={recovery.shownTitle}>
      {said && (
        <p class="notice" role="status">
          {said}
        </p>
      )}
      <h1>{recovery.shownTitle}</h1>
      <p class="lead">{recovery.shown}</p>
      <ol class="recovery-codes">
        {codes.map(code => (
          <li class="code">{code}</li>
        ))}
      </ol>
      <p class="quiet">{recovery.what}</p>
      <p class="beside">
        <a class="button" href="/account">
          {recovery.done}
        </a>
        <a class="button second" href={homeOf[c.get('actor').kind as keyof typeof homeOf]}>
          {joining.home}
        </a>
      </p>
    </AccountFrame>
  )
}
