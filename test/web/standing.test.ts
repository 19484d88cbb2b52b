import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { people } from '../../src/db/schema/people.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { formBody } from '../support/form-body.ts'

let app: TestApp
let coordinator: Awaited<ReturnType<TestApp['signedIn']>>
let id: string
beforeAll(async () => {
  app = await testApp()
  coordinator = await app.signedIn('coordinator-1')
  id = (await app.person('counselor-1', 'counselor')).personId
})
afterAll(() => app.close())

const send = (fields: Record<string, string>, of = id) =>
  coordinator(`/people/${of}/standing`, { method: 'POST', ...formBody(fields) })
const kept = async () =>
  (await app.database.db.select().from(people).where(eq(people.id, id))).map(
    ({ qualifications, insuredUntil, trainedUntil }) => ({ qualifications, insuredUntil, trainedUntil }),
  )[0]

test('a counselor may be asked for everything without end, until somebody says otherwise', async () => {
  const page = await (await coordinator(`/people/${id}/standing`)).text()
  expect(page.match(/checked/g)).toHaveLength(2)
  expect(await (await coordinator('/people')).text()).toContain(`/people/${id}/standing`)
  const answer = await send({ held: 'high_risk', insurance: '2026-12-31', training: '' })
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, `/people/${id}/standing?done=saved`])
  expect(await kept()).toEqual({
    qualifications: ['high_risk'],
    insuredUntil: '2026-12-31',
    trainedUntil: null,
  })
})

test('a day that does not exist is told at its field, and nothing is saved', async () => {
  const answer = await send({ held: 'minors', insurance: '2026-02-30' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('href="#insurance"')
  expect(await kept()).toMatchObject({ qualifications: ['high_risk'], insuredUntil: '2026-12-31' })
})

test('only counselors have a standing', async () => {
  const { personId } = await app.person('operator-1', 'operator')
  expect((await coordinator(`/people/${personId}/standing`)).status).toBe(404)
  expect((await send({ held: 'minors' }, personId)).status).toBe(404)
})

test('an operator is told at its field that a return code is not known, and who must go first is kept', async () => {
  const operator = await app.signedIn('operator-1')
  const fields = { language: 'zh', mark: 'danger_now', returnCode: 'ABCD' }
  const answer = await operator('/calls', { method: 'POST', ...formBody(fields) })
  expect(answer.status).toBe(404)
  const page = await answer.text()
  expect(page).toContain('href="#returnCode"')
  expect(page).toMatch(/value="danger_now"[^>]*checked/)
})
