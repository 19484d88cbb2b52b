import { Hono } from 'hono'
import { open } from '../../doors.ts'
import { type Env, textsFor } from '../../env.ts'
import { keepPage } from '../../kept-pages.ts'
import { Frame } from '../frame.tsx'
import { keptDays } from './days.ts'

/** What happens to what people write: what, who sees it, until when, with the days of this installation. */
export const privacyPage = new Hono<Env>().get('/:locale{(?:zh|hant|en)}/privacy', open, c => {
  keepPage(c, { until: 'restart' })
  const { privacy } = textsFor(c).quiet
  const { config } = c.var.deps
  const days = {
    contact: keptDays(config, 'booking_contact'),
    keep: keptDays(config, 'booking'),
    callback: keptDays(config, 'callback_contact'),
  }
  return c.html(
    <Frame c={c} title={privacy.title} side="caller">
      <h1>{privacy.title}</h1>
      <p class="lead">{privacy.lead}</p>
      <table class="kept">
        <thead>
          <tr>
            <th scope="col">{privacy.head.what}</th>
            <th scope="col">{privacy.head.who}</th>
            <th scope="col">{privacy.head.until}</th>
          </tr>
        </thead>
        <tbody>
          {privacy.rows(days).map(([what, who, until]) => (
            <tr>
              <th scope="row">{what}</th>
              <td data-head={privacy.head.who}>{who}</td>
              <td data-head={privacy.head.until}>{until}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{privacy.sealedTitle}</h2>
      <p>{privacy.sealed}</p>
      <h2>{privacy.endsTitle}</h2>
      <p>{privacy.ends}</p>
      <h2>{privacy.childTitle}</h2>
      <p>{privacy.child}</p>
      <h2>{privacy.deviceTitle}</h2>
      <p>{privacy.device}</p>
    </Frame>,
  )
})
