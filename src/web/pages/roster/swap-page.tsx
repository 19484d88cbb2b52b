import { Hono } from 'hono'
import * as z from 'zod'
import { answerSwap } from '../../../actions/roster/answer-swap.ts'
import { askSwap } from '../../../actions/roster/ask-swap.ts'
import { Problem } from '../../../domain/problem.ts'
import { formatSpan } from '../../../domain/time-words.ts'
import { swappable } from '../../../reads/my-swaps.ts'
import { counselor } from '../../doors.ts'
import { type AnyContext, type Env, textsFor } from '../../env.ts'
import { input, typedForm } from '../../input.ts'
import { ErrorSummary, type Mend, Select } from '../form-parts.tsx'
import { Frame } from '../frame.tsx'
import { StaffHeader } from '../staff-header.tsx'
import { orSay } from './my-shifts-page.tsx'

const named = z.object({ id: z.uuid() })
const answers = ['accept', 'decline', 'withdraw'] as const
const answered = z.object({ id: z.uuid(), answer: z.enum(answers) })
const done = { accept: 'swapped', decline: 'declined', withdraw: 'kept' } as const

/** Wishing to swap one's shift for another's time, and answering such a wish. */
export const swapPage = new Hono<Env>()
  .get('/my-shifts/:id/swap', counselor, input('param', named), async c =>
    c.html(await page(c, c.req.valid('param').id, [])),
  )
  .post('/my-shifts/:id/swap', counselor, input('param', named), async c => {
    const { id } = c.req.valid('param')
    const texts = textsFor(c)
    const other = z.uuid().safeParse((await typedForm(c)).other)
    if (!other.success)
      return c.html(await page(c, id, [{ field: 'other', words: texts.faults.missing() }]), 422)
    return orSay(c, `shift-${id}`, 'wished', () =>
      askSwap(c.var.deps, c.var.actor, { shiftId: id, otherShiftId: other.data }),
    )
  })
  .post(`/my-shifts/swaps/:id/:answer{${answers.join('|')}}`, counselor, input('param', answered), c => {
    const { id, answer } = c.req.valid('param')
    return orSay(c, `swap-${id}`, done[answer], () =>
      answerSwap(c.var.deps, c.var.actor, { swapId: id, answer }),
    )
  })

async function page(c: AnyContext, shiftId: string, mends: Mend[]) {
  const { deps, actor, locale } = c.var
  const found = await swappable(deps, actor, shiftId)
  if (!found) throw new Problem('not_found')
  const texts = textsFor(c)
  const words = texts.roster.swap
  const when = (span: { startsAt: Date; endsAt: Date }) =>
    formatSpan(span.startsAt, span.endsAt, deps.config.TIME_ZONE, locale)
  return (
    <Frame
      c={c}
      title={words.title}
      side="staff"
      wrong={mends.length > 0}
      header={<StaffHeader c={c} actor={actor} here="/my-shifts" />}
    >
      <ErrorSummary texts={texts} mends={mends} />
      <div class="narrow">
        <h1>{words.title}</h1>
        <p>{words.lead(when(found.mine))}</p>
        {found.others.length === 0 ? (
          <p class="notice">{words.none}</p>
        ) : (
          <form method="post" action={`/my-shifts/${shiftId}/swap`} novalidate>
            <Select
              name="other"
              label={words.other}
              mends={mends}
              required
              options={[
                { value: '', label: words.choose },
                ...found.others.map(other => ({ value: other.id, label: when(other) })),
              ]}
            />
            <button type="submit">{words.ask}</button>
          </form>
        )}
        <p>
          <a href="/my-shifts">{texts.frame.back}</a>
        </p>
      </div>
    </Frame>
  )
}
