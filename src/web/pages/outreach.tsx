import { Hono } from 'hono'
import type * as z from 'zod'
import { recordOutreach } from '../../actions/outreach/record-outreach.ts'
import { type Fault, Problem } from '../../domain/problem.ts'
import { instantOf, isoWithOffset } from '../../domain/time.ts'
import { latestOutreach, outreachChoices } from '../../reads/outreach-list.ts'
import { outreachGiven } from '../api/outreach.ts'
import { coordinator } from '../doors.ts'
import { type AnyContext, type Env, textsFor } from '../env.ts'
import { newFormToken, readFormToken } from '../form-token.ts'
import { faultsOf, typedForm } from '../input.ts'
import { ErrorSummary, mendsOf } from './form-parts.tsx'
import { Frame } from './frame.tsx'
import { OutreachForm, type OutreachTyped } from './outreach-form.tsx'
import { OutreachList } from './outreach-list.tsx'
import { StaffHeader } from './staff-header.tsx'

const form = 'outreach'

/** The page on which coordinators record outreach sessions, and see the latest. */
export const outreachPage = new Hono<Env>()
  .get('/outreach', coordinator, c => page(c, {}, []))
  .post('/outreach', coordinator, async c => {
    const { deps, actor } = c.var
    const typed = plain(await typedForm(c))
    const token = await readFormToken(deps, form, typed.token)
    if (!token || token.expired) return page(c, typed, [{ field: 'topic', code: 'missing' }], 'form_expired')
    const read = readOutreach(typed, deps.config.TIME_ZONE)
    if (!read.given) return page(c, typed, read.faults)
    try {
      const { code } = await recordOutreach(deps, actor, { ...read.given, requestKey: token.requestKey })
      return c.redirect(`/outreach?recorded=${encodeURIComponent(code)}`, 303)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (error.code === 'outreach_code_taken')
        return page(c, typed, [{ field: 'code', code: 'does_not_belong' }], error.code)
      if (error.more.faults) return page(c, typed, error.more.faults)
      throw error
    }
  })

/** The form's texts as the API takes them; day and time are of the service's zone. */
function readOutreach(
  typed: OutreachTyped,
  zone: string,
): { given: z.infer<typeof outreachGiven>; faults: Fault[] } | { given?: undefined; faults: Fault[] } {
  const { medium, topic, code, territory, partner, day = '', time = '' } = typed
  const faults: Fault[] = []
  const wall = instantOf(day, time, zone)
  // A time that happens twice means its first hour: nobody's livestream is counted wrong by that.
  const at = wall.fault === undefined ? wall.at : wall.fault === 'happens_twice' ? wall.first : undefined
  if (!at) faults.push({ field: 'time', code: time === '' ? 'missing' : 'not_a_time' })
  const audience = /^\d{1,12}$/.test(typed.audience?.trim() ?? '') ? Number(typed.audience) : typed.audience
  const read = outreachGiven.safeParse({
    medium,
    topic: topic ?? '',
    audience: audience === '' ? undefined : audience,
    ...(at && { heldAt: isoWithOffset(at, zone) }),
    ...(code && { code }),
    ...(territory && { territory }),
    ...(partner && { partner }),
  })
  if (!read.success) faults.unshift(...faultsOf(read.error))
  return read.success && faults.length === 0 ? { given: read.data, faults } : { faults }
}

async function page(
  c: AnyContext,
  typed: OutreachTyped,
  faults: readonly Fault[],
  wrong?: 'form_expired' | 'outreach_code_taken',
) {
  const texts = textsFor(c)
  const { deps, actor } = c.var
  const zone = deps.config.TIME_ZONE
  const [latest, choices, token] = await Promise.all([
    latestOutreach(deps, 30),
    outreachChoices(deps),
    newFormToken(deps, form),
  ])
  const now = isoWithOffset(deps.now(), zone)
  const notWhole = faults.some(({ field, code }) => field === 'audience' && code === 'wrong_type')
  const mends = mendsOf(faults, texts).map(mend => {
    // Where the refusal has a sentence of its own, it says more than the fault's.
    if (wrong) return { ...mend, words: texts.problems[wrong] }
    return mend.field === 'audience' && notWhole ? { ...mend, words: texts.outreach.wholeNumber } : mend
  })
  const recorded = c.req.query('recorded')
  return c.html(
    <Frame
      c={c}
      title={texts.outreach.title}
      side="staff"
      wrong={mends.length > 0}
      header={<StaffHeader c={c} actor={actor} here="/outreach" />}
    >
      <ErrorSummary texts={texts} mends={mends} />
      <h1>{texts.outreach.title}</h1>
      <p>{texts.outreach.lead}</p>
      {latest.some(({ code }) => code === recorded) && (
        <p class="notice" role="status">
          {texts.outreach.saved(recorded ?? '')}
        </p>
      )}
      <OutreachForm
        {...{ texts, mends, choices, token }}
        typed={{ day: now.slice(0, 10), time: now.slice(11, 16), ...typed }}
      />
      <OutreachList
        sessions={latest}
        texts={texts}
        moment={at => isoWithOffset(at, zone).slice(0, 16).replace('T', ' ')}
      />
    </Frame>,
    mends.length > 0 ? 400 : 200,
  )
}

function plain(typed: Record<string, string | string[]>): OutreachTyped & { token?: string } {
  return Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
}
