import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { recordLook } from '../../actions/audit/record-look.ts'
import { Problem } from '../../domain/problem.ts'
import { explanationOf, recentContacts } from '../../reads/explanation.ts'
import { clinical } from '../doors.ts'
import { type AnyContext, type Env, textsFor } from '../env.ts'
import { pathId } from '../path-id.ts'
import { DryRunForm, readDryRun } from './explain-dry-run.tsx'
import { RecentContacts } from './explain-list.tsx'
import { ContactSteps } from './explain-steps.tsx'
import { ErrorSummary, type Mend } from './form-parts.tsx'
import { Frame } from './frame.tsx'
import { StaffHeader } from './staff-header.tsx'

/** Coordinators and supervisors read here who was asked for a contact and why, and try out what would happen to one. */
export const explainPages = new Hono<Env>()
  .get('/explain', clinical, async c => {
    const run = await readDryRun(c)
    await recordLook(c.var.deps, c.var.actor, 'look at routing')
    const contacts = await recentContacts(c.var.deps)
    return c.html(
      <Shell c={c} title={textsFor(c).routing.title} mends={run.mends}>
        <p class="narrow">{textsFor(c).routing.lead}</p>
        <DryRunForm c={c} run={run} />
        <RecentContacts c={c} contacts={contacts} />
        <p>
          <a href="/emergency-access">{textsFor(c).emergency.link}</a>
          {c.var.actor.kind === 'coordinator' && (
            <>
              {' · '}
              <a href="/access-log">{textsFor(c).looks.link}</a>
            </>
          )}
        </p>
      </Shell>,
      run.mends.length > 0 ? 422 : 200,
    )
  })
  .get('/explain/:id', clinical, async c => {
    const explanation = await explanationOf(c.var.deps, pathId(c))
    if (!explanation) throw new Problem('not_found')
    await recordLook(c.var.deps, c.var.actor, 'look at routing', explanation.id)
    return c.html(
      <Shell c={c} title={textsFor(c).routing.one.title(explanation.code)}>
        <ContactSteps c={c} explanation={explanation} />
      </Shell>,
    )
  })

type Shell = { c: AnyContext; title: string; mends?: readonly Mend[]; children?: Child }

function Shell({ c, title, mends = [], children }: Shell) {
  return (
    <Frame
      c={c}
      title={title}
      side="staff"
      wrong={mends.length > 0}
      header={<StaffHeader c={c} actor={c.var.actor} here="/explain" />}
    >
      <ErrorSummary texts={textsFor(c)} mends={mends} />
      <h1>{title}</h1>
      {children}
    </Frame>
  )
}
