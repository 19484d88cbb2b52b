import { formatMoment } from '../../../domain/time-words.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { telephoneLink } from '../../telephone-link.ts'

/** What two people have opened, and until when it can be opened again. */
export type Opened = { phone?: string; mail?: string; until: Date }

/** How to reach the caller: on the page that answers the press, nowhere else. */
export function ShownContact({ c, opened }: { c: AnyContext; opened: Opened }) {
  const words = textsFor(c).emergency.shown
  const { phone, mail, until } = opened
  return (
    <section class="card" aria-labelledby="shown-title">
      <h2 id="shown-title">{words.title}</h2>
      {phone && (
        <p>
          {words.phone} <a href={telephoneLink(phone)}>{phone}</a>
        </p>
      )}
      {mail && (
        <p>
          {words.mail} <a href={`mailto:${mail}`}>{mail}</a>
        </p>
      )}
      <p class="quiet">{words.until(formatMoment(until, c.get('deps').config.TIME_ZONE, c.get('locale')))}</p>
    </section>
  )
}
