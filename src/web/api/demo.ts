import { Hono } from 'hono'
import * as z from 'zod'
import { beginSignIn } from '../../actions/people/begin-sign-in.ts'
import { deviceWord } from '../../domain/device-word.ts'
import { Problem } from '../../domain/problem.ts'
import { personByHandle } from '../../reads/person-by-handle.ts'
import { giveSignIn, signingIn } from '../doors.ts'
import type { Env } from '../env.ts'
import { faultsOf, typedForm } from '../input.ts'
import { ownPath } from '../own-path.ts'
import { homeOf } from '../pages/staff-header.tsx'
import { line } from '../text-fields.ts'

const wanted = z.object({ as: line(40), to: z.string().optional() })

/** Signs a demo person in, for trying out. Where the service is not a demo, there is nothing here. */
export const demoSignIn = new Hono<Env>().post('/demo/sign-in', signingIn, async c => {
  const { deps } = c.var
  if (!deps.config.DEMO) throw new Problem('not_found')
  const isJson = c.req.header('Content-Type')?.includes('json') ?? false
  const read = wanted.safeParse(isJson ? await c.req.json().catch(() => undefined) : await typedForm(c))
  if (!read.success) throw new Problem('invalid_input', { faults: faultsOf(read.error) })
  const person = await personByHandle(deps, read.data.as)
  if (!person) throw new Problem('invalid_input', { faults: [{ field: 'as', code: 'not_in_list' }] })
  const device = deviceWord(c.req.header('User-Agent'))
  const { token } = await beginSignIn(deps, person, { device })
  giveSignIn(c, token)
  const home = homeOf[person.kind]
  return isJson
    ? c.json({ as: read.data.as, role: person.kind, name: person.name, home })
    : c.redirect(ownPath(read.data.to) ?? home, 303)
})
