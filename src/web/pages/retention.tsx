import { Hono } from 'hono'
import { keptTables } from '../../domain/retention.ts'
import { formatCalendarDay } from '../../domain/time-words.ts'
import { keyState } from '../../reads/key-state.ts'
import { retentionPlan } from '../../reads/retention-plan.ts'
import { keptWords } from '../../texts/kept-words.ts'
import { coordinator } from '../doors.ts'
import { type Env, textsFor } from '../env.ts'
import { Frame } from './frame.tsx'
import { KeptTable } from './kept-table.tsx'
import { StaffHeader } from './staff-header.tsx'

/** What will be forgotten, and when: counts by rule for coordinators, never content. */
export const retentionPage = new Hono<Env>().get('/retention', coordinator, async c => {
  const { deps, actor, locale } = c.var
  const texts = textsFor(c)
  const words = texts.retention
  const [plan, keys] = [await retentionPlan(deps), await keyState(deps)]
  const reasons = [...new Set(Object.values(keptTables))]
  return c.html(
    <Frame c={c} title={words.title} side="staff" header={<StaffHeader c={c} actor={actor} />}>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <KeptTable columns={words.columns}>
        {plan.map(rule => (
          <tr>
            <th scope="row">{words.rules[rule.id]}</th>
            <td data-head={words.columns.kept}>{keptWords(rule, texts)}</td>
            <td data-head={words.columns.now}>{rule.now}</td>
            <td data-head={words.columns.day}>{rule.withinDay}</td>
            <td data-head={words.columns.week}>{rule.withinWeek}</td>
          </tr>
        ))}
      </KeptTable>
      <h2>{words.keys}</h2>
      {keys ? (
        <>
          {keys.next && <p>{words.keysLead(keys.count, formatCalendarDay(keys.next, locale))}</p>}
          {keys.goneBefore && <p>{words.gone(formatCalendarDay(keys.goneBefore, locale))}</p>}
        </>
      ) : (
        <p class="notice warm">{words.noKeys}</p>
      )}
      <h2>{words.staysTitle}</h2>
      <ul>
        {reasons.map(reason => (
          <li>{words.stays[reason]}</li>
        ))}
      </ul>
    </Frame>,
  )
})
