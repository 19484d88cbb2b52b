import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { type LocaleSegment, localeSegments } from '../../domain/codes.ts'
import { type Expectation, whatToExpect } from '../../reads/what-to-expect.ts'
import { open } from '../doors.ts'
import { type AnyContext, type Env, textsFor } from '../env.ts'
import { keepPage } from '../kept-pages.ts'
import { problemOf } from '../refuse.ts'
import { soonIn } from '../soon-words.ts'
import { telephoneLink } from '../telephone-link.ts'
import { Frame, serviceName } from './frame.tsx'
import { contactDays } from './promise/days.ts'

/** `/` leads to the home page in the reader's language; the home page says what to expect now, and the three ways. */
export const homePages = new Hono<Env>()
  .get('/', open, c => {
    c.header('Vary', 'Accept-Language, Cookie')
    return c.redirect(`/${localeSegments[c.get('locale')]}`, 302)
  })
  .get('/:locale{(?:zh|hant|en)}', open, async c => {
    const { home } = textsFor(c)
    const { config } = c.var.deps
    const segment = localeSegments[c.get('locale')]
    const expected = await expectation(c)
    if (expected) keepPage(c, { until: 'change' })
    return c.html(
      <Frame c={c} title={serviceName(c)} side="caller">
        <Now c={c} expected={expected} />
        <Ways c={c} segment={segment} />
        <p class="also">
          <a href={`/${segment}/booking`}>{home.manage}</a>
          <a href={`/${segment}/breathe`}>{home.breathe}</a>
        </p>
        <section class="promise" aria-labelledby="promise">
          <h2 id="promise">{home.promiseTitle}</h2>
          <dl>
            {[
              home.promise.name,
              home.promise.contact(contactDays(config)),
              home.promise.words,
              home.promise.limits,
            ].map(([what, words]) => (
              <div>
                <dt>{what}</dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
          <p>
            <a href={`/${segment}/privacy`}>{home.promiseMore}</a>
          </p>
        </section>
      </Frame>,
    )
  })

/** What to expect now, or undefined when the database cannot be asked: the page then admits it. */
export async function expectation(c: AnyContext): Promise<Expectation | undefined> {
  return whatToExpect(c.get('deps')).catch(error => {
    if (problemOf(error).code !== 'database_lost') throw error
    return undefined
  })
}

/** 'today 19:00', 'tomorrow 08:00', or day and time. */
export function soonWords(c: AnyContext, at: Date): string {
  return soonIn(c.get('deps'), c.get('locale'), at)
}

function Now({ c, expected }: { c: AnyContext; expected: Expectation | undefined }) {
  const { home } = textsFor(c)
  if (!expected)
    return (
      <Hero state="unseen" heading={home.unseen}>
        <p class="lead">{home.unseenHelp}</p>
      </Hero>
    )
  const { openNow, nextOpening, waiting, minutes } = expected
  if (!openNow)
    return (
      <Hero state="closed" heading={home.closed}>
        <p class="lead">{nextOpening ? home.nextOpening(soonWords(c, nextOpening)) : home.nextUnknown}</p>
        {waiting > 0 && <p>{home.waiting(waiting)}</p>}
        <p>{home.meanwhile}</p>
      </Hero>
    )
  return (
    <Hero state="open" heading={home.open}>
      <p class="lead">
        {home.waiting(waiting)} {minutes ? home.range(minutes.from, minutes.to) : home.rangeUnknown}
      </p>
    </Hero>
  )
}

function Hero({ state, heading, children }: { state: string; heading: string; children: Child }) {
  return (
    <section class={`hero ${state}`}>
      <h1>{heading}</h1>
      {children}
    </section>
  )
}

function Ways({ c, segment }: { c: AnyContext; segment: LocaleSegment }) {
  const { home } = textsFor(c)
  const number: string = c.get('deps').config.HOTLINE_NUMBER
  const ways = [
    {
      look: 'first',
      to: telephoneLink(number),
      title: home.call.title,
      words: home.call.words(number),
    },
    { look: '', to: `/${segment}/book`, ...home.book },
    { look: '', to: `/${segment}/callback`, ...home.callback },
  ]
  return (
    <nav aria-labelledby="ways">
      <h2 id="ways" class="hidden-words">
        {home.waysTitle}
      </h2>
      <ul class="ways">
        {ways.map(({ look, to, title, words }) => (
          <li>
            <a class={`way ${look}`} href={to}>
              <strong>{title}</strong>
              <span>{words}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
