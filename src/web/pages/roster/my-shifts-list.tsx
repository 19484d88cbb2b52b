import { formatSpan } from '../../../domain/time-words.ts'
import type { MyShifts, TakeableShift } from '../../../reads/my-shifts.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { languageName } from '../../language-name.ts'
import type { Mend } from '../form-parts.tsx'

/** A counselor's own shifts from now on, each with a way to find cover, or to keep it after all. */
export function MyShiftList({
  c,
  mine,
  mends,
}: {
  c: AnyContext
  mine: MyShifts['mine']
  mends: readonly Mend[]
}) {
  const words = textsFor(c).roster.mine
  const { deps, locale } = c.var
  return (
    <section id="coming" tabindex={-1} aria-labelledby="coming-title">
      <h2 id="coming-title">{words.coming}</h2>
      {mine.length === 0 && <p class="quiet">{words.none}</p>}
      <ul class="roster-list wide">
        {mine.map(({ id, startsAt, endsAt, openShiftId }) => {
          const when = formatSpan(startsAt, endsAt, deps.config.TIME_ZONE, locale)
          return (
            <li id={`shift-${id}`} tabindex={-1}>
              <strong>{when}</strong>
              <span>
                {openShiftId && <small>{words.looking}</small>}
                <Fault field={`shift-${id}`} mends={mends} />
              </span>
              {startsAt > deps.now() &&
                (openShiftId ? (
                  <Press
                    action={`/my-shifts/open/${openShiftId}/withdraw`}
                    label={words.keepOf(when)}
                    words={words.keep}
                  />
                ) : (
                  <Press
                    action={`/my-shifts/${id}/cover`}
                    label={words.askCoverOf(when)}
                    words={words.askCover}
                  />
                ))}
            </li>
          )
        })}
      </ul>
    </section>
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
