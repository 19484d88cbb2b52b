import { textsFor } from '../../env.ts'
import type { Part } from './account-page.tsx'

/** One's own sign-ins that are alive, with the buttons that end them; ending asks for no proof. */
export function SignInsPart({ c, mine, when }: Part) {
  const { signIns: words, devices } = textsFor(c).account
  const here = c.get('signIn').id
  const others = mine.signIns.filter(({ id }) => id !== here)
  return (
    <section class="card" aria-labelledby="sign-ins-title">
      <h2 id="sign-ins-title">{words.title}</h2>
      <ul class="ways-in">
        {mine.signIns.map(({ id, device, madeAt, seenAt }) => (
          <li>
            <strong>{devices[device]}</strong>
            <small>
              {words.made(when(madeAt))} · {id === here ? words.here : words.seen(when(seenAt))}
            </small>
            {id !== here && (
              <form method="post" action={`/account/sign-ins/${id}/end`}>
                <button type="submit" class="second" aria-label={words.endOf(devices[device], when(madeAt))}>
                  {words.end}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <form method="post" action="/account/sign-ins/end-others">
          <button type="submit" class="second">
            {words.endOthers}
          </button>
        </form>
      ) : (
        <p class="quiet">{words.only}</p>
      )}
    </section>
  )
}
