import type { Actor } from './actor.ts'

/** Who may ask a route: anybody at all, a telephone line, or a role of staff. */
export type Asker = 'anybody' | Exclude<Actor['kind'], 'caller' | 'system'>

/**
 * The circles that routes are open to; each door (web/doors.ts) is made from one. `joining` is everybody of staff, also
 * before they have set up how they sign in.
 */
export const circles = {
  open: ['anybody'],
  line: ['line'],
  counselor: ['counselor'],
  coordinator: ['coordinator'],
  supervisor: ['supervisor'],
  operator: ['operator', 'coordinator'],
  clinical: ['coordinator', 'supervisor'],
  staff: ['counselor', 'coordinator', 'operator', 'supervisor'],
  joining: ['counselor', 'coordinator', 'operator', 'supervisor'],
} as const satisfies Record<string, readonly Asker[]>
export type Circle = keyof typeof circles

/**
 * What an answer may hold of a caller. `codes`: language, age band, mode, random ids, a coded outcome. `times`: when
 * somebody came or comes. `contact`: a number or a mail address. `words`: what the caller wrote. A return code is in no
 * answer but the one that makes it.
 */
export type Learned = 'codes' | 'times' | 'contact' | 'words'

/** In which state a route answers, besides its circle: all of them have to hold. */
export type Need =
  | 'return_code'
  | 'own_offer'
  | 'own_contact'
  | 'own_session'
  | 'own_shift'
  | 'own_account'
  | 'present'
  | 'someone_else'
  | 'allowed'
  | 'own_request'
  | 'feed_address'
  | 'own_page'
  | 'demo'

/** One route: who may ask it, what it needs, and what its answer may hold of a caller. Nothing else may be asked. */
export type Permission = {
  route: string
  circle: Circle
  learns: readonly Learned[]
  needs: readonly Need[]
}
