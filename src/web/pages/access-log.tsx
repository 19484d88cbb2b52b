import { Hono } from 'hono'
import { recordLook } from '../../actions/audit/record-look.ts'
import { formatMoment } from '../../domain/time-words.ts'
import { lookedAt, looksShown } from '../../reads/looks.ts'
import { coordinator } from '../doors.ts'
import { type Env, textsFor } from '../env.ts'
import { Frame } from './frame.tsx'
import { KeptTable } from './kept-table.tsx'
import { StaffHeader } from './staff-header.tsx'

/** Who looked at what, for coordinators: never what they saw. To look here is on record, too. */
export const accessLogPage = new Hono<Env>().get('/access-log', coordinator, async c => {
  const { deps, actor, locale } = c.var
  const words = textsFor(c).looks
  const asked = Number(c.req.query('before') ?? Number.NaN)
  const before = Number.isSafeInteger(asked) && asked > 0 ? asked : undefined
  const found = await lookedAt(deps, before)
  await recordLook(deps, actor, 'look at access log')
  const oldest = found.at(-1)
  return c.html(
    <Frame c={c} title={words.title} side="staff" header={<StaffHeader c={c} actor={actor} />}>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {found.length === 0 ? (
        <p class="quiet">{words.none}</p>
      ) : (
        <KeptTable columns={words.columns}>
          {found.map(({ at, who, look, code }) => (
            <tr>
              <th scope="row">{formatMoment(at, deps.config.TIME_ZONE, locale)}</th>
              <td data-head={words.columns.who}>{who ?? '–'}</td>
              <td data-head={words.columns.did}>{words.did[look]}</td>
              <td data-head={words.columns.about}>{code || '–'}</td>
            </tr>
          ))}
        </KeptTable>
      )}
      {oldest && found.length === looksShown && (
        <p>
          <a href={`/access-log?before=${oldest.number}`}>{words.older}</a>
        </p>
      )}
    </Frame>,
  )
})
