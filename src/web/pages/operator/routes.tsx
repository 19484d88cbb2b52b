import { Hono } from 'hono'
import * as z from 'zod'
import { dispatch } from '../../../actions/calls/dispatch.ts'
import { endTypedCall } from '../../../actions/calls/end-typed-call.ts'
import { typeInCall } from '../../../actions/calls/type-in-call.ts'
import type { StaffActor } from '../../../domain/actor.ts'
import { ageBands } from '../../../domain/codes.ts'
import { Problem } from '../../../domain/problem.ts'
import { markedClasses } from '../../../domain/routing-contacts.ts'
import { partnersOpen } from '../../../reads/partners-open.ts'
import { waitingCalls } from '../../../reads/waiting-calls.ts'
import { needListed } from '../../api/need-listed.ts'
import { operator, staff } from '../../doors.ts'
import { type AnyContext, type Env, textsFor } from '../../env.ts'
import { newFormToken, readFormToken } from '../../form-token.ts'
import { faultsOf, typedForm } from '../../input.ts'
import { pathId } from '../../path-id.ts'
import { line } from '../../text-fields.ts'
import { mendsOf } from '../form-parts.tsx'
import { answerParts, type Live } from '../queue/section.tsx'
import { homeOf } from '../staff-header.tsx'
import { callList } from './call-list.tsx'
import { CallsPage } from './calls-page.tsx'

const typed = z.object({
  language: line(10),
  ageBand: z.enum(ageBands).optional(),
  mark: z.enum(markedClasses).optional(),
  returnCode: line(100).optional(),
  line: line(30).optional(),
  withoutPartner: line(60).optional(),
})

/** What a press has brought about, as it stands in the address of the page that follows. */
const said = ['registered', 'ended', 'taken'] as const

/** The operator's page: registering a call, and the list of what waits. Other staff are led to their own first page. */
export const operatorPages = new Hono<Env>()
  .get('/calls', staff, async c => {
    const { actor } = c.var
    if (actor.kind !== 'operator' && actor.kind !== 'coordinator') return c.redirect(homeOf[actor.kind], 303)
    return page(c, actor, { said: said.find(word => word === c.req.query('said')) })
  })
  .get('/calls/fragment', operator, async c => answerParts(c, await partsOf(c)))
  .post('/calls', operator, async c => {
    const { deps, actor } = c.var
    const form = await typedForm(c)
    const given = typed.safeParse(Object.fromEntries(Object.entries(form).filter(([, text]) => text !== '')))
    try {
      if (!given.success) throw new Problem('invalid_input', { faults: faultsOf(given.error) })
      needListed(deps, given.data)
      const token = await readFormToken(deps, 'calls', form.token)
      await typeInCall(deps, actor, { ...given.data, requestKey: token?.requestKey })
      return c.redirect('/calls?said=registered', 303)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return page(c, actor, { form, problem: error })
    }
  })
  .post('/calls/:id/hang-up', operator, async c => {
    const { deps, actor } = c.var
    try {
      await endTypedCall(deps, actor, { callId: pathId(c) })
      return c.redirect('/calls?said=ended', 303)
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'call_gone') throw error
      return c.redirect('/calls?said=taken', 303)
    }
  })

type Shown = { said?: (typeof said)[number]; form?: Record<string, string | string[]>; problem?: Problem }

async function page(c: AnyContext, actor: StaffActor, { said, form = {}, problem }: Shown) {
  const { deps } = c.var
  const texts = textsFor(c)
  const one = (name: string) => (typeof form[name] === 'string' ? (form[name] as string) : undefined)
  const isUnknownCode = problem?.code === 'return_code_unknown'
  const mends = isUnknownCode
    ? [{ field: 'returnCode', words: texts.problems.return_code_unknown }]
    : mendsOf(problem?.more.faults ?? [], texts)
  const notice = problem && mends.length === 0 ? texts.problems[problem.code] : undefined
  return c.html(
    <CallsPage
      {...{ c, actor, live: await partsOf(c), token: await newFormToken(deps, 'calls') }}
      typed={{
        ageBand: one('ageBand'),
        line: one('line'),
        mark: one('mark'),
        returnCode: one('returnCode'),
        withoutPartner: one('withoutPartner'),
      }}
      partners={await partnersOpen(deps)}
      mends={mends}
      notice={
        notice ? <p class="notice warm">{notice}</p> : said && <p class="notice">{texts.operator[said]}</p>
      }
    />,
    (problem?.status ?? 200) as 200,
  )
}

/** Looking also settles what is overdue, so that a call shows as unanswered without waiting for the minute. */
async function partsOf(c: AnyContext): Promise<Live> {
  const { deps } = c.var
  await dispatch(deps)
  const calls = await waitingCalls(deps)
  return { calls: [callList(calls, textsFor(c), deps.now(), deps.config.EMERGENCY_NUMBERS[0])] }
}
