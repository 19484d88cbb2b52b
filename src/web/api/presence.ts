import { Hono } from 'hono'
import * as z from 'zod'
import { described } from '../described.ts'
import { staff } from '../doors.ts'
import type { Env } from '../env.ts'
import { input } from '../input.ts'
import { requirePresence } from '../presence.ts'
import { line } from '../text-fields.ts'
import { did } from './duty-answers.ts'

const given = z.strictObject({ code: line(40).optional() })

/** For programs: proving with an app's code that somebody is there, as opening a contact asks for. */
export const presenceApi = new Hono<Env>().post(
  '/api/v1/presence',
  staff,
  described('Proves by the code of an authenticator app that somebody is there; in a demo without a code.', {
    200: did('proven'),
  }),
  input('json', given),
  async c => {
    const { code } = c.req.valid('json')
    await requirePresence(c, code === undefined ? { demo: 'yes' } : { proof: code })
    return c.json({ proven: true })
  },
)
