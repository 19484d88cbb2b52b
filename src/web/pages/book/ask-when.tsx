import { parseInstant } from '../../../domain/instants.ts'
import { localDay } from '../../../domain/time.ts'
import { formatMoment } from '../../../domain/time-words.ts'
import type { BookableTime } from '../../../reads/open-times.ts'
import { textsFor } from '../../env.ts'
import { Hidden } from '../form-parts.tsx'
import type { OpenDays } from './open-days.ts'
import { StepForm, type StepView } from './step-form.tsx'
import { NearTimes, Times } from './times.tsx'

/** When: the open times of the pool, day by day, or those nearest to one that is gone. */
export function WhenStep({
  open,
  near,
  ...view
}: StepView & { open: OpenDays; near?: readonly BookableTime[] }) {
  const { c, answers, mends } = view
  const { when } = textsFor(c).book
  const zone = c.get('deps').config.TIME_ZONE
  const chosen = parseInstant(answers.startsAt)
  const elsewhere = chosen && !near && localDay(chosen, zone) !== open.shown
  return (
    <StepForm {...view} step="when" asks={near ? [] : ['startsAt']}>
      <h1>{when.heading}</h1>
      {elsewhere && (
        <p class="quiet">
          {when.chosen}
          {formatMoment(chosen, zone, c.get('locale'))}
        </p>
      )}
      <Hidden fields={{ from: open.days[0]?.day, shown: open.shown }} />
      {near && near.length > 0 ? (
        <NearTimes c={c} chosen={answers.startsAt} mends={mends} near={near} />
      ) : (
        <Times c={c} chosen={answers.startsAt} mends={mends} open={open} />
      )}
      {answers.ageBand !== 'under_14' && <WaitForOne c={c} />}
    </StepForm>
  )
}

/** On any day: the way to be told when a time opens, with what was answered so far. */
function WaitForOne({ c }: Pick<StepView, 'c'>) {
  const { list } = textsFor(c).waiting
  return (
    <p>
      {list.invite}{' '}
      <button class="plain-button" type="submit" formaction={`/${c.req.path.split('/')[1]}/waiting`}>
        {list.title}
      </button>
    </p>
  )
}
