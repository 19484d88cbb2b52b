import { Hono } from 'hono'
import * as z from 'zod'
import { joinWaitingList } from '../../actions/waiting-list/join-waiting-list.ts'
import { ageBands, modes } from '../../domain/codes.ts'
import { readMailAddress } from '../../domain/mail-address.ts'
import { described } from '../described.ts'
import { open } from '../doors.ts'
import type { Env } from '../env.ts'
import { input, requestKey } from '../input.ts'
import { sheddable } from '../shed.tsx'
import { day, line } from '../text-fields.ts'
import { needWork, noteTaken } from '../work.tsx'
import { onWaitingList } from './caller-answers.ts'

/** What somebody who waits for a time asks for; for the form as well. */
export const timeWanted = z.strictObject({
  mode: z.enum(modes),
  language: line(10),
  from: day,
  to: day,
  mail: line(254).transform((typed, context) => {
    const mail = readMailAddress(typed)
    if (!mail) context.addIssue({ code: 'custom', message: 'not_an_address' })
    return mail as string
  }),
  ageBand: z.enum(ageBands).optional(),
})

/** Waiting for a time to open. */
export const waitingListApi = new Hono<Env>().post(
  '/api/v1/waiting-list',
  open,
  sheddable,
  described(
    'Puts an address on the waiting list: a letter tells of times that open; both days are included.',
    { 201: onWaitingList },
    { keyed: true, priced: true },
  ),
  input('json', timeWanted),
  async c => {
    const { deps, actor, locale } = c.var
    const wanted = c.req.valid('json')
    await needWork(c)
    await joinWaitingList(deps, actor, { ...wanted, locale, requestKey: requestKey(c) })
    await noteTaken(c)
    return c.json({ waiting: true, from: wanted.from, to: wanted.to }, 201)
  },
)
