import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'
import { formBody } from '../support/form-body.ts'
import { openedLetters, personByMail } from '../support/staff.ts'

let app: TestApp
let coordinator: Awaited<ReturnType<TestApp['signedIn']>>
beforeAll(async () => {
  app = await testApp()
  coordinator = await app.signedIn('coordinator-1')
})
afterAll(() => app.close())

const wish = {
  name: '程心',
  mail: 'cheng@example.org',
  role: 'counselor',
  partner: 'police',
  languages: ['zh', 'en'],
  modes: ['phone'],
}
const post = (path: string, fields: Record<string, string | string[]>) =>
  coordinator(path, { method: 'POST', ...formBody(fields) })

describe('people over the API', () => {
  test('are invited, listed with their state, and retired', async () => {
    const made = await coordinator('/api/v1/people', { json: { ...wish, mail: 'api@example.org' } })
    expect(made.status).toBe(201)
    const { personId, code } = (await made.json()) as { personId: string; code: string }
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    const list = async () =>
      ((await (await coordinator('/api/v1/people')).json()) as { people: { id: string; state: string }[] })
        .people
    expect((await list()).find(({ id }) => id === personId)).toMatchObject({ state: 'invited' })
    expect((await coordinator(`/api/v1/people/${personId}`, { method: 'DELETE' })).status).toBe(204)
    expect((await list()).find(({ id }) => id === personId)).toMatchObject({ state: 'retired' })
  })

  test.each([
    [{ ...wish, mail: 'not an address' }, 'mail'],
    [{ ...wish, name: '' }, 'name'],
    [{ ...wish, name: '\u202eabc' }, 'name'],
    [{ ...wish, role: 'director' }, 'role'],
    [{ ...wish, partner: undefined }, 'partner'],
    [{ ...wish, partner: 'nowhere' }, 'partner'],
    [{ ...wish, languages: [] }, 'languages'],
    [{ ...wish, languages: ['tlh'] }, 'languages'],
    [{ ...wish, modes: ['carrier pigeon'] }, 'modes.0'],
    [{ ...wish, more: 1 }, 'more'],
  ])('are refused with the field named: %j', async (json, field) => {
    const answer = await coordinator('/api/v1/people', { json })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'invalid_input', faults: [{ field }] })
  })

  test('are for coordinators only', async () => {
    for (const path of ['/api/v1/people', '/people']) {
      const asks = [await app.signedIn('counselor-1'), await app.signedIn('operator-1')]
      for (const ask of asks) expect((await ask(path)).status).toBe(403)
    }
  })
})

describe('the page of people', () => {
  test('shows the invitation code once, and the same form sent twice invites once', async () => {
    const form = { ...wish, request: 'r1' }
    const first = await (await post('/people', form)).text()
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(first.slice(first.indexOf('邀请码')))?.[0]
    expect(code).toBeDefined()
    expect(await (await post('/people', form)).text()).toContain(code)
    expect((await openedLetters(app)).filter(letter => letter.to === wish.mail)).toEqual([
      { kind: 'invitation', to: wish.mail, code },
    ])
    expect(await (await coordinator('/people')).text()).not.toContain(code)
  })

  test('keeps what was typed when something wants mending', async () => {
    const answer = await post('/people', { ...wish, mail: 'CHENG@example.org', name: '另一位' })
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(html.split('这个邮箱已属于团队中的一位同事。')).toHaveLength(3)
    for (const value of ['CHENG@example.org', '另一位']) expect(html).toContain(`value="${value}"`)
    const bare = await post('/people', { role: 'counselor' })
    expect(bare.status).toBe(422)
    const words = await bare.text()
    for (const field of ['name', 'mail', 'partner', 'languages', 'modes'])
      expect(words).toContain(`href="#${field}"`)
  })

  test('asks before it retires, and refuses oneself with a sentence', async () => {
    const id = (await personByMail(app, wish.mail))?.id
    expect(await (await coordinator(`/people/${id}/retire`)).text()).toContain('确定为 程心 办理离任？')
    expect((await post(`/people/${id}/retire`, {})).headers.get('Location')).toBe('/people?done=retired')
    const own = (await app.person('coordinator-1')).personId
    const answer = await post(`/people/${own}/retire`, {})
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('您不能让自己离任')
    expect((await coordinator('/people/00000000-0000-4000-8000-000000000000/retire')).status).toBe(404)
  })
})
