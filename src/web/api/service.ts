import { Hono } from 'hono'
import { isoWithOffset } from '../../domain/time.ts'
import { whatToExpect } from '../../reads/what-to-expect.ts'
import { described } from '../described.ts'
import { open } from '../doors.ts'
import type { Env } from '../env.ts'
import { keepPage } from '../kept-pages.ts'
import { problemOf } from '../refuse.ts'
import { service } from './caller-answers.ts'

const notKnown = { openNow: null, nextOpening: null, waiting: null, minutes: null }

/**
 * `GET /api/v1/service`: name, zone, languages, emergency numbers, and what a caller can expect now. When the
 * database cannot be asked, the numbers come all the same, and what is not known is null.
 */
export const serviceRoutes = new Hono<Env>().get(
  '/api/v1/service',
  open,
  described('Says who answers here, which numbers help in an emergency, and what a caller can expect now.', {
    200: service,
  }),
  async c => {
    const { deps } = c.var
    const { config } = deps
    const expected = await whatToExpect(deps).catch(error => {
      if (problemOf(error).code !== 'database_lost') throw error
      return notKnown
    })
    if (expected !== notKnown) keepPage(c, { until: 'change' })
    return c.json({
      name: config.SERVICE_NAME,
      zone: config.TIME_ZONE,
      languages: config.LANGUAGES,
      hotlineNumber: config.HOTLINE_NUMBER,
      emergencyNumbers: config.EMERGENCY_NUMBERS.map(number => ({ number })),
      emergencyCheckedOn: config.EMERGENCY_CHECKED_ON,
      ...expected,
      nextOpening: expected.nextOpening && isoWithOffset(expected.nextOpening, config.TIME_ZONE),
    })
  },
)
