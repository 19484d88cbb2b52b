import { formatSpan } from '../../../domain/time-words.ts'
import type { OpenShiftRow } from '../../../reads/open-shifts.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { languageName } from '../../language-name.ts'
import type { Mend } from '../form-parts.tsx'

type List = { c: AnyContext; open: readonly OpenShiftRow[]; mends: readonly Mend[] }

/** Open seats and wishes for cover ahead, each with who took it or a way to withdraw it. */
export function OpenShiftList({ c, open, mends }: List) {
  const words = textsFor(c).roster.open
  return (
    <section aria-labelledby="open-list-title">
      <h2 id="open-list-title">{words.list}</h2>
      {open.length === 0 && <p class="quiet">{words.none}</p>}
      <ul class="roster-list wide">
        {open.map(shift => (
          <OpenShift c={c} shift={shift} mend={mends.find(({ field }) => field === `open-${shift.id}`)} />
        ))}
      </ul>
    </section>
  )
}

function OpenShift({ c, shift, mend }: { c: AnyContext; shift: OpenShiftRow; mend?: Mend }) {
  const words = textsFor(c).roster.open
  const { deps, locale } = c.var
  const { id, startsAt, endsAt, language, coverFor, takenBy } = shift
  const when = formatSpan(startsAt, endsAt, deps.config.TIME_ZONE, locale)
  const what = coverFor ? words.coverFor(coverFor) : words.seat
  return (
    <li id={`open-${id}`} tabindex={mend ? -1 : undefined}>
      <strong>{when}</strong>
      <span>
        {[what, language && languageName(language, locale)].filter(Boolean).join(' · ')}
        <small>{takenBy ? words.takenBy(takenBy) : words.waiting}</small>
        {mend && <span class="fault">{mend.words}</span>}
      </span>
      {!takenBy && (
        <form method="post" action={`/shifts/open/${id}/withdraw`}>
          <button type="submit" class="plain-button" aria-label={words.withdrawOf(when)}>
            {words.withdraw}
          </button>
        </form>
      )}
    </li>
  )
}
