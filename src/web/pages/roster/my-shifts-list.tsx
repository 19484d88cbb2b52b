import { formatSpan } from '../../../domain/time-words.ts'
import type { MyShifts, TakeableShift } from '../../../reads/my-shifts.ts'
import type { MySwaps } from '../../../reads/my-swaps.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { languageName } from '../../language-name.ts'
import type { Mend } from '../form-parts.tsx'

type Mine = { c: AnyContext; mine: MyShifts['mine']; wished: MySwaps['wished']; mends: readonly Mend[] }

/** A counselor's own shifts from now on, each with ways to find cover and to swap, or to keep it after all. */
export function MyShiftList({ c, mine, wished, mends }: Mine) {
  const words = textsFor(c).roster.mine
  return (
    <section id="coming" tabindex={-1} aria-labelledby="coming-title">
      <h2 id="coming-title">{words.coming}</h2>
      {mine.length === 0 && <p class="quiet">{words.none}</p>}
      <ul class="roster-list wide">
        {mine.map(shift => (
          <MyShift
            c={c}
            shift={shift}
            swap={wished.find(({ shiftId }) => shiftId === shift.id)}
            mends={mends}
          />
        ))}
      </ul>
    </section>
  )
}

type One = {
  c: AnyContext
  shift: MyShifts['mine'][number]
  swap?: MySwaps['wished'][number]
  mends: readonly Mend[]
}

function MyShift({ c, shift: { id, startsAt, endsAt, openShiftId }, swap, mends }: One) {
  const words = textsFor(c).roster.mine
  const { swap: swapWords } = textsFor(c).roster
  const { deps, locale } = c.var
  const when = formatSpan(startsAt, endsAt, deps.config.TIME_ZONE, locale)
  const other = swap && formatSpan(swap.other.startsAt, swap.other.endsAt, deps.config.TIME_ZONE, locale)
  return (
    <li id={`shift-${id}`} tabindex={-1}>
      <strong>{when}</strong>
      <span>
        {openShiftId && <small>{words.looking}</small>}
        {other && <small>{swapWords.wished(other)}</small>}
        <Fault field={`shift-${id}`} mends={mends} />
      </span>
      {startsAt > deps.now() && (
        <span class="shift-acts">
          {openShiftId ? (
            <Press
              action={`/my-shifts/open/${openShiftId}/withdraw`}
              label={words.keepOf(when)}
              words={words.keep}
            />
          ) : (
            <Press action={`/my-shifts/${id}/cover`} label={words.askCoverOf(when)} words={words.askCover} />
          )}
          {swap ? (
            <Press
              action={`/my-shifts/swaps/${swap.id}/withdraw`}
              label={swapWords.withdrawOf(when)}
              words={swapWords.withdraw}
            />
          ) : (
            <a href={`/my-shifts/${id}/swap`} aria-label={swapWords.linkOf(when)}>
              {swapWords.link}
            </a>
          )}
        </span>
      )}
    </li>
  )
}

type Takeable = {
  c: AnyContext
  name: string
  title: string
  lead: string
  shifts: readonly TakeableShift[]
  mends: readonly Mend[]
}

/** Shifts that can be taken, each with its button, or with what stands against it. */
export function TakeableList({ c, name, title, lead, shifts, mends }: Takeable) {
  const words = textsFor(c).roster.mine
  const { deps, locale } = c.var
  return (
    <section class={name === 'asked' ? 'card' : undefined} aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`}>{title}</h2>
      <p class="quiet">{lead}</p>
      <ul class="roster-list wide">
        {shifts.map(({ id, startsAt, endsAt, language, overlaps }) => {
          const when = formatSpan(startsAt, endsAt, deps.config.TIME_ZONE, locale)
          return (
            <li id={`open-${id}`} tabindex={-1}>
              <strong>{when}</strong>
              <span>
                {language && languageName(language, locale)}
                {overlaps && <small>{words.overlaps}</small>}
                <Fault field={`open-${id}`} mends={mends} />
              </span>
              {!overlaps && (
                <Press
                  action={`/my-shifts/open/${id}/take`}
                  label={words.takeOf(when)}
                  words={words.take}
                  strong
                />
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Press({
  action,
  label,
  words,
  strong,
}: {
  action: string
  label: string
  words: string
  strong?: boolean
}) {
  return (
    <form method="post" action={action}>
      <button type="submit" class={strong ? undefined : 'plain-button'} aria-label={label}>
        {words}
      </button>
    </form>
  )
}

function Fault({ field, mends }: { field: string; mends: readonly Mend[] }) {
  const mend = mends.find(one => one.field === field)
  return mend ? <span class="fault">{mend.words}</span> : null
}
