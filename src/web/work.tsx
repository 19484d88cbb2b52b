import type { Config } from '../config.ts'
import type { Deps } from '../deps.ts'
import { toHex } from '../domain/hex.ts'
import { keyedTag } from '../domain/keyed-tag.ts'
import { Pressure, type Price, priceOf } from '../domain/pressure.ts'
import { Problem } from '../domain/problem.ts'
import { isSolved, newPuzzle } from '../outside/proof-of-work.ts'
import type { AnyContext } from './env.ts'
import { textsFor } from './env.ts'
import { requestKey } from './input.ts'
import { sameText } from './same-text.ts'

/** What a form costs just now: the puzzle for a browser with script; for one without, a pass that is good in `waitSeconds`. */
export type WorkAsked = { puzzle: string; pass: string | undefined; waitSeconds: number }

/** What a form brings along: the solution of its puzzle, or the pass that it was given. */
export type WorkBrought = { work: string; pass: string }

const puzzleMs = 30 * 60_000
const passMs = 3_600_000

// By the settings, which outlive an event on Workers: one count for each installation in this program, in memory alone.
const counts = new WeakMap<Config, { pressure: Pressure; secret: Uint8Array }>()

/** What this form costs before it is even sent, a turn that it has already kept; undefined while it is quiet. */
export async function workBefore(c: AnyContext, form: string, pass = ''): Promise<WorkAsked | undefined> {
  const price = await priceHere(c)
  return price && ask(c, form, price, pass, true)
}

/**
 * What is still owed for a form that was sent, undefined when it may pass. `form` is its request key, under which it
 * makes one thing only: so a solution or a pass is good once.
 */
export async function workOwed(
  c: AnyContext,
  form: string,
  { work, pass }: WorkBrought,
): Promise<WorkAsked | undefined> {
  const price = await priceHere(c)
  if (!price) return undefined
  const deps: Deps = c.get('deps')
  const now = deps.now().getTime()
  if (work && (await isSolved(await secretOf(deps), work, form, now))) return undefined
  const from = await passFrom(deps, form, pass)
  if (from !== undefined && from <= now && now < from + passMs) return undefined
  return ask(c, form, price, from !== undefined && now < from ? pass : '')
}

/** Refuses a program's request with `work_needed` and its puzzle while many come, unless it brings the solution. */
export async function needWork(c: AnyContext): Promise<void> {
  const price = await priceHere(c)
  if (!price) return
  const key = requestKey(c)
  if (!key) throw new Problem('invalid_input', { faults: [{ field: 'Idempotency-Key', code: 'missing' }] })
  const deps: Deps = c.get('deps')
  const solved = c.req.header('Proof-Of-Work') ?? ''
  const now = deps.now().getTime()
  if (solved && (await isSolved(await secretOf(deps), solved, key, now))) return
  // No turn is taken: a program cannot wait for one, and a flood of them would use up those of people without script.
  throw new Problem('work_needed', { puzzle: await puzzleFor(deps, key, price) })
}

/** One more form was taken: it counts for the price of the next. */
export async function noteTaken(c: AnyContext): Promise<void> {
  const deps: Deps = c.get('deps')
  count(deps).pressure.note(await placeOf(c), deps.now().getTime())
}

/** What a form carries along for its price; nothing while there is none. */
export function WorkFields({ work }: { work: WorkAsked | undefined }) {
  if (!work) return null
  return (
    <>
      <input type="hidden" name="work" value="" data-work={work.puzzle} />
      <input type="hidden" name="pass" value={work.pass ?? ''} />
    </>
  )
}

/** What is said to whoever sent a form that is not paid for; with script it never comes so far. */
export function workWords(c: AnyContext, { pass, waitSeconds }: WorkAsked): string {
  const { pressure } = textsFor(c)
  const { HOTLINE_NUMBER } = c.get('deps').config
  return pass ? pressure.wait(waitSeconds, HOTLINE_NUMBER) : pressure.later(HOTLINE_NUMBER)
}

async function ask(
  c: AnyContext,
  form: string,
  { rounds, waitSeconds }: Price,
  pass: string,
  isOnlyOpened = false,
) {
  const deps: Deps = c.get('deps')
  const now = deps.now().getTime()
  const puzzle = await puzzleFor(deps, form, { rounds })
  // Whoever comes back too early keeps the turn that they have.
  const from = pass
    ? await passFrom(deps, form, pass)
    : count(deps).pressure.turn(waitSeconds, now, isOnlyOpened)
  if (from === undefined) return { puzzle, pass: undefined, waitSeconds }
  return {
    puzzle,
    pass: pass || (await newPass(deps, form, from)),
    waitSeconds: Math.ceil((from - now) / 1000),
  }
}

async function puzzleFor(deps: Deps, form: string, { rounds }: Pick<Price, 'rounds'>): Promise<string> {
  return newPuzzle(await secretOf(deps), { for: form, until: deps.now().getTime() + puzzleMs, rounds })
}

async function newPass(deps: Deps, form: string, from: number): Promise<string> {
  const since = from.toString(36)
  return `${since}.${await deps.keys.tag('form-pass', `${form}.${since}`)}`
}

async function passFrom(deps: Deps, form: string, pass: string): Promise<number | undefined> {
  const [since = '', tag = ''] = pass.split('.')
  if (!/^[0-9a-z]{1,11}$/.test(since)) return undefined
  if (!(await sameText(tag, await deps.keys.tag('form-pass', `${form}.${since}`)))) return undefined
  return Number.parseInt(since, 36)
}

async function priceHere(c: AnyContext): Promise<Price | undefined> {
  const deps: Deps = c.get('deps')
  const { QUIET_HERE, QUIET_EVERYWHERE } = deps.config
  const pressed = count(deps).pressure.pressed(await placeOf(c), deps.now().getTime())
  return priceOf(pressed, { here: QUIET_HERE, everywhere: QUIET_EVERYWHERE })
}

function count({ config, random }: Deps) {
  const known = counts.get(config) ?? { pressure: new Pressure(), secret: random(32) }
  counts.set(config, known)
  return known
}

/** A name for where a request comes from, which this program alone could make, and only in this hour. */
async function placeOf(c: AnyContext): Promise<string | undefined> {
  const deps: Deps = c.get('deps')
  const { ADDRESS_HEADER } = deps.config
  const told = ADDRESS_HEADER ? c.req.header(ADDRESS_HEADER)?.split(',').at(-1)?.trim() : undefined
  const address = told || c.env?.incoming?.socket?.remoteAddress
  if (!address) return undefined
  const hour = Math.floor(deps.now().getTime() / 3_600_000)
  return keyedTag(count(deps).secret, `place-${hour}`, networkOf(address))
}

/** Of an IPv6 address the half that names a network: one device changes the rest at will. */
function networkOf(address: string): string {
  return address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
}

async function secretOf({ keys }: Deps): Promise<string> {
  return toHex(await keys.derive('proof-of-work', '', 32))
}
