import type { Texts } from '../../texts/texts.ts'
import { type AnyContext, textsFor } from '../env.ts'
import { ErrorSummary, Hidden, type Mend, TextField } from './form-parts.tsx'
import { Frame } from './frame.tsx'

type DemoPerson = { handle: string; name: string; role: string; partner: string | null }
type Typed = { c: AnyContext; mail?: string; to?: string; mends?: Mend[] }

/** The first page of signing in: in the demo whom to be, then the form for a code. */
export function SignInPage({ c, mail, to, mends = [], demo }: Typed & { demo: DemoPerson[] }) {
  const texts = textsFor(c)
  const words = texts.signIn
  const isDemo = demo.length > 0
  return (
    <Frame c={c} title={words.title} side="staff" wrong={mends.length > 0}>
      <div class="sign-in">
        <ErrorSummary texts={texts} mends={mends} />
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        {isDemo && <DemoPeople texts={texts} people={demo} to={to} />}
        {isDemo && <h2>{words.demo.byMail}</h2>}
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
          <button type="submit" class={isDemo ? 'second' : undefined}>
            {words.send}
          </button>
        </form>
        <p>
          <a href={to ? `/sign-in/code?to=${encodeURIComponent(to)}` : '/sign-in/code'}>{words.haveCode}</a>
        </p>
        <p class="quiet for-callers">
          {words.forCallers} <a href="/">{words.toCallers}</a>
        </p>
      </div>
    </Frame>
  )
}

/** The second page: the code, with the address it was sent to. */
export function CodePage({ c, mail, code, to, mends = [], sent }: Typed & { code?: string; sent?: boolean }) {
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
          <button type="submit">{words.enter}</button>
        </form>
        <p>
          <a href={to ? `/sign-in?to=${encodeURIComponent(to)}` : '/sign-in'}>
            {mail ? `${words.again} · ${words.other}` : words.again}
          </a>
        </p>
      </div>
    </Frame>
  )
}

/** One of each role in front, the other counselors behind a fold. */
function DemoPeople({ texts, people, to }: { texts: Texts; people: DemoPerson[]; to?: string }) {
  const words = texts.signIn.demo
  const first = ['counselor', 'coordinator', 'operator'].flatMap(
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
