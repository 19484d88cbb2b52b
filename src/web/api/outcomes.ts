import { Hono } from 'hono'
import { closeCall } from '../../actions/outcomes/close-call.ts'
import { closeSession } from '../../actions/outcomes/close-session.ts'
import { openContact } from '../../actions/outcomes/open-contact.ts'
import { saveDraft } from '../../actions/outcomes/save-draft.ts'
import { described } from '../described.ts'
import { counselor } from '../doors.ts'
import type { Env } from '../env.ts'
import { input } from '../input.ts'
import { draftGiven, outcomeGiven } from '../outcome-fields.ts'
import { pathId } from '../path-id.ts'
import { requirePresence } from '../presence.ts'
import { contactOpened, did } from './duty-answers.ts'

/** What a counselor writes and opens of their own calls and sessions. Opening a contact is a POST, for it is recorded. */
export const outcomesApi = new Hono<Env>()
  .post(
    '/api/v1/calls/:id/outcome',
    counselor,
    described('Closes an own call with its coded outcome, once.', { 200: did('closed') }),
    input('json', outcomeGiven),
    async c => {
      const { deps, actor } = c.var
      await closeCall(deps, actor, { callId: pathId(c), outcome: c.req.valid('json') })
      return c.json({ closed: true })
    },
  )
  .post(
    '/api/v1/sessions/:id/outcome',
    counselor,
    described('Closes an own session with its coded outcome, once.', { 200: did('closed') }),
    input('json', outcomeGiven),
    async c => {
      const { deps, actor } = c.var
      await closeSession(deps, actor, { bookingId: pathId(c), outcome: c.req.valid('json') })
      return c.json({ closed: true })
    },
  )
  .put(
    '/api/v1/calls/:id/draft',
    counselor,
    described('Keeps an unfinished outcome of an own call, sealed.', { 200: did('saved') }),
    input('json', draftGiven),
    async c => {
      const { deps, actor } = c.var
      await saveDraft(deps, actor, { callId: pathId(c), draft: c.req.valid('json') })
      return c.json({ saved: true })
    },
  )
  .put(
    '/api/v1/sessions/:id/draft',
    counselor,
    described('Keeps an unfinished outcome of an own session, sealed.', { 200: did('saved') }),
    input('json', draftGiven),
    async c => {
      const { deps, actor } = c.var
      await saveDraft(deps, actor, { bookingId: pathId(c), draft: c.req.valid('json') })
      return c.json({ saved: true })
    },
  )
  .post(
    '/api/v1/calls/:id/contact',
    counselor,
    described(
      'Opens what the caller of an own call left; each opening is recorded. Asks for a recent proof of presence.',
      { 200: contactOpened },
    ),
    async c => {
      const { deps, actor } = c.var
      await requirePresence(c)
      return c.json({ contact: await openContact(deps, actor, { callId: pathId(c) }) })
    },
  )
  .post(
    '/api/v1/sessions/:id/contact',
    counselor,
    described(
      'Opens what the caller of an own session left; each opening is recorded. Asks for a recent proof of presence.',
      { 200: contactOpened },
    ),
    async c => {
      const { deps, actor } = c.var
      await requirePresence(c)
      return c.json({ contact: await openContact(deps, actor, { bookingId: pathId(c) }) })
    },
  )
