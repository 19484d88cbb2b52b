import { waysOf } from '../db/coverage-check.ts'
import { plannedPeople } from '../db/planned-people.ts'
import type { Deps } from '../deps.ts'
import { type Ending, endingAt, proofOf } from '../domain/coverage-proof.ts'
import { contactAt, onDutyAt } from '../domain/planned-people.ts'
import { pairs } from '../domain/routing.ts'
import { type Reason, reasonsAgainst } from '../domain/routing-rules.ts'
import { routingRulesOf } from '../domain/routing-settings.ts'
import type { ContactClass } from '../domain/routing-terms.ts'

/** A contact that could come. */
export type AskedRun = { at: Date; language: string; class: ContactClass }

/** What would happen to it: how it ends, and everybody planned for that minute, with what speaks against them. */
export type DryRun = {
  ends: Ending
  /** In the order in which they would be asked; all had nothing to do since their shift began. */
  asked: { name: string }[]
  notAsked: { name: string; reasons: Reason[] }[]
  /** The first instant at which somebody could call back, where it ends so. */
  callbackFrom: Date | null
}

/** What would happen to a contact at an instant, by the real rules and the roster as it is planned now. */
export async function dryRun(deps: Pick<Deps, 'db' | 'config'>, run: AskedRun): Promise<DryRun> {
  const rules = routingRulesOf(deps.config)
  const ways = waysOf(deps)
  const startsAt = run.at.getTime()
  const planned = await plannedPeople(deps, { startsAt, endsAt: startsAt + 1 + ways.callbackMs })
  const named = (id: string) => planned.find(person => person.id === id)?.name ?? ''
  const contact = contactAt(run, run.at, rules)
  const there = onDutyAt(planned, run.at)
  const asked: string[] = []
  for (let left = there; ; left = left.filter(({ id }) => !asked.includes(id))) {
    const [pair] = pairs([contact], left, rules, run.at)
    if (!pair) break
    asked.push(pair.counselorId)
  }
  const ends = endingAt(run.at, run, planned, rules, ways)
  const ahead = proofOf(
    { startsAt, endsAt: startsAt + ways.callbackMs },
    planned,
    [run.language],
    rules,
    ways,
  )
  const comes = ahead.find(span => span.class === run.class && span.ends === 'person')
  return {
    ends,
    asked: asked.map(id => ({ name: named(id) })),
    notAsked: there
      .filter(({ id }) => !asked.includes(id))
      .map(person => ({ name: named(person.id), reasons: reasonsAgainst(contact, person, rules, run.at) })),
    callbackFrom: ends === 'callback' && comes ? new Date(comes.startsAt) : null,
  }
}
