import type { Invited } from '../../actions/people/invite-person.ts'
import { modes } from '../../domain/codes.ts'
import { formatMoment } from '../../domain/time-words.ts'
import { type AnyContext, textsFor } from '../env.ts'
import { Choices, Hidden, type Mend, Select, TextField } from './form-parts.tsx'

/** The invitation form as typed. */
export type TypedInvitation = {
  name: string
  mail: string
  role: string
  partner: string
  languages: string[]
  modes: string[]
  request: string
}

type InviteForm = {
  c: AnyContext
  typed: TypedInvitation
  partners: readonly { code: string; name: string }[]
  mends: readonly Mend[]
}

/** The form to invite somebody; it shows what was typed, and what to mend at each field. */
export function InviteForm({ c, typed, partners, mends }: InviteForm) {
  const texts = textsFor(c)
  const words = texts.staff.invite
  const { roles, languages } = texts.labels
  const names: Record<string, string> = languages
  return (
    <section class="card invite" aria-labelledby="invite-title">
      <h2 id="invite-title">{words.title}</h2>
      <p class="quiet">{words.lead}</p>
      <form method="post" action="/people" novalidate>
        <Hidden fields={{ request: typed.request }} />
        <TextField name="name" label={words.name} value={typed.name} mends={mends} required />
        <TextField name="mail" type="email" label={words.mail} value={typed.mail} mends={mends} required />
        <Choices
          name="role"
          label={words.role}
          value={typed.role}
          mends={mends}
          row
          options={(['counselor', 'supervisor', 'operator', 'coordinator'] as const).map(role => ({
            value: role,
            label: roles[role],
          }))}
        />
        <Select
          name="partner"
          label={words.partner}
          hint={words.partnerHint}
          value={typed.partner}
          mends={mends}
          options={[
            { value: '', label: words.none },
            ...partners.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
        <Checks
          name="languages"
          label={words.languages}
          hint={words.forCounselors}
          chosen={typed.languages}
          mends={mends}
          options={c.var.deps.config.LANGUAGES.map((code: string) => ({ code, label: names[code] ?? code }))}
        />
        <Checks
          name="modes"
          label={words.modes}
          hint={words.forCounselors}
          chosen={typed.modes}
          mends={mends}
          options={modes.map(code => ({ code, label: texts.labels.modes[code] }))}
        />
        <button type="submit">{words.submit}</button>
      </form>
    </section>
  )
}

type Checks = {
  name: string
  label: string
  hint: string
  chosen: readonly string[]
  mends: readonly Mend[]
  options: { code: string; label: string }[]
}

/** Several answers at once; the first box carries the field's id. */
export function Checks({ name, label, hint, chosen, mends, options }: Checks) {
  const mend = mends.find(({ field }) => field === name)
  return (
    <fieldset class="field" aria-describedby={mend ? `${name}-hint ${name}-fault` : `${name}-hint`}>
      <legend>{label}</legend>
      <span class="hint" id={`${name}-hint`}>
        {hint}
      </span>
      {mend && (
        <span class="fault" id={`${name}-fault`}>
          {mend.words}
        </span>
      )}
      <div class="choices row">
        {options.map(({ code, label }, place) => (
          <label class="choice">
            <input
              type="checkbox"
              id={place === 0 ? name : `${name}-${code}`}
              name={name}
              value={code}
              checked={chosen.includes(code)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** What a coordinator sees once: the code, until when it holds, and where it is typed. */
export function InvitedNotice({
  c,
  invited,
  name,
  mail,
}: {
  c: AnyContext
  invited: Invited
  name: string
  mail: string
}) {
  const words = textsFor(c).staff.invited
  const { deps, locale } = c.var
  return (
    <>
      <h1>{words.title(name)}</h1>
      <p>{words.lead(mail)}</p>
      <div class="card code-card">
        <p>{words.code}</p>
        <p class="code">{invited.code}</p>
        <p class="quiet">
          {words.once} {words.until(formatMoment(invited.endsAt, deps.config.TIME_ZONE, locale))}
        </p>
      </div>
      <p>
        {words.where} <span class="address">{deps.config.PUBLIC_URL}/sign-in/code</span>
      </p>
      <p>
        <a class="button second" href="/people">
          {words.back}
        </a>
      </p>
    </>
  )
}
