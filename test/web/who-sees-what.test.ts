import { afterAll, beforeAll, expect, test } from 'vitest'
import { permissions } from '../../src/domain/permission-table.ts'
import { circles } from '../../src/domain/permissions.ts'
import { addressOf, bodyOf } from '../support/onlookers/addresses.ts'
import { onlookers, type WatchedCity, watchedCity } from '../support/onlookers/city.ts'
import { allOf, readBy } from '../support/onlookers/foreign.ts'

let city: WatchedCity
beforeAll(async () => {
  city = await watchedCity()
  for (const who of ['counselor-1', 'counselor-2', 'counselor-4', 'counselor-8'] as const) {
    await city.asked(who)('/api/v1/duty', { method: 'PUT', json: { on: true } })
    city.clock.wind(1)
  }
  for (let place = 0; place < 8; place++) await city.book(place)
  for (let n = 0; n < 6; n++) await city.callback()
  await city.ring()
  for (const who of ['counselor-1', 'counselor-4'] as const) {
    const ask = city.asked(who)
    const { offer } = (await (await ask('/api/v1/queue')).json()) as { offer: { id: string } | null }
    await ask(`/api/v1/offers/${offer?.id}/accept`, { method: 'POST' })
  }
})
afterAll(() => city.close())

const isIn = (who: string, circle: keyof typeof circles) =>
  circle === 'open' || (circles[circle] as readonly string[]).includes(who.split('-')[0] ?? '')

test.each(['newly signed in', 'signed in a while ago'])(
  'whoever was %s learns of callers by no route more than the table says, whatever id they ask for',
  async state => {
    if (state === 'signed in a while ago') city.clock.wind(11 * 60)
    const ids = await city.allIds(2)
    const counts = { asked: 0, refused: 0, own: 0 }
    const foreign: string[] = []
    const open: string[] = []
    for (const permission of permissions.filter(({ route }) => route.startsWith('GET ')))
      for (const who of onlookers)
        for (const id of permission.route.includes(':id') ? ids : ['']) {
          const { method, path } = addressOf(permission, id)
          const answer = await city.asked(who)(path, { method })
          counts.asked++
          const turnedAway = answer.status === 401 || answer.status === 403 || answer.status === 303
          if (turnedAway) counts.refused++
          else if (!isIn(who, permission.circle)) open.push(`${who} ${permission.route}: ${answer.status}`)
          const read = await readBy(city, who, permission, path, await allOf(answer))
          foreign.push(...read.foreign)
          counts.own += read.own
        }
    console.log(`${state}: ${JSON.stringify({ ...counts, canaries: city.canaries.length, ids: ids.length })}`)
    expect([...new Set(foreign)]).toEqual([])
    expect(open).toEqual([])
    expect(counts.own).toBeGreaterThan(20)
  },
)

test('only whoever holds a contact opens it, once they have shown lately that it is them', async () => {
  const opening = permissions.filter(
    ({ learns, route }) => learns.includes('contact') && route.includes(':id'),
  )
  expect(opening.length).toBe(6)
  const counts = { asked: 0, opened: 0 }
  const foreign: string[] = []
  for (const fresh of [false, true]) {
    if (fresh) for (const who of onlookers) if (who !== 'nobody') await city.again(who)
    for (const permission of opening)
      for (const who of onlookers)
        for (const id of await city.allIds(5)) {
          const { method, path } = addressOf(permission, id)
          const answer = await city.asked(who)(path, bodyOf(permission, method, id, false))
          const read = await readBy(city, who, permission, path, await allOf(answer))
          counts.asked++
          foreign.push(...read.foreign)
          counts.opened += read.opened
        }
    if (!fresh) expect(counts.opened).toBe(0)
  }
  console.log(JSON.stringify(counts))
  expect([...new Set(foreign)]).toEqual([])
  expect(counts.opened).toBeGreaterThan(10)
})

test('the search finds what a route would give away: a coordinator who got a counselor’s answer', async () => {
  const permission = permissions.find(({ route }) => route === 'GET /shifts')
  const canary = city.canaries.find(({ kind }) => kind === 'contact')
  if (!permission || !canary) throw new Error('nothing was planted')
  const read = await readBy(city, 'coordinator-1', permission, '/shifts', `… ${canary.text} …`)
  expect(read.foreign).toEqual(['coordinator-1 reads contact by GET /shifts'])
})
