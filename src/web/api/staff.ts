import { Hono } from 'hono'
import * as z from 'zod'
import { invitePerson } from '../../actions/people/invite-person.ts'
import { retirePerson } from '../../actions/people/retire-person.ts'
import { isoWithOffset } from '../../domain/time.ts'
import { staffList } from '../../reads/staff-list.ts'
import { described } from '../described.ts'
import { coordinator } from '../doors.ts'
import type { Env } from '../env.ts'
import { input, requestKey } from '../input.ts'
import { invitedPerson } from '../invited-person.ts'
import { people, personInvited } from './planning-answers.ts'

const named = z.strictObject({ id: z.uuid() })

/** Members of staff for programs: who is here, inviting, retiring. The code is in the answer, never kept. */
export const staffApi = new Hono<Env>()
  .get(
    '/api/v1/people',
    coordinator,
    described('Lists all members of staff, those who left included.', { 200: people }),
    async c => c.json({ people: await staffList(c.var.deps) }),
  )
  .post(
    '/api/v1/people',
    coordinator,
    described(
      'Invites a member of staff; the one-time code is mailed, and shown in the answer.',
      { 201: personInvited },
      { keyed: true },
    ),
    input('json', invitedPerson),
    async c => {
      const { deps, actor } = c.var
      const key = requestKey(c)
      const made = await invitePerson(deps, actor, { ...c.req.valid('json'), requestKey: key })
      return c.json({ ...made, endsAt: isoWithOffset(made.endsAt, deps.config.TIME_ZONE) }, 201)
    },
  )
  .delete(
    '/api/v1/people/:id',
    coordinator,
    described('Retires a member of staff: signs them out, and never lets them in again.', { 204: null }),
    input('param', named),
    async c => {
      await retirePerson(c.var.deps, c.var.actor, { personId: c.req.valid('param').id })
      return c.body(null, 204)
    },
  )
