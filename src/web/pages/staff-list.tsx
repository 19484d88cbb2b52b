import type { StaffRow } from '../../reads/staff-list.ts'
import { type AnyContext, textsFor } from '../env.ts'

/** All members of staff, a table for each partner, those who left behind a fold. */
export function StaffTables({ c, people }: { c: AnyContext; people: readonly StaffRow[] }) {
  const words = textsFor(c).staff
  const here = people.filter(person => person.state !== 'retired')
  const gone = people.filter(person => person.state === 'retired')
  const partners = [...new Set(here.map(person => person.partner?.name))]
  return (
    <>
      {partners.map(partner => (
        <StaffTable
          c={c}
          title={partner ?? words.noPartner}
          people={here.filter(person => person.partner?.name === partner)}
        />
      ))}
      <p>
        <a href="/retention">{textsFor(c).retention.link}</a>
      </p>
      {gone.length > 0 && (
        <details class="gone">
          <summary>
            {words.retired} ({gone.length})
          </summary>
          <ul>
            {gone.map(person => (
              <li>
                {person.name} <small>{person.partner?.name}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function StaffTable({ c, title, people }: { c: AnyContext; title: string; people: readonly StaffRow[] }) {
  const { columns } = textsFor(c).staff
  return (
    <table class="staff-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.name}</th>
          <th scope="col">{columns.role}</th>
          <th scope="col">{columns.languages}</th>
          <th scope="col">{columns.modes}</th>
          <th scope="col">{columns.state}</th>
          <th scope="col">{columns.act}</th>
        </tr>
      </thead>
      <tbody>
        {people.map(person => (
          <StaffLine c={c} person={person} />
        ))}
      </tbody>
    </table>
  )
}

function StaffLine({ c, person }: { c: AnyContext; person: StaffRow }) {
  const texts = textsFor(c)
  const words = texts.staff
  const named = (list: string[], names: Record<string, string>) =>
    list.map(code => names[code] ?? code).join(c.var.locale === 'en' ? ', ' : '、') || '–'
  return (
    <tr>
      <th scope="row">
        {person.role === 'counselor' ? (
          <a href={`/people/${person.id}/standing`} aria-label={texts.routing.standing.link(person.name)}>
            {person.name}
          </a>
        ) : (
          person.name
        )}
        {person.handle && <small> {person.handle}</small>}
      </th>
      <td data-label={words.columns.role}>
        {(texts.labels.roles as Record<string, string>)[person.role] ?? person.role}
      </td>
      <td data-label={words.columns.languages}>{named(person.languages, texts.labels.languages)}</td>
      <td data-label={words.columns.modes}>{named(person.modes, texts.labels.modes)}</td>
      <td data-label={words.columns.state}>
        <span class={`staff-state ${person.state}`}>{words.states[person.state]}</span>
        {person.onDuty && <span class="staff-state on-duty-now">{words.onDuty}</span>}
      </td>
      <td data-label={words.columns.act}>
        {person.id === c.var.actor.personId ? (
          <span class="quiet">{words.you}</span>
        ) : (
          <a href={`/people/${person.id}/retire`} aria-label={words.retireOf(person.name)}>
            {words.retire}
          </a>
        )}
      </td>
    </tr>
  )
}
