import { formatMoment } from '../../domain/time-words.ts'
import type { ExplainedContact } from '../../reads/explanation.ts'
import { type AnyContext, textsFor } from '../env.ts'

/** The contacts that routing has had to do with, by time and code; each code leads to its steps. */
export function RecentContacts({ c, contacts }: { c: AnyContext; contacts: readonly ExplainedContact[] }) {
  const texts = textsFor(c)
  const words = texts.routing.recent
  const { deps, locale } = c.var
  return (
    <section aria-labelledby="recent-title">
      <h2 id="recent-title">{words.title}</h2>
      {contacts.length === 0 ? (
        <p class="quiet">{words.none}</p>
      ) : (
        <section class="table-scroll" tabindex={0} aria-label={words.table}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.code}</th>
                <th scope="col">{words.came}</th>
                <th scope="col">{words.by}</th>
              </tr>
            </thead>
            <tbody>
              {contacts.map(({ id, code, queuedAt, channel }) => (
                <tr>
                  <th scope="row">
                    <a href={`/explain/${id}`} aria-label={words.link(code)}>
                      {code}
                    </a>
                  </th>
                  <td>{formatMoment(queuedAt, deps.config.TIME_ZONE, locale)}</td>
                  <td>{texts.operator.channels[channel]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}
