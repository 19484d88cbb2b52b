import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'
import { formBody } from '../support/form-body.ts'
import { formIn } from '../support/forms.ts'

let app: TestApp
let coordinator: Awaited<ReturnType<TestApp['signedIn']>>
beforeAll(async () => {
  app = await testApp()
  coordinator = await app.signedIn('coordinator-1')
})
afterAll(() => app.close())

const send = (fields: Record<string, string>) =>
  coordinator('/shifts/seats', { method: 'POST', ...formBody(fields) })
const shown = async () => formIn(await coordinator('/shifts/seats'))

describe('the page of needed seats', () => {
  test('shows two of Mandarin at every hour until somebody says otherwise', async () => {
    const { fields } = await shown()
    expect(Object.keys(fields)).toHaveLength(72)
    for (let hour = 0; hour < 24; hour++)
      expect([fields[`zh-${hour}`], fields[`yue-${hour}`]]).toEqual(['2', '0'])
  })

  test('keeps what was said, full-width digits too, and leaves hours alone that were left empty', async () => {
    const answer = await send({ 'zh-20': '４', 'yue-20': '1', 'zh-21': '' })
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/shifts/seats?done=saved'])
    expect((await shown()).fields).toMatchObject({ 'zh-20': '4', 'yue-20': '1', 'zh-21': '2' })
    const week = await (await coordinator('/shifts')).text()
    expect(week).toContain('粤语 0/1')
  })

  test('says at each field what to mend, keeps all that was typed, and saves nothing', async () => {
    const answer = await send({ 'zh-1': 'many', 'zh-2': '100', 'zh-3': '7' })
    expect(answer.status).toBe(422)
    const page = await formIn(answer)
    expect(page.fields).toMatchObject({ 'zh-1': 'many', 'zh-2': '100', 'zh-3': '7' })
    expect(page.html).toContain('<a href="#zh-1">普通话，01:00')
    expect(page.html).toContain('<a href="#zh-2">普通话，02:00')
    expect((await shown()).fields['zh-3']).toBe('2')
  })

  test('says what one weekday needs, and every day shows nothing where the days differ', async () => {
    const saturday = async () => (await formIn(await coordinator('/shifts/seats?weekday=6'))).fields
    const answer = await send({ weekday: '6', 'en-9': '3' })
    expect(answer.headers.get('Location')).toBe('/shifts/seats?weekday=6&done=saved')
    expect(await saturday()).toMatchObject({ 'en-9': '3', weekday: '6' })
    expect((await formIn(await coordinator('/shifts/seats?weekday=7'))).fields).toMatchObject({ 'en-9': '0' })
    const every = await shown()
    expect(every.fields['en-9']).toBe('')
    expect(every.text).toContain('各天不一样的地方空着')
    await send({ ...every.fields, 'en-8': '1' } as Record<string, string>)
    expect(await saturday()).toMatchObject({ 'en-9': '3', 'en-8': '1' })
  })
})
