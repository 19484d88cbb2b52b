import fc from 'fast-check'
import { permissions } from '../../../src/domain/permission-table.ts'
import { circles } from '../../../src/domain/permissions.ts'
import { addressOf, bodyOf } from './addresses.ts'
import { onlookers, type WatchedCity, watchedCity } from './city.ts'
import { allOf, readBy } from './foreign.ts'

/** What would end the story early: whoever is let go or signs out cannot look any more. */
const passedOver =
  /people\/:id(\/retire)?$|sign-out|sign-ins|\/demo\/|^POST \/sign-in|shifts\/import|api\/v1\/import/
const routes = permissions.filter(({ route }) => !passedOver.test(route) || route.startsWith('GET '))
const opening = routes.filter(({ learns, route }) => learns.includes('contact') && route.includes(':id'))
const ofCallers = routes.filter(({ learns, route }) => learns.length > 0 && !route.includes('locale'))

type Step = { who: number; route: number; id: number; chance: number; seconds: number }
// Evenly spread: what is small is no more likely to be forbidden.
const step: fc.Arbitrary<Step> = fc.noBias(
  fc.record({
    who: fc.nat(onlookers.length - 1),
    route: fc.nat(100_000),
    id: fc.nat(100_000),
    chance: fc.nat(99),
    seconds: fc.nat(8),
  }),
)

/** What a run of sequences came to. */
export type Watched = { steps: number; allowed: number; refused: number; opened: number; foreign: string[] }

/**
 * Sequences of requests by several people of several partners, nobody among them, with ids of others' contacts, in a city
 * where callers keep coming; each in a city of its own. What was read that the table does not allow is `foreign`.
 */
export async function watch({
  seed,
  runs,
  steps,
}: {
  seed: number
  runs: number
  steps: number
}): Promise<Watched> {
  const all: Watched = { steps: 0, allowed: 0, refused: 0, opened: 0, foreign: [] }
  const sequences = fc.sample(fc.array(step, { minLength: steps, maxLength: steps, size: 'max' }), {
    seed,
    numRuns: runs,
  })
  for (const sequence of sequences) {
    const city = await watchedCity()
    try {
      await begin(city)
      let ids = await city.allIds(8)
      for (const [place, one] of sequence.entries()) {
        if (place % 10 === 0) ids = await city.allIds(8)
        await take(city, one, ids, all)
        if (all.foreign.length > 0) return all
      }
    } finally {
      await city.close()
    }
  }
  return all
}

async function begin(city: WatchedCity) {
  for (const who of onlookers.filter(name => name.startsWith('counselor')))
    await city.asked(who)('/api/v1/duty', { method: 'PUT', json: { on: true } })
  for (let n = 0; n < 4; n++) await city.book(n)
  for (let n = 0; n < 4; n++) await city.callback()
}

async function take(
  city: WatchedCity,
  { who, route, id, chance, seconds }: Step,
  ids: string[],
  all: Watched,
) {
  all.steps++
  city.clock.wind(seconds)
  if (chance < 2) return void (await city.book(route))
  if (chance < 4) return void (await city.callback())
  if (chance < 5) return city.ring()
  const person = onlookers[who] ?? 'nobody'
  // Whoever gives way for long is signed out or has to prove again; some come back.
  if (chance < 7 && person !== 'nobody') return city.again(person)
  const some = chance < 30 ? opening : chance < 65 ? ofCallers : routes
  const permission = some[route % some.length]
  if (!permission) return
  const { method, path } = addressOf(permission, ids[id % ids.length] ?? '')
  const body = bodyOf(permission, method, ids[(id + 1) % ids.length] ?? '', chance % 2 === 0)
  const answer = await city.asked(person)(path, body)
  const isIn =
    permission.circle === 'open' ||
    (circles[permission.circle] as readonly string[]).includes(person.split('-')[0] ?? '')
  const refused = answer.status >= 400 || answer.headers.get('Location')?.startsWith('/sign-in') === true
  if (!isIn && !refused) all.foreign.push(`${person} was let into ${permission.route}: ${answer.status}`)
  if (refused) all.refused++
  else all.allowed++
  if (answer.status >= 500) all.foreign.push(`${permission.route}: ${answer.status}`)
  const read = await readBy(city, person, permission, `${path} ${JSON.stringify(body)}`, await allOf(answer))
  all.opened += read.opened
  all.foreign.push(...read.foreign)
}
