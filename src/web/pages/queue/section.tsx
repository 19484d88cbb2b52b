import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { AnyContext } from '../../env.ts'
import { etagOf, isKnown } from '../../etag.ts'

/**
 * A part of a live page. The browser exchanges it only when its version differs, so the version names all that the
 * body shows except running clocks, and never what somebody may be typing into it.
 */
export type Section = { name: string; version: string; body: Child }

/** The live parts of a page by the place where they stand. */
export type Live = Record<string, Section[]>

/** The parts of one place; client/queue/sections.ts finds them by `data-live`. */
export function Place({ name, live }: { name: string; live: Live }) {
  return (
    <div data-live={name} class={`live-${name}`}>
      {live[name]?.map(section => (
        <div data-section={section.name} data-version={section.version}>
          {section.body}
        </div>
      ))}
    </div>
  )
}

/** Without scripts a page looks again by itself. Raw, for JSX would lift a <meta> out of <noscript> into the head. */
export function LookAgain({ seconds, at }: { seconds: number; at: '/queue' | '/calls' }) {
  return <noscript>{raw(`<meta http-equiv="refresh" content="${seconds};url=${at}">`)}</noscript>
}

/** The header that marks a request as coming from the page's own script, which wants parts and not pages. */
export const partHeader = 'Heartline-Part'

/** The header by which a page sets its clock: milliseconds since 1970 on the server. */
export const nowHeader = 'Heartline-Now'

/**
 * The live parts alone, or 304 when nothing but clocks has moved; `notice` is said once and is in no version.
 * Status 200 even for a refusal: the notice tells it, and the parts show how things stand now.
 */
export async function answerParts(c: AnyContext, live: Live, notice?: Child) {
  const etag = await tagOf(c.get('locale'), live)
  const headers = { [nowHeader]: String(c.get('deps').now().getTime()), ETag: etag }
  if (!notice && isKnown(etag, c.req.header('If-None-Match'))) return c.body(null, 304, headers)
  const parts = (
    <>
      {notice}
      {Object.keys(live).map(name => (
        <Place {...{ name, live }} />
      ))}
    </>
  )
  return c.html(parts, 200, headers)
}

function tagOf(locale: string, live: Live) {
  const versions = Object.values(live).flatMap(parts => parts.map(({ name, version }) => [name, version]))
  return etagOf([locale, versions])
}
