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
  | '/outreach'
  | '/people'

const pagesOf: Record<StaffActor['kind'], StaffPage[]> = {
  counselor: ['/queue', '/my-shifts'],
  operator: ['/calls'],
  coordinator: ['/shifts', '/planner', '/counts', '/calls', '/outreach', '/people'],
}

/** Where each role begins after signing in. */
export const homeOf: Record<StaffActor['kind'], StaffPage> = {
  counselor: '/queue',
  operator: '/calls',
  coordinator: '/shifts',
}

/**
 * The header of every staff page, given to `<Frame header>`: the pages of this role with the current one
 * marked, who is signed in, and the way to sign out.
 */
export function StaffHeader({ c, actor, here }: { c: AnyContext; actor: StaffActor; here?: StaffPage }) {
  const texts: Texts = textsFor(c)
  const words = texts.staff.header
  return (
    <header class="staff-header">
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
      <div class="signed-in">
        <span>
          <span class="hidden-words">{words.signedInAs}</span> {actor.name}
          <small> {texts.labels.roles[actor.kind]}</small>
        </span>
        <form method="post" action="/sign-out">
          <button type="submit" class="plain-button">
            {texts.frame.signOut}
          </button>
        </form>
      </div>
    </header>
  )
}
