import type { Texts } from '../../texts/texts.ts'
import { type AnyContext, textsFor } from '../env.ts'
import { PasskeyForm } from './account/passkey-form.tsx'
import { ErrorSummary, Hidden, type Mend, TextField } from './form-parts.tsx'
import { Frame } from './frame.tsx'

type DemoPerson = { handle: string; name: string; role: string; partner: string | null }
type Typed = { c: AnyContext; mail?: string; code?: string; to?: string; mends?: Mend[] }

/** The first page of signing in: in the demo whom to be, then a passkey, then the code of an app. */
export function SignInPage({ c, mail, code, to, mends = [], demo }: Typed & { demo: DemoPerson[] }) {
  const texts = textsFor(c)
  const words = texts.signIn
  const isDemo = demo.length > 0
  const refused = mends.find(({ field }) => field === 'passkey')
  return (
    <Frame c={c} title={words.title} side="staff" wrong={mends.length > 0} scripts={['passkeys.js']}>
      <div class="sign-in">
        <ErrorSummary texts={texts} mends={mends.filter(mend => mend !== refused)} />
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        {isDemo && <DemoPeople texts={texts} people={demo} to={to} />}
        {isDemo && <h2>{words.demo.byMail}</h2>}
        {refused && (
          <p class="fault" role="alert">
            {refused.words}
          </p>
        )}
        <PasskeyForm c={c} action="/sign-in/passkey" challenge="/sign-in/passkey/challenge" does="use">
          <Hidden fields={{ to }} />
          <button type="submit" class={isDemo ? 'second' : undefined}>
            {words.passkey}
          </button>
        </PasskeyForm>
        <p class="quiet" data-no-passkey>
          {words.passkeyNoScript}
        </p>
        <h2>{words.orApp}</h2>
        <form method="post" action="/sign-in/app" novalidate>
          <Hidden fields={{ to }} />
          <TextField
            name="mail"
            type="email"
            label={words.mail}
            autocomplete="username"
            value={mail}
            mends={mends}
            required
          />
          <TextField
            name="code"
            label={words.appCode}
            inputmode="numeric"
            autocomplete="one-time-code"
            class="code"
            value={code}
            mends={mends}
            required
          />
          <button type="submit" class="second">
            {words.enter}
          </button>
        </form>
        <p>
          {words.firstTime} <a href={withTo('/sign-in/mail', to)}>{words.byMail}</a>
        </p>
        <p class="quiet for-callers">
          {words.forCallers} <a href="/">{words.toCallers}</a>
        </p>
      </div>
    </Frame>
  )
}

/** Asks for a code by mail: for the first time here, and for whoever lost their device. */
export function MailPage({ c, mail, to, mends = [] }: Typed) {
  const texts = textsFor(c)
  const words = texts.signIn
  return (
    <Frame c={c} title={words.mailTitle} side="staff" wrong={mends.length > 0}>
      <div class="sign-in">
        <ErrorSummary texts={texts} mends={mends} />
        <h1>{words.mailTitle}</h1>
        <p class="lead">{words.mailLead}</p>
        <form method="post" action="/sign-in" novalidate>
          <Hidden fields={{ to }} />
          <TextField
            name="mail"
            type="email"
            label={words.mail}
            hint={words.mailHint}
            autocomplete="username"
            value={mail}
            mends={mends}
            required
          />
          <button type="submit">{words.send}</button>
        </form>
        <p>
          <a href={withTo('/sign-in/code', to)}>{words.haveCode}</a>
        </p>
        <p>
          <a href={withTo('/sign-in', to)}>{words.back}</a>
        </p>
      </div>
    </Frame>
  )
}

/** The code from the letter, with the address it was sent to and, for whoever comes back, a recovery code. */
export function CodePage({
  c,
  mail,
  code,
  recovery,
  to,
  mends = [],
  sent,
}: Typed & { recovery?: string; sent?: boolean }) {
  const texts = textsFor(c)
  const words = texts.signIn
  return (
    <Frame c={c} title={words.codeTitle} side="staff" wrong={mends.length > 0}>
      <div class="sign-in">
        <ErrorSummary texts={texts} mends={mends} />
        <h1>{words.codeTitle}</h1>
        {sent && (
          <p class="notice" role="status">
            {words.sent(mail ?? '')}
          </p>
        )}
        <form method="post" action="/sign-in/code" novalidate>
          <Hidden fields={{ to }} />
          <TextField
            name="mail"
            type="email"
            label={words.mail}
            autocomplete="username"
            value={mail}
            mends={mends}
            required
          />
          <TextField
            name="code"
            label={words.code}
            hint={words.codeHint}
            autocomplete="one-time-code"
            class="code"
            value={code}
            mends={mends}
            required
          />
          <TextField
            name="recovery"
            label={words.recovery}
            hint={words.recoveryHint}
            class="code"
            value={recovery}
            mends={mends}
          />
          <button type="submit">{words.enter}</button>
        </form>
        <p>
          <a href={withTo('/sign-in/mail', to)}>{mail ? `${words.again} · ${words.other}` : words.again}</a>
        </p>
        <p class="quiet">{words.lost}</p>
      </div>
    </Frame>
  )
}

function withTo(path: string, to: string | undefined) {
  return to ? `${path}?to=${encodeURIComponent(to)}` : path
}

/** One of each role in front, the other counselors behind a fold. */
function DemoPeople({ texts, people, to }: { texts: Texts; people: DemoPerson[]; to?: string }) {
  const words = texts.signIn.demo
  const first = ['counselor', 'coordinator', 'operator', 'supervisor'].flatMap(
    role => people.find(person => person.role === role) ?? [],
  )
  const others = people.filter(person => !first.includes(person))
  return (
    <section aria-labelledby="demo-title">
      <h2 id="demo-title">{words.title}</h2>
      <p>{words.lead}</p>
      <ul class="tiles demo-people">
        {first.map(person => (
          <li class="card">
            <h3>{roleName(texts, person)}</h3>
            <p>{words.sees[person.role]}</p>
            <BeDemoPerson texts={texts} person={person} to={to} />
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <details>
          <summary>{words.others}</summary>
          <ul class="demo-others">
            {others.map(person => (
              <li>
                <BeDemoPerson texts={texts} person={person} to={to} quiet />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function BeDemoPerson({
  texts,
  person,
  to,
  quiet,
}: {
  texts: Texts
  person: DemoPerson
  to?: string
  quiet?: boolean
}) {
  return (
    <form method="post" action="/demo/sign-in">
      <Hidden fields={{ to, as: person.handle }} />
      <button type="submit" class={quiet ? 'second' : undefined}>
        {quiet ? person.name : texts.signIn.demo.as(person.name)}
        {quiet && person.partner && <small> {person.partner}</small>}
      </button>
    </form>
  )
}

function roleName(texts: Texts, { role }: DemoPerson) {
  return (texts.labels.roles as Record<string, string>)[role] ?? role
}
