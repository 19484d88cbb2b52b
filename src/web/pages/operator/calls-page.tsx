import type { Child } from 'hono/jsx'
import type { Deps } from '../../../deps.ts'
import type { StaffActor } from '../../../domain/actor.ts'
import { ageBands } from '../../../domain/codes.ts'
import { markedClasses } from '../../../domain/routing-contacts.ts'
import type { OpenPartner } from '../../../reads/partners-open.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { Choices, ErrorSummary, type Mend, Select, TextField } from '../form-parts.tsx'
import { Frame } from '../frame.tsx'
import { LeaveOut } from '../leave-out.tsx'
import { type Live, LookAgain, Place } from '../queue/section.tsx'
import { languageName } from '../queue/view.ts'
import { StaffHeader } from '../staff-header.tsx'

type CallsPage = {
  c: AnyContext
  actor: StaffActor
  live: Live
  /** Makes two presses of a button one call. */
  token: string
  typed: { ageBand?: string; line?: string; mark?: string; returnCode?: string; withoutPartner?: string }
  partners: readonly OpenPartner[]
  mends: Mend[]
  notice?: Child
}

/** The operator's page: a call is registered with one press, and below stands what waits. */
export function CallsPage({ c, actor, live, token, typed, partners, mends, notice }: CallsPage) {
  const texts = textsFor(c)
  const words = texts.operator
  const deps: Deps = c.get('deps')
  return (
    <Frame
      c={c}
      title={words.title}
      side="staff"
      wrong={mends.length > 0}
      scripts={['calls.js']}
      header={<StaffHeader {...{ c, actor }} here="/calls" />}
    >
      <LookAgain seconds={15} at="/calls" />
      <Island c={c} />
      <h1>{words.title}</h1>
      <ErrorSummary texts={texts} mends={mends} />
      <div data-notices role="status">
        {notice}
      </div>
      <div class="operator">
        <form method="post" action="/calls" class="card type-in" aria-labelledby="type-in-title">
          <h2 id="type-in-title">{words.typeIn}</h2>
          <p>{words.typeInHow}</p>
          <input type="hidden" name="token" value={token} />
          <Choices
            row
            name="ageBand"
            label={words.age}
            value={typed.ageBand ?? 'unknown'}
            mends={mends}
            options={ageBands.map(code => ({ value: code, label: texts.labels.ageBands[code] }))}
          />
          <Choices
            row
            name="mark"
            label={texts.routing.marks.label}
            value={typed.mark ?? ''}
            mends={mends}
            options={[
              { value: '', label: texts.routing.marks.none },
              ...markedClasses.map(code => ({ value: code, label: texts.routing.marks[code] })),
            ]}
          />
          <TextField
            name="returnCode"
            label={texts.routing.returnCode.label}
            hint={texts.routing.returnCode.hint}
            value={typed.returnCode}
            mends={mends}
          />
          <LeaveOut c={c} partners={partners} value={typed.withoutPartner} mends={mends} />
          <Lines lines={Object.keys(deps.config.LINES)} words={words} chosen={typed.line} mends={mends} />
          <div class="languages-spoken" id="language">
            {deps.config.LANGUAGES.map((code: string, place: number) => (
              <button type="submit" name="language" value={code} class="big" data-nth={String(place + 1)}>
                {words.press(languageName(texts, code))}
                <kbd data-with-script hidden>
                  Alt {String(place + 1)}
                </kbd>
              </button>
            ))}
          </div>
          <p class="quiet">{words.nothingAsked}</p>
        </form>
        <div class="waiting-calls">
          <p>
            <a href="/calls/booking">{words.book.link}</a>
          </p>
          <Place name="calls" live={live} />
          <p class="connection" data-connection role="status">
            <noscript>
              <a href="/calls">{words.renew}</a>
            </noscript>
          </p>
        </div>
      </div>
    </Frame>
  )
}

function Lines({
  lines,
  words,
  chosen,
  mends,
}: {
  lines: string[]
  words: ReturnType<typeof textsFor>['operator']
  chosen?: string
  mends: Mend[]
}) {
  if (lines.length < 2) return null
  const options = [{ value: '', label: words.noLine }, ...lines.map(name => ({ value: name, label: name }))]
  return <Select name="line" label={words.line} value={chosen} {...{ options, mends }} />
}

function Island({ c }: { c: AnyContext }) {
  const { operator, queue } = textsFor(c)
  const words = {
    on: operator.live,
    connecting: queue.connection.connecting,
    lost: operator.lost,
    signedOut: queue.connection.signedOut,
  }
  return (
    <div
      hidden
      data-island-words={JSON.stringify(words)}
      data-parts-at="/calls/fragment"
      data-events-at="/api/v1/calls/events"
      data-now={String(c.get('deps').now().getTime())}
    />
  )
}
