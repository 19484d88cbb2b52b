import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import type { Actor, StaffActor } from '../domain/actor.ts'
import type { PageLocale } from '../domain/codes.ts'
import type { LiveSignIn } from '../reads/person-signed-in.ts'
import { type Texts, textsOf } from '../texts/texts.ts'

/** What every request carries: the dependencies, who it is for, and in which language. */
export type Env = { Variables: { deps: Deps; requestId: string; locale: PageLocale } }

/** The same behind a door: the actor that the door made. */
export type Behind<A extends Actor> = { Variables: Env['Variables'] & { actor: A } }

/** The same behind a door for staff: who it is, and by which sign-in. */
export type BehindStaff<A extends StaffActor> = {
  Variables: Env['Variables'] & { actor: A; signIn: LiveSignIn }
}

/** A request at any door: what stands in `Env` is there, and perhaps an actor. */
// biome-ignore lint/suspicious/noExplicitAny: Hono's contexts are invariant in their variables
export type AnyContext = Context<any>

/** The texts in the language of this request. */
export function textsFor(c: AnyContext): Texts {
  return textsOf(c.get('locale'))
}
