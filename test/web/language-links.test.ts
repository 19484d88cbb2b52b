import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'
import { formBody } from '../support/form-body.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

/** Where the three languages of a page lead. */
async function linksOf(answer: Response | Promise<Response>): Promise<string[]> {
  const nav = /<nav class="languages".*?<\/nav>/s.exec(await (await answer).text())?.[0] ?? ''
  return [...nav.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
}

test('the languages of a page keep its query', async () => {
  const coordinator = await app.signedIn('coordinator-1')
  const counts = '/counts?from=2026-11-01&to=2026-11-22&by=day'
  expect(await linksOf(coordinator(`${counts}&lang=en`))).toEqual(
    ['zh', 'hant', 'en'].map(lang => `${counts}&lang=${lang}`),
  )
  expect(await linksOf(app.ask('/sign-in?to=%2Fcounts'))).toContain('/sign-in?to=%2Fcounts&lang=en')
  expect(await linksOf(app.ask('/zh/book?day=2026-11-24&lang=en'))).toContain('/hant/book?day=2026-11-24')
})

test('on a page that answers a form they lead to a page, and never to an address that only takes forms', async () => {
  const id = '00000000-0000-4000-8000-000000000000'
  const forms = new Set(
    app.app.routes
      .filter(({ method, path }) => method === 'POST' && !/^\/(api|phone|demo)\//.test(path))
      .map(({ path }) => path.replace(/:locale\{[^}]*\}/, 'en').replace(':id', id)),
  )
  expect(forms.size).toBeGreaterThan(15)
  for (const path of forms) {
    const staff = ['counselor-1', 'coordinator-1', 'operator-1']
    for (const handle of staff) {
      const ask = await app.signedIn(handle)
      for (const lang of (await linksOf(ask(path, { method: 'POST', ...formBody({}) }))).slice(0, 1)) {
        const answer = await ask(lang)
        // Another role's page is refused, but it is there.
        expect([200, 303, 403], `${path} as ${handle} leads to ${lang}`).toContain(answer.status)
        await answer.body?.cancel()
      }
    }
  }
})
