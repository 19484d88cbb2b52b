import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedShifts } from '../../src/actions/demo/seed-shifts.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { type CallerForm, formIn, press } from '../support/forms.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
  await seedShifts(app.deps, { kind: 'system' })
})
afterAll(() => app.close())

const open = async (path: string) => formIn(await app.ask(path), path)

/** Presses the language below a page that answers a form, as a browser does: with all that stands in the form it names. */
async function inLanguage(form: CallerForm, segment: string, answers: Record<string, string> = {}) {
  const nav = /<nav class="languages".*?<\/nav>/s.exec(form.html)?.[0] ?? ''
  const button = new RegExp(`<button[^>]*formaction="(/${segment}/[^"]*)"[^>]*>`).exec(nav)
  expect(button, 'a button for that language').not.toBeNull()
  const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(button?.[0] ?? '')?.[1] ?? ''
  const named = new RegExp(`<form[^>]*id="${attribute('form')}".*?</form>`, 's').exec(form.html)?.[0]
  expect(named, 'the form that it names').toBeDefined()
  const own = nav.includes('<form') ? (await formIn(new Response(`<main>${nav}</main>`))).fields : form.fields
  return press(app, { ...form, path: button?.[1] ?? '', fields: own }, answers, attribute('value'))
}

describe('a page in another language', () => {
  test('keeps the answers of a half-way booking, the chosen one not yet sent included, and its token', async () => {
    const expectPage = await open('/zh/book')
    const age = await press(app, expectPage, {}, 'next')
    const how = await press(app, age, { ageBand: 'adult' }, 'next')
    const english = await inLanguage(how, 'en', { mode: 'video' })
    expect(english.status).toBe(200)
    expect(english.html).toContain('lang="en"')
    expect(english.fields).toMatchObject({
      step: 'how',
      ageBand: 'adult',
      mode: 'video',
      token: how.fields.token,
    })
    const language = await press(app, english, {}, 'next')
    const when = await press(app, language, { language: 'zh' }, 'next')
    const startsAt = when.offered('startsAt')[0] ?? ''
    const contact = await press(app, when, { startsAt }, 'next')
    const note = await press(app, contact, { mail: 'a@example.org' }, 'next')
    const hant = await inLanguage(note, 'hant', { note: '睡不好' })
    expect(hant.fields).toMatchObject({ step: 'note', startsAt, mail: 'a@example.org', note: '睡不好' })
    const check = await press(app, hant, {}, 'next')
    const booked = await press(app, check, {}, 'book')
    expect(booked.code).toMatch(/^[0-9A-Z-]{19}$/)

    const again = await inLanguage(booked, 'en')
    expect(again.text).not.toContain('Type')
    expect(again.buttons).toContain('cancel')
    const asked = await press(app, again, { code: booked.code ?? '' }, 'cancel')
    expect((await inLanguage(asked, 'zh')).buttons).toContain('cancel-yes')
    const moving = await press(app, again, { code: booked.code ?? '' }, 'move')
    expect((await inLanguage(moving, 'zh')).buttons).toContain('move-there')
  })

  test('finds no fault before its form is sent', async () => {
    const age = await press(app, await open('/zh/book'), {}, 'next')
    expect((await inLanguage(age, 'en')).status).toBe(200)
  })

  test('keeps what was typed for a call-back or the waiting list that wants mending', async () => {
    const callback = await press(app, await open('/zh/callback'), { phone: '12', ageBand: 'senior' }, '')
    expect(callback.status).toBe(422)
    expect((await inLanguage(callback, 'en')).fields).toMatchObject({ phone: '12', ageBand: 'senior' })
    const typed = { mail: 'no', mode: 'text', ageBand: 'adult', language: 'yue' }
    const waiting = await press(app, await open('/en/waiting'), typed, '')
    expect(waiting.status).toBe(422)
    expect((await inLanguage(waiting, 'hant')).fields).toMatchObject(typed)
  })
})
