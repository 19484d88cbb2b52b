import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { Config } from '../config.ts'
import { Problem } from '../domain/problem.ts'
import { type AnyContext, type Env, textsFor } from './env.ts'
import { typedForm } from './input.ts'
import { localeOf } from './locale.ts'
import { Hidden } from './pages/form-parts.tsx'
import { Frame } from './pages/frame.tsx'
import { isApi } from './refuse.ts'
import { Room } from './room.ts'
import { telephoneLink } from './telephone-link.ts'

/** An answer to somebody who was turned away: its headers, and its text before and after what differs each time. */
type Kept = { headers: Record<string, string>; parts: [string, string] }

/** `turnedAway` is what differs in the answer of somebody who just was. */
type Sheddable = Env & { Variables: { turnedAway?: string } }

// By the settings, which outlive an event on Workers.
const rooms = new WeakMap<Config, { room: Room; kept: Map<string, Kept> }>()

/** A form longer than this is read by whoever reads them all. */
const formMost = 64 * 1024

/**
 * Before what can wait, which is booking: at most BOOKINGS_AT_ONCE of them are inside at a time, so that calls, the line
 * and the crisis page keep connections and time of their own. Whoever finds no room within a second gets 503 with the
 * numbers: `overloaded` on the API; on a page what was typed, to be sent again under the same request key.
 */
export const sheddable = createMiddleware<Sheddable>(async (c, next) => {
  const { room } = hereOf(c)
  const place = await room.enter()
  if (!place) {
    if (!isForm(c)) {
      c.set('turnedAway', c.var.requestId)
      throw new Problem('overloaded')
    }
    const fields = fieldsOf(await typedForm(c))
    c.set('turnedAway', hidden(fields))
    return c.html(<Again c={c} fields={fields} />, 503)
  }
  try {
    await next()
  } finally {
    room.leave(place)
  }
})

/**
 * Before everything that costs: where a flood has filled room and line of `sheddable`, whoever comes is answered as
 * whoever was turned away before, with the same bytes but for the request's id or what was typed.
 */
export const turnAway = createMiddleware<Sheddable>(async (c, next) => {
  if (!matchedRoutes(c).some(({ handler }) => handler === sheddable)) return next()
  const { room, kept } = hereOf(c)
  // A query would be written into links.
  const asked = c.req.url.includes('?') ? '' : `${localeOf(c).locale} ${isForm(c) ? c.req.path : ''}`
  const before = kept.get(asked)
  const mayCome = room.expect()
  if (!mayCome && before) {
    const own = isForm(c) ? await typedQuickly(c) : c.var.requestId
    if (own !== undefined)
      return new Response(before.parts.join(own), { status: 503, headers: before.headers })
  }
  await next()
  const { turnedAway } = c.var
  if (before || !asked || !turnedAway || c.res.status !== 503 || c.res.headers.has('Set-Cookie')) return
  const [first, second, ...more] = (await c.res.clone().text()).split(turnedAway)
  if (first === undefined || second === undefined || more.length > 0) return
  kept.set(asked, { headers: Object.fromEntries(c.res.headers), parts: [first, second] })
})

function hereOf(c: Context<Sheddable>) {
  const { config } = c.var.deps
  const here = rooms.get(config) ?? { room: new Room(config.BOOKINGS_AT_ONCE), kept: new Map() }
  rooms.set(config, here)
  return here
}

function isForm(c: Context<Sheddable>) {
  return c.req.method === 'POST' && !isApi(c)
}

/** What a plain form carries, as hidden fields; undefined for any other, which is read like all others. */
async function typedQuickly(c: Context<Sheddable>): Promise<string | undefined> {
  const length = Number(c.req.header('Content-Length') ?? Number.NaN)
  const kind = c.req.header('Content-Type') ?? ''
  if (!(length <= formMost) || !/^application\/x-www-form-urlencoded\s*(;|$)/i.test(kind)) return undefined
  return hidden(Object.fromEntries(new URLSearchParams(await c.req.text())))
}

/** Of a field that comes several times the last. */
function fieldsOf(typed: Record<string, string | string[]>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, [value].flat().at(-1)]))
}

const hidden = (fields: Record<string, string | undefined>) => String(<Hidden fields={fields} />)

function Again({ c, fields }: { c: AnyContext; fields: Record<string, string | undefined> }) {
  const texts = textsFor(c)
  const { again } = texts.pressure
  const { HOTLINE_NUMBER } = c.get('deps').config
  return (
    <Frame c={c} title={again.title} side="caller" wrong>
      <h1>{again.title}</h1>
      <p class="lead">{texts.problems.overloaded}</p>
      <p>{again.kept}</p>
      <form method="post" action={c.req.path}>
        <Hidden fields={fields} />
        <button type="submit" class="go-on">
          {again.button}
        </button>
      </form>
      <p>
        <a class="button second" href={telephoneLink(HOTLINE_NUMBER)}>
          {texts.frame.callNow(HOTLINE_NUMBER)}
        </a>
      </p>
      <p>
        <a href={`/${c.req.path.split('/')[1]}/callback`}>{again.callback}</a>
      </p>
    </Frame>
  )
}
