import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { retirePerson } from '../../src/actions/people/retire-person.ts'
import { passkeys } from '../../src/db/schema/credentials.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { authenticator, type Tricks } from '../support/authenticator.ts'
import { cookieOf, joined, post, recoveryCodesIn, settled } from '../support/ways-in.ts'

const origin = 'https://heart.example'
let app: TestApp
beforeAll(async () => {
  app = await testApp(undefined, { PUBLIC_URL: origin, STEP_UP_MINUTES: '10' })
})
afterAll(() => app.close())

const system = { kind: 'system' } as const
let number = 0
const anyMail = () => `key-${++number}@example.org`
const queue = async (cookie: string) => (await app.ask('/api/v1/queue', {}, cookie)).status

async function challenge(path: string, cookie = '') {
  const answer = await app.ask(path, { method: 'POST', headers: { Origin: 'http://localhost' } }, cookie)
  return ((await answer.json()) as { challenge: string }).challenge
}

const toMake = (cookie: string) => challenge('/account/passkeys/challenge', cookie)
const toSignIn = () => challenge('/sign-in/passkey/challenge')
const signIn = (passkey: string) => post(app, '/sign-in/passkey', { passkey })

/** Somebody who was invited and made a passkey; every further one by `key`. */
async function withPasskey(mail = anyMail()) {
  const person = await joined(app, mail)
  const key = authenticator(origin)
  const answer = await post(
    app,
    '/account/passkeys',
    { name: '我的手机', passkey: key.made(await toMake(person.cookie)) },
    person.cookie,
  )
  return { ...person, key, answer }
}

const kept = (credentialId: string) =>
  app.database.db.select().from(passkeys).where(eq(passkeys.credentialId, credentialId))

describe('making a passkey', () => {
  test('opens all doors, gives ten recovery codes once, and keeps what the passkey says of itself', async () => {
    const { cookie, key, answer } = await withPasskey()
    expect([answer.status, recoveryCodesIn(await answer.text()).length]).toEqual([200, 10])
    expect(await queue(cookie)).toBe(200)
    expect(await kept(key.credentialId)).toMatchObject([
      { name: '我的手机', counter: 1, canBackUp: true, backedUp: true, transports: ['internal'] },
    ])
    const second = authenticator(origin)
    const more = await post(app, '/account/passkeys', { passkey: second.made(await toMake(cookie)) }, cookie)
    expect(more.headers.get('Location')).toBe('/account?said=passkey_added')
  })

  test.each<[string, Tricks]>([
    ['from another address', { origin: 'https://heart.example.evil.example' }],
    ['from the same host without TLS', { origin: 'http://heart.example' }],
    ['for another host', { rpId: 'evil.example' }],
    ['with an answer meant for signing in', { type: 'webauthn.get' }],
    ['by a device that did not verify its person', { verified: false }],
    ['for a challenge of the attacker’s own', { challenge: 'bm90IG91cnM' }],
  ])('%s is refused, and keeps nothing', async (_, tricks) => {
    const { cookie } = await joined(app, anyMail())
    const key = authenticator(origin)
    const answer = await post(
      app,
      '/account/passkeys',
      { passkey: key.made(await toMake(cookie), tricks) },
      cookie,
    )
    expect([answer.status, await queue(cookie)]).toEqual([403, 403])
    expect(await kept(key.credentialId)).toEqual([])
  })

  test('is refused for a challenge of somebody else, of another purpose, too old, or answered before', async () => {
    const [a, b] = [await joined(app, anyMail()), await joined(app, anyMail())]
    const make = async (passkey: string) =>
      (await post(app, '/account/passkeys', { passkey }, a.cookie)).status
    expect(await make(authenticator(origin).made(await toMake(b.cookie)))).toBe(403)
    expect(await make(authenticator(origin).made(await toSignIn()))).toBe(403)
    const old = await toMake(a.cookie)
    app.clock.wind(301)
    expect(await make(authenticator(origin).made(old))).toBe(403)
    const live = await toMake(a.cookie)
    expect(await make(authenticator(origin).made(live))).toBe(200)
    expect(await make(authenticator(origin).made(live))).toBe(403)
  })

  test('is refused for a passkey that is somebody else’s already', async () => {
    const { key } = await withPasskey()
    const { cookie } = await joined(app, anyMail())
    const answer = await post(app, '/account/passkeys', { passkey: key.made(await toMake(cookie)) }, cookie)
    expect([answer.status, await queue(cookie)]).toEqual([403, 403])
  })

  test('asks for a proof first once signing in is longer ago', async () => {
    const { cookie, key } = await withPasskey()
    app.clock.wind(601)
    const passkey = authenticator(origin).made(await toMake(cookie))
    expect((await post(app, '/account/passkeys', { passkey }, cookie)).status).toBe(403)
    const proof = key.used(await challenge('/account/prove/challenge', cookie))
    const proved = await post(app, '/account/prove', { passkey: proof }, cookie)
    expect(proved.headers.get('Location')).toBe('/account?said=proven')
    expect((await post(app, '/account/passkeys', { passkey }, cookie)).status).toBe(303)
  })
})

describe('signing in with a passkey', () => {
  test('needs nothing typed, and counts on', async () => {
    const { key } = await withPasskey()
    const answer = await signIn(key.used(await toSignIn()))
    expect(answer.headers.get('Location')).toBe('/queue')
    expect(answer.headers.get('Set-Cookie')).toMatch(/^__Host-heartline=[0-9a-f]{64};.*Secure/)
    expect(await queue(cookieOf(answer))).toBe(200)
    expect(await kept(key.credentialId)).toMatchObject([{ counter: 2, usedAt: app.clock.now }])
  })

  test.each<[string, Tricks]>([
    ['from another address', { origin: 'https://evil.example' }],
    ['for another host', { rpId: 'evil.example' }],
    ['with an answer meant for making one', { type: 'webauthn.create' }],
    ['by a device that did not verify its person', { verified: false }],
    ['with a counter that stands still', { counter: 1 }],
    ['with a counter that went back', { counter: 0 }],
    ['for a challenge that we never gave', { challenge: 'QUFBQUFBQUFBQUFBQUFBQQ' }],
  ])('%s is refused', async (_, tricks) => {
    const { key } = await withPasskey()
    const answer = await signIn(key.used(await toSignIn(), tricks))
    expect([answer.status, cookieOf(answer)]).toEqual([403, ''])
  })

  test('with an answer that was used before is refused, by ten at once too', async () => {
    const { key } = await withPasskey()
    const answer = key.used(await toSignIn())
    const tries = await Promise.all(Array.from({ length: 10 }, () => signIn(answer)))
    expect(tries.filter(({ status }) => status === 303)).toHaveLength(1)
    expect((await signIn(answer)).status).toBe(403)
  })

  test('with an answer that was used before is refused also where a passkey never counts, as synced ones do', async () => {
    const { cookie } = await joined(app, anyMail())
    const key = authenticator(origin)
    const passkey = key.made(await toMake(cookie), { counter: 0 })
    await post(app, '/account/passkeys', { passkey }, cookie)
    const answer = key.used(await toSignIn(), { counter: 0 })
    const tries = await Promise.all(Array.from({ length: 10 }, () => signIn(answer)))
    expect(tries.filter(({ status }) => status === 303)).toHaveLength(1)
    expect((await signIn(answer)).status).toBe(403)
    expect((await signIn(key.used(await toSignIn(), { counter: 0 }))).status).toBe(303)
  })

  test('with the id of a colleague and one’s own key is refused', async () => {
    const [a, b] = [await withPasskey(), await withPasskey()]
    const own = JSON.parse(a.key.used(await toSignIn())) as Record<string, unknown>
    const forged = JSON.stringify({ ...own, id: b.key.credentialId, rawId: b.key.credentialId })
    expect((await signIn(forged)).status).toBe(403)
  })

  test.each([
    '',
    'nonsense',
    '{}',
    '[]',
    'null',
    '{"id":"AAAA","response":{"clientDataJSON":"e30"}}',
    'x'.repeat(20_000),
  ])('with %.20s is refused', async passkey => {
    expect((await signIn(passkey)).status).toBe(403)
  })

  test('no longer works once the passkey is removed, or its person has left', async () => {
    const { key, cookie, personId } = await withPasskey()
    const second = authenticator(origin)
    await post(app, '/account/passkeys', { passkey: second.made(await toMake(cookie)) }, cookie)
    const [first] = await kept(key.credentialId)
    const removed = await post(app, `/account/passkeys/${first?.id}/remove`, {}, cookie)
    expect(removed.headers.get('Location')).toBe('/account?said=passkey_removed')
    expect((await signIn(key.used(await toSignIn()))).status).toBe(403)
    expect((await signIn(second.used(await toSignIn()))).status).toBe(303)
    await retirePerson(app.deps, system, { personId })
    expect((await signIn(second.used(await toSignIn()))).status).toBe(403)
    expect(await kept(second.credentialId)).toEqual([])
  })
})

describe('one’s own passkeys', () => {
  test('are nobody else’s to name or to remove, and the last one stays', async () => {
    const [a, b] = [await withPasskey(), await settled(app, anyMail())]
    const [mine] = await kept(a.key.credentialId)
    const at = `/account/passkeys/${mine?.id}`
    expect((await post(app, `${at}/name`, { name: 'x' }, b.cookie)).status).toBe(404)
    expect((await post(app, `${at}/remove`, {}, b.cookie)).status).toBe(404)
    expect((await post(app, `${at}/remove`, {}, a.cookie)).status).toBe(409)
    expect((await post(app, `${at}/name`, { name: '  旧手机 ' }, a.cookie)).status).toBe(303)
    expect((await post(app, `${at}/name`, { name: '' }, a.cookie)).status).toBe(400)
    expect(await kept(a.key.credentialId)).toMatchObject([{ name: '旧手机' }])
  })
})

describe('one’s own sign-ins', () => {
  test('are listed by device, and each can be ended, or all others at once', async () => {
    const { key, cookie } = await withPasskey()
    const from = async (agent: string) => {
      const headers = { 'User-Agent': agent, 'Content-Type': 'application/x-www-form-urlencoded' }
      const body = new URLSearchParams({ passkey: key.used(await toSignIn()) }).toString()
      return cookieOf(await app.ask('/sign-in/passkey', { method: 'POST', headers, body }))
    }
    const phone = await from('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)')
    const desk = await from('Mozilla/5.0 (Windows NT 10.0; Win64; x64)')
    const page = await (await app.ask('/account', {}, desk)).text()
    expect(page).toContain('iPhone')
    expect(page).not.toContain('NT 10.0')
    const [id] = /(?<=sign-ins\/)[0-9a-f-]{36}(?=\/end"><button[^>]*iPhone")/.exec(page) ?? []
    await post(app, `/account/sign-ins/${id}/end`, {}, desk)
    expect([await queue(phone), await queue(desk), await queue(cookie)]).toEqual([401, 200, 200])
    await post(app, '/account/sign-ins/end-others', {}, desk)
    expect([await queue(desk), await queue(cookie)]).toEqual([200, 401])
  })

  test('of a colleague cannot be ended', async () => {
    const [a, b] = [await withPasskey(), await withPasskey()]
    await a.key.used(await toSignIn())
    const second = cookieOf(await signIn(a.key.used(await toSignIn())))
    const page = await (await app.ask('/account', {}, second)).text()
    const [id] = /(?<=sign-ins\/)[0-9a-f-]{36}/.exec(page) ?? []
    expect(id).toBeDefined()
    await post(app, `/account/sign-ins/${id}/end`, {}, b.cookie)
    expect(await queue(a.cookie)).toBe(200)
  })
})
