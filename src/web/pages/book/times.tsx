import type { PageLocale } from '../../../domain/codes.ts'
import { type Day, dayAfter } from '../../../domain/days.ts'
import { isoWithOffset, localDay } from '../../../domain/time.ts'
import { formatCalendarDay, formatDay, formatMoment, formatTime } from '../../../domain/time-words.ts'
import type { BookableTime } from '../../../reads/open-times.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { telephoneLink } from '../../telephone-link.ts'
import type { Mend } from '../form-parts.tsx'
import type { OpenDays } from './open-days.ts'

type Picking = { c: AnyContext; chosen: string; mends: readonly Mend[] }

/** The days to choose from, then the times of the shown day in its parts; without an open time, other ways. */
export function Times({ c, chosen, mends, open }: Picking & { open: OpenDays }) {
  const { when } = textsFor(c).book
  const shownWords = formatCalendarDay(open.shown, c.get('locale'))
  return (
    <>
      <p class="hint">{when.hint(c.get('deps').config.SESSION_MINUTES)}</p>
      <Days c={c} open={open} />
      {open.parts.length > 0 ? (
        <fieldset class="field times" aria-describedby={mends.length > 0 ? 'startsAt-fault' : undefined}>
          <legend>{when.timesOn(shownWords)}</legend>
          <Fault mends={mends} />
          {open.parts.map(({ part, times }, place) => (
            <div class="part">
              <span class="part-name">{when.parts[part]}</span>
              <div class="chips">
                {times.map((time, at) => (
                  <Chip c={c} time={time} chosen={chosen} first={place === 0 && at === 0} />
                ))}
              </div>
            </div>
          ))}
        </fieldset>
      ) : (
        <NoneOpen c={c} open={open} />
      )}
    </>
  )
}

/** The open times that lie nearest to one that is gone, and the way to all others. */
export function NearTimes({ c, chosen, mends, near }: Picking & { near: readonly BookableTime[] }) {
  const { when } = textsFor(c).book
  const zone = c.get('deps').config.TIME_ZONE
  const [first] = near
  return (
    <fieldset class="field times" aria-describedby={mends.length > 0 ? 'startsAt-fault' : undefined}>
      <legend>{when.near}</legend>
      <Fault mends={mends} />
      <div class="choices">
        {near.map(time => (
          <Chip c={c} time={time} chosen={chosen} first={time === first} withDay />
        ))}
      </div>
      {first && (
        <button class="plain-button" type="submit" name="go" value={`day-${localDay(first.startsAt, zone)}`}>
          {when.another}
        </button>
      )}
    </fieldset>
  )
}

function Fault({ mends }: { mends: readonly Mend[] }) {
  return mends[0] ? (
    <span class="fault" id="startsAt-fault">
      {mends[0].words}
    </span>
  ) : null
}

function Chip({
  c,
  time: { startsAt },
  chosen,
  first,
  withDay,
}: {
  c: AnyContext
  time: BookableTime
  chosen: string
  first: boolean
  withDay?: boolean
}) {
  const zone = c.get('deps').config.TIME_ZONE
  const value = isoWithOffset(startsAt, zone)
  return (
    <label class={withDay ? 'choice' : 'chip'}>
      <input
        type="radio"
        name="startsAt"
        id={first ? 'startsAt' : undefined}
        value={value}
        checked={value === chosen}
      />
      <span>{(withDay ? formatMoment : formatTime)(startsAt, zone, c.get('locale'))}</span>
    </label>
  )
}

function Days({ c, open: { days, shown, earlier, later } }: { c: AnyContext; open: OpenDays }) {
  const { when } = textsFor(c).book
  const deps = c.get('deps')
  const today = localDay(deps.now(), deps.config.TIME_ZONE)
  const near: Record<string, string> = { [today]: when.today, [dayAfter(today, 1)]: when.tomorrow }
  return (
    <section class="days" aria-label={when.days}>
      <ul>
        {days.map(({ day, count }) => {
          const [weekday, date] = dayWords(day, c.get('locale'))
          return (
            <li>
              <button
                type="submit"
                class="day"
                name="go"
                value={`day-${day}`}
                aria-current={day === shown ? 'date' : undefined}
              >
                <span class="day-name">{near[day] ?? weekday}</span>
                <span class="day-date">{date}</span>
                <span class={count > 0 ? 'day-free' : 'day-full'}>{when.free(count)}</span>
              </button>
            </li>
          )
        })}
      </ul>
      <p class="weeks">
        {earlier && (
          <button type="submit" class="plain-button" name="go" value={`days-${earlier}`}>
            ← {when.earlierDays}
          </button>
        )}
        {later && (
          <button type="submit" class="plain-button" name="go" value={`days-${later}`}>
            {when.laterDays} →
          </button>
        )}
      </p>
    </section>
  )
}

/** The weekday and the date of a day, to stand below each other. */
function dayWords(day: Day, locale: PageLocale): [string, string] {
  const [first = '', ...rest] = formatCalendarDay(day, locale).split(' ')
  return locale === 'en' ? [first, rest.join(' ')] : [rest.join(' '), first]
}

/** Never a dead end: the next open time, a call back, the number of the line. */
function NoneOpen({ c, open: { days, shown, next } }: { c: AnyContext; open: OpenDays }) {
  const { when } = textsFor(c).book
  const { config } = c.get('deps')
  const locale = c.get('locale')
  const someday = days.some(({ count }) => count > 0)
  const segment = c.req.path.split('/')[1]
  return (
    <div class="notice warm">
      <p id="startsAt" tabindex={-1}>
        <strong>
          {someday
            ? `${formatCalendarDay(shown, locale)}: ${when.free(0)}`
            : next
              ? when.noneHere
              : when.noneAnywhere}
        </strong>
      </p>
      {next && (
        <p>
          {when.next(formatDay(next.startsAt, config.TIME_ZONE, locale))}{' '}
          <button
            class="second"
            type="submit"
            name="go"
            value={`day-${localDay(next.startsAt, config.TIME_ZONE)}`}
          >
            {when.goThere}
          </button>
        </p>
      )}
      <p>{when.else}</p>
      <ul class="plain">
        <li>
          <a class="button second" href={`/${segment}/callback`}>
            {when.elseCallback}
          </a>
        </li>
        <li>
          <a class="button second" href={telephoneLink(config.HOTLINE_NUMBER)}>
            {when.elseCall(config.HOTLINE_NUMBER)}
          </a>
        </li>
      </ul>
    </div>
  )
}
