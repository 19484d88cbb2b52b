import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import * as z from 'zod'
import { invitePerson } from '../../actions/people/invite-person.ts'
import { retirePerson } from '../../actions/people/retire-person.ts'
import { toBase64Url } from '../../domain/base64.ts'
import { type Fault, Problem } from '../../domain/problem.ts'
import { partnerNames, staffList } from '../../reads/staff-list.ts'
import type { Texts } from '../../texts/texts.ts'
import { coordinator } from '../doors.ts'
import { type AnyContext, type Env, textsFor } from '../env.ts'
import { faultsOf, input, typedForm } from '../input.ts'
import { invitedPerson } from '../invited-person.ts'
import { ErrorSummary, type Mend, mendsOf } from './form-parts.tsx'
import { Frame } from './frame.tsx'
import { StaffHeader } from './staff-header.tsx'
import { InvitedNotice, InviteForm, type TypedInvitation } from './staff-invite.tsx'
import { StaffTables } from './staff-list.tsx'

const named = z.object({ id: z.uuid() })
const refusedAtField = { mail_taken: 'mail', handle_taken: 'name' } as Record<string, string>

/** Who works here: the list, inviting, and retiring with a question before it. */
export const staffPages = new Hono<Env>()
  .get('/people', coordinator, async c => c.html(await listPage(c, {})))
  .post('/people', coordinator, async c => {
    const { deps, actor, locale } = c.var
    const texts = textsFor(c)
    const { request, ...typed } = typedInvitation(await typedForm(c))
    const again = async (mends: Mend[], status: 409 | 422) =>
      c.html(await listPage(c, { typed: { ...typed, request }, mends }), status)
    const read = invitedPerson.safeParse({ ...typed, partner: typed.partner || undefined, locale })
    if (!read.success) return again(namedMends(faultsOf(read.error), texts), 422)
    try {
      // A form mended and sent again is another wish; the same one pressed twice is not.
      const requestKey = request && JSON.stringify([request, typed])
      const invited = await invitePerson(deps, actor, { ...read.data, requestKey })
      const { name, mail } = read.data
      return c.html(
        staffPage(c, texts.staff.invited.title(name), [], <InvitedNotice {...{ c, invited, name, mail }} />),
      )
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const field = refusedAtField[error.code]
      if (field) return again([{ field, words: texts.problems[error.code] }], 409)
      if (error.code === 'invalid_input') return again(namedMends(error.more.faults ?? [], texts), 422)
      throw error
    }
  })
  .get('/people/:id/retire', coordinator, input('param', named), async c =>
    c.html(await retirePage(c, c.req.valid('param').id, [])),
  )
  .post('/people/:id/retire', coordinator, input('param', named), async c => {
    const { id } = c.req.valid('param')
    try {
      await retirePerson(c.var.deps, c.var.actor, { personId: id })
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 409) throw error
      const words = textsFor(c).problems[error.code]
      return c.html(await retirePage(c, id, [{ field: 'retire', words }]), 409)
    }
    return c.redirect('/people?done=retired', 303)
  })

async function listPage(c: AnyContext, form: { typed?: TypedInvitation; mends?: Mend[] }) {
  const { deps } = c.var
  const words = textsFor(c).staff
  const { mends = [] } = form
  const [people, partners] = await Promise.all([staffList(deps), partnerNames(deps)])
  const typed = form.typed ?? { ...typedInvitation({}), request: toBase64Url(deps.random(16)) }
  return staffPage(
    c,
    words.title,
    mends,
    <>
      {c.req.query('done') === 'retired' && (
        <p class="notice" role="status">
          {words.done.retired}
        </p>
      )}
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <div class="people-columns">
        <div>
          <StaffTables c={c} people={people} />
        </div>
        <InviteForm c={c} typed={typed} partners={partners} mends={mends} />
      </div>
    </>,
  )
}

async function retirePage(c: AnyContext, id: string, mends: Mend[]) {
  const words = textsFor(c).staff.retiring
  const person = (await staffList(c.var.deps)).find(one => one.id === id)
  if (!person) throw new Problem('not_found')
  return staffPage(
    c,
    words.title(person.name),
    mends,
    <div class="narrow">
      <h1>{words.title(person.name)}</h1>
      <ul>
        {words.what.map(sentence => (
          <li>{sentence}</li>
        ))}
      </ul>
      <p class="notice warm">{words.blocked}</p>
      <form method="post" action={`/people/${id}/retire`} class="two-buttons">
        <button type="submit" id="retire">
          {words.yes}
        </button>
        <a class="button second" href="/people">
          {words.no}
        </a>
      </form>
    </div>,
  )
}

function staffPage(c: AnyContext, title: string, mends: Mend[], content: Child) {
  return (
    <Frame
      c={c}
      title={title}
      side="staff"
      wrong={mends.length > 0}
      header={<StaffHeader c={c} actor={c.var.actor} here="/people" />}
    >
      <ErrorSummary texts={textsFor(c)} mends={mends} />
      {content}
    </Frame>
  )
}

/** What to mend, each sentence with the name of its field: a summary of bare sentences would not say where. */
function namedMends(faults: readonly Fault[], texts: Texts): Mend[] {
  const labels: Record<string, unknown> = texts.staff.invite
  return mendsOf(
    faults.map(fault => ({ ...fault, field: fault.field.split('.')[0] ?? '' })),
    texts,
  ).map(({ field, words }) => ({ field, words: texts.staff.at(String(labels[field] ?? field), words) }))
}

function typedInvitation(form: Record<string, string | string[]>): TypedInvitation {
  const text = (name: string) => String(form[name] ?? '')
  return {
    name: text('name'),
    mail: text('mail'),
    role: text('role') || 'counselor',
    partner: text('partner'),
    languages: [form.languages ?? []].flat(),
    modes: [form.modes ?? []].flat(),
    request: text('request').slice(0, 100),
  }
}
