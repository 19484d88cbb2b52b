import { createMiddleware } from 'hono/factory'
import type { Config } from '../config.ts'
import { Problem } from '../domain/problem.ts'
import { type AnyContext, type Env, textsFor } from './env.ts'
import { typedForm } from './input.ts'
import { Hidden } from './pages/form-parts.tsx'
import { Frame } from './pages/frame.tsx'
import { isApi, retryAfter } from './refuse.ts'
import { Room } from './room.ts'
import { telephoneLink } from './telephone-link.ts'

// By the settings, which outlive an event on Workers.
const rooms = new WeakMap<Config, Room>()

/**
 * Before what can wait, which is booking: at most BOOKINGS_AT_ONCE of them are inside at a time, so that calls, the line
 * and the crisis page keep connections and time of their own. Whoever finds no room within a second gets 503 with the
 * numbers: `overloaded` on the API; on a page what was typed, to be sent again under the same request key.
 */
export const sheddable = createMiddleware<Env>(async (c, next) => {
  const room = roomOf(c.var.deps.config)
  const place = await room.enter()
  if (!place) {
    if (isApi(c) || c.req.method !== 'POST') throw new Problem('overloaded')
    return c.html(<Again c={c} typed={await typedForm(c)} />, 503, retryAfter('overloaded'))
  }
  try {
    await next()
  } finally {
    room.leave(place)
  }
})

function roomOf(config: Config): Room {
  const room = rooms.get(config) ?? new Room(config.BOOKINGS_AT_ONCE)
  rooms.set(config, room)
  return room
}

function Again({ c, typed }: { c: AnyContext; typed: Record<string, string | string[]> }) {
  const texts = textsFor(c)
  const { again } = texts.pressure
  const { HOTLINE_NUMBER } = c.get('deps').config
  const fields = Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [name, [value].flat().at(-1)]),
  )
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
