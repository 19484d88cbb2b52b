import type { Child } from 'hono/jsx'
import { type AnyContext, textsFor } from '../../env.ts'
import { ErrorSummary, type Mend } from '../form-parts.tsx'
import { Frame } from '../frame.tsx'
import { StaffHeader } from '../staff-header.tsx'
import { RosterLinks } from './roster-links.tsx'

type RosterPage = {
  c: AnyContext
  title: string
  here: Parameters<typeof RosterLinks>[0]['here']
  mends?: readonly Mend[]
  /** What was just done, in a sentence. */
  done?: string
  children?: Child
}

/** A coordinators' page about the roster: summary of what to mend, what was done, heading, links, then its own. */
export function RosterPage({ c, title, here, mends = [], done, children }: RosterPage) {
  return (
    <Frame
      c={c}
      title={title}
      side="staff"
      wrong={mends.length > 0}
      header={<StaffHeader c={c} actor={c.var.actor} here="/shifts" />}
    >
      <ErrorSummary texts={textsFor(c)} mends={mends} />
      {done && (
        <p class="notice" role="status">
          {done}
        </p>
      )}
      <h1>{title}</h1>
      <RosterLinks c={c} here={here} />
      {children}
    </Frame>
  )
}
