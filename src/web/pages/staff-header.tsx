import type { StaffActor } from '../../domain/actor.ts'
import type { Texts } from '../../texts/texts.ts'
import { type AnyContext, textsFor } from '../env.ts'

/** The pages that staff move between, each by its address. */
export type StaffPage =
  | '/queue'
  | '/my-shifts'
  | '/calls'
  | '/shifts'
  | '/planner'
  | '/counts'
  | '/report'
  | '/outreach'
  | '/people'
  | '/explain'
  | '/emergency-access'

const pagesOf: Record<StaffActor['kind'], StaffPage[]> = {
  counselor: ['/queue', '/my-shifts'],
  operator: ['/calls'],
  supervisor: ['/explain', '/emergency-access'],
  coordinator: ['/shifts', '/planner', '/counts', '/report', '/calls', '/outreach', '/people'],
}

/** Where each role begins after signing in. */
export const homeOf: Record<StaffActor['kind'], StaffPage> = {
  counselor: '/queue',
  operator: '/calls',
  supervisor: '/explain',
  coordinator: '/shifts',
}

/**
 * The header of every staff page, given to `<Frame header>`: the pages of this role with the current one
 * marked, who is signed in, how they get in, and the way out.
 */
export function StaffHeader({
  c,
  actor,
  here,
  joining,
}: {
  c: AnyContext
  actor: StaffActor
  here?: StaffPage
  /** They have yet to set up how they sign in: no page is open to them. */
  joining?: boolean
}) {
  const texts: Texts = textsFor(c)
  const words = texts.staff.header
  return (
    <header class="staff-header">
      {!joining && (
        <nav aria-label={words.pages}>
          <ul>
            {pagesOf[actor.kind].map(page => (
              <li>
                <a href={page} aria-current={page === here ? 'page' : undefined}>
                  {words.names[page]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div class="signed-in">
        <span>
          <span class="hidden-words">{words.signedInAs}</span> {actor.name}
          <small> {texts.labels.roles[actor.kind]}</small>
        </span>
        {!joining && <a href="/account">{texts.account.link}</a>}
        <form method="post" action="/sign-out">
          <button type="submit" class="plain-button">
            {texts.frame.signOut}
          </button>
        </form>
      </div>
    </header>
  )
}
