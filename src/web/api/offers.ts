import { Hono } from 'hono'
import { acceptOffer } from '../../actions/calls/accept-offer.ts'
import { declineOffer } from '../../actions/calls/decline-offer.ts'
import { described } from '../described.ts'
import { counselor } from '../doors.ts'
import type { Env } from '../env.ts'
import { pathId } from '../path-id.ts'
import { accepted, did } from './duty-answers.ts'

/** Taking an offered call, or passing it on. */
export const offersApi = new Hono<Env>()
  .post(
    '/api/v1/offers/:id/accept',
    counselor,
    described('Takes the offered call; one counselor wins it.', { 200: accepted }),
    async c => {
      const { deps, actor } = c.var
      return c.json({ accepted: true, ...(await acceptOffer(deps, actor, { offerId: pathId(c) })) })
    },
  )
  .post(
    '/api/v1/offers/:id/decline',
    counselor,
    described('Passes the offered call on to the next counselor.', { 200: did('declined') }),
    async c => {
      const { deps, actor } = c.var
      await declineOffer(deps, actor, { offerId: pathId(c) })
      return c.json({ declined: true })
    },
  )
