import type { Context, Next } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Deps } from '../deps.ts'
import type { AnyContext, Env } from './env.ts'

/** What of a page differs each time: what stood for it when it was drawn, and how it is made anew. */
export type Blank = { was: string; anew: () => Promise<string> }

/** How a page may be kept: it stays as it is, or it shows how things stand; and what is filled in each time. */
export type Keeping = { until: 'restart' | 'change'; blank?: Blank }

type Keepable = Env & { Variables: { keeping?: Keeping } }

type Kept = {
  status: number
  headers: Record<string, string>
  /** The bytes; of a page with a blank the text before and after each. */
  body: Uint8Array<ArrayBuffer> | string[]
  blank?: Blank
  fresh: () => boolean
}

/** What shows how things stand may be this old although no change was told: presence fades without one. */
const longestMs = 1000

/** Lets this page, which depends on its address alone (no query, no cookie, no person), answer later requests too. */
export function keepPage(c: AnyContext, keeping: Keeping): void {
  c.set('keeping', keeping)
}

/**
 * Answers from memory what a page has allowed by `keepPage`, with all its headers. A page that shows how things stand
 * is kept until any change is told, and for a second at most; where changes are not told to us (Workers), not at all.
 */
export function keptPages(deps: Pick<Deps, 'changes' | 'now'>) {
  const kept = new Map<string, Kept>()
  const drawing = new Map<string, Promise<void>>()
  return createMiddleware<Keepable>(async (c, next) => {
    const { method, path, url } = c.req
    // A query would be written into links; a path in another spelling too.
    if (method !== 'GET' || !url.endsWith(path) || url.includes('?')) return next()
    // Whoever asks while a page is drawn anew waits for that, instead of asking the database as well.
    const underway = kept.get(path)?.fresh() ? undefined : drawing.get(path)
    if (underway) await underway
    const known = kept.get(path)
    if (known?.fresh()) return answerOf(known)
    const drawn = Promise.withResolvers<void>()
    if (known) drawing.set(path, drawn.promise)
    try {
      await draw(c, next)
    } finally {
      drawn.resolve()
      if (drawing.get(path) === drawn.promise) drawing.delete(path)
    }
  })

  async function draw(c: Context<Keepable>, next: Next) {
    const { path } = c.req
    const heard = deps.changes.heard()
    const drawnAt = deps.now().getTime()
    await next()
    const keeping = c.get('keeping')
    if (!keeping || c.res.status !== 200 || c.res.headers.has('Set-Cookie')) return
    if (keeping.until === 'change' && heard === undefined) return
    const isStill = () =>
      deps.changes.heard() === heard && Math.abs(deps.now().getTime() - drawnAt) < longestMs
    const text = await c.res.clone().text()
    kept.set(path, {
      status: c.res.status,
      headers: Object.fromEntries(c.res.headers),
      body: keeping.blank ? text.split(keeping.blank.was) : new TextEncoder().encode(text),
      blank: keeping.blank,
      fresh: keeping.until === 'restart' ? () => true : isStill,
    })
  }
}

async function answerOf({ status, headers, body, blank }: Kept): Promise<Response> {
  const whole = body instanceof Uint8Array ? body : body.join((await blank?.anew()) ?? '')
  return new Response(whole, { status, headers })
}
