import { callbackContactDays } from '../../actions/calls/seal-call-contact.ts'
import { ageBands } from '../../domain/codes.ts'
import type { OpenPartner } from '../../reads/partners-open.ts'
import type { Expectation } from '../../reads/what-to-expect.ts'
import { type AnyContext, textsFor } from '../env.ts'
import { languageName } from '../language-name.ts'
import { telephoneLink } from '../telephone-link.ts'
import { type WorkAsked, WorkFields } from '../work.tsx'
import { Choices, ErrorSummary, Hidden, Kindly, type Mend, TextField } from './form-parts.tsx'
import { Frame } from './frame.tsx'
import { soonWords } from './home.tsx'
import { LeaveOut } from './leave-out.tsx'

/** What somebody types to be called back, as typed. */
export type Wanted = { phone: string; ageBand: string; language: string; withoutPartner: string }

type Form = {
  c: AnyContext
  wanted: Wanted
  partners: readonly OpenPartner[]
  token: string
  mends: readonly Mend[]
  kindly?: string
  work: WorkAsked | undefined
  expected: Expectation | undefined
}

/** The form for a call back: when to expect it and who sees the number, before anything is typed. */
export function CallbackForm({ c, wanted, partners, token, mends, kindly, work, expected }: Form) {
  const texts = textsFor(c)
  const words = texts.callback
  const { LANGUAGES } = c.get('deps').config
  return (
    <Frame
      c={c}
      title={words.title}
      side="caller"
      wrong={mends.length > 0}
      scripts={['caller.js']}
      carry={{ form: 'typed' }}
    >
      <form id="typed" method="post" autocomplete="off" action={c.req.path} novalidate>
        <ErrorSummary texts={texts} mends={mends} />
        <Kindly words={kindly} />
        <h1>{words.heading}</h1>
        <p class="lead">{whenWords(c, expected)}</p>
        <p>{words.kept(callbackContactDays)}</p>
        <Hidden fields={{ token }} />
        <WorkFields work={work} />
        <TextField
          name="phone"
          type="tel"
          inputmode="tel"
          label={words.phone}
          hint={words.phoneHint}
          value={wanted.phone}
          mends={mends}
          required
        />
        <Choices
          name="ageBand"
          label={words.age}
          value={wanted.ageBand}
          mends={mends}
          options={ageBands.map(band => ({
            value: band,
            label: band === 'unknown' ? texts.book.age.unknown : texts.labels.ageBands[band],
          }))}
        />
        {LANGUAGES.length > 1 && (
          <Choices
            name="language"
            label={words.language}
            value={wanted.language}
            mends={mends}
            options={LANGUAGES.map((code: string) => ({
              value: code,
              label: languageName(code, c.get('locale')),
            }))}
          />
        )}
        <LeaveOut c={c} partners={partners} value={wanted.withoutPartner} mends={mends} />
        <button type="submit" class="go-on">
          {words.button}
        </button>
      </form>
    </Frame>
  )
}

function whenWords(c: AnyContext, expected: Expectation | undefined) {
  const { callback, home } = textsFor(c)
  if (!expected) return callback.honest.unknown
  const { openNow, nextOpening, waiting, minutes } = expected
  if (!openNow && nextOpening) return callback.honest.closed(soonWords(c, nextOpening))
  if (!openNow || !minutes) return callback.honest.unknown
  return callback.honest.soon(home.waiting(waiting), callback.range(minutes.from, minutes.to))
}

/** Under 14 we keep no number: the telephone first, then a booking without one. */
export function CallFirst({ c }: { c: AnyContext }) {
  const texts = textsFor(c)
  const words = texts.book.child
  const { HOTLINE_NUMBER } = c.get('deps').config
  return (
    <Frame c={c} title={texts.callback.title} side="caller">
      <h1>{words.heading}</h1>
      {words.words.map(sentence => (
        <p class="lead">{sentence}</p>
      ))}
      <p>
        <a class="button big" href={telephoneLink(HOTLINE_NUMBER)}>
          {texts.frame.callNow(HOTLINE_NUMBER)}
        </a>
      </p>
      <p class="quiet">{words.noNumber}</p>
      <p>
        <a href={`/${c.req.path.split('/')[1]}/book`}>{words.goOn}</a>
      </p>
    </Frame>
  )
}
