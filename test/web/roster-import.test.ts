import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shiftsBetween } from '../../src/reads/shifts-between.ts'
import { staffList } from '../../src/reads/staff-list.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { formIn } from '../support/forms.ts'
import { onShift } from '../support/on-shift.ts'
import { openedLetters } from '../support/staff.ts'

let app: TestApp
let coordinator: Awaited<ReturnType<TestApp['signedIn']>>
beforeEach(async () => {
  app = await testApp('2026-11-23T10:00:00+08:00')
  coordinator = await app.signedIn('coordinator-1')
})
afterEach(() => app.close())

const headers = { Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' }
const send = (fields: Record<string, string | Blob>) => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  return coordinator('/shifts/import', { method: 'POST', headers, body })
}
const look = async (kind: string, text: string) => formIn(await send({ kind, text }))
const confirm = (kind: string, text: string) => send({ kind, text, confirmed: 'yes' })
const csv = (...lines: string[]) => lines.join('\r\n')
const planned = async () =>
  (await shiftsBetween(app.deps, new Date('2026-11-20T00:00:00Z'), new Date('2026-12-30T00:00:00Z'))).map(
    ({ name, startsAt, endsAt }) => `${name} ${startsAt.toISOString()} ${endsAt.toISOString()}`,
  )

describe('a list of people', () => {
  const list = csv(
    '姓名,邮箱,角色,合作单位,语言,咨询方式',
    '程心,cheng@example.org,咨询员,公安局,普通话 粤语,电话、文字',
    '"罗, 安",luo@example.org,operator,,,',
  )

  test('is shown first, taken over only when confirmed, each with an invitation, and twice is harmless', async () => {
    const before = (await staffList(app.deps)).length
    const preview = await look('people', list)
    expect(preview.status).toBe(200)
    expect(preview.text).toContain('新增 2 行，已有 0 行，要改 0 行。')
    expect((await staffList(app.deps)).length).toBe(before)

    const done = await confirm('people', list)
    expect(done.headers.get('Location')).toBe('/shifts/import?done=people&count=2')
    const staff = await staffList(app.deps)
    expect(staff.find(({ mail }) => mail === 'cheng@example.org')).toMatchObject({
      name: '程心',
      role: 'counselor',
      partner: { code: 'police' },
      languages: ['zh', 'yue'],
      modes: ['phone', 'text'],
    })
    expect(staff.find(({ mail }) => mail === 'luo@example.org')).toMatchObject({
      name: '罗, 安',
      role: 'operator',
    })
    expect((await openedLetters(app)).map(({ to }) => to).sort()).toEqual([
      'cheng@example.org',
      'luo@example.org',
    ])

    const again = await look('people', list)
    expect(again.text).toContain('新增 0 行，已有 2 行')
    expect(again.html).not.toContain('name="confirmed"')
    expect((await confirm('people', list)).headers.get('Location')).toBe('/shifts/import?done=people&count=0')
    expect((await staffList(app.deps)).length).toBe(before + 2)
    expect(await openedLetters(app)).toHaveLength(2)
  })

  test('confirmed by five at once invites each person once', async () => {
    const before = (await staffList(app.deps)).length
    const answers = await Promise.all(Array.from({ length: 5 }, () => confirm('people', list)))
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(303))
    expect((await staffList(app.deps)).length).toBe(before + 2)
  })

  test('with wrong lines says at each what to mend, and takes nothing over, confirmed or not', async () => {
    const before = (await staffList(app.deps)).length
    const wrong = csv(
      'mail,name,partner,languages,modes,role',
      'good@example.org,Good,police,zh,phone,',
      'bad address,程心,police,zh,phone,counselor',
      'b@example.org,,police,zh,phone,counselor',
      'c@example.org,C,nobody,fr,phone,counselor',
      'd@example.org,D,,,,counselor',
      'e@example.org,E,,,,king',
      'GOOD@example.org,F,police,zh,phone,counselor',
    )
    for (const answer of [await send({ kind: 'people', text: wrong }), await confirm('people', wrong)]) {
      expect(answer.status).toBe(422)
      const { text, html } = await formIn(answer)
      expect(text).toContain('新增 1 行，已有 0 行，要改 6 行。')
      for (const sentence of [
        '邮箱：',
        '姓名：',
        '合作单位：',
        '语言：',
        '咨询方式：',
        '角色：',
        '这个邮箱在表中前面已出现',
      ])
        expect(text, sentence).toContain(sentence)
      expect(html).not.toContain('name="confirmed"')
    }
    expect((await staffList(app.deps)).length).toBe(before)
  })
})

describe('a list of shifts', () => {
  const list = csv(
    'Counselor,Day,From,To',
    'counselor-1,2026-11-24,08:00,12:00',
    '周安,2026/11/24,２２:00,2:00',
    'counselor-1,2026年11月25日,8:00,12:00',
  )

  test('is shown first, planned when confirmed, past midnight too, and twice is harmless', async () => {
    expect((await look('shifts', list)).text).toContain('新增 3 行')
    expect(await planned()).toEqual([])
    expect((await confirm('shifts', list)).headers.get('Location')).toBe('/shifts/import?done=shifts&count=3')
    const three = [
      '林静 2026-11-24T00:00:00.000Z 2026-11-24T04:00:00.000Z',
      '周安 2026-11-24T14:00:00.000Z 2026-11-24T18:00:00.000Z',
      '林静 2026-11-25T00:00:00.000Z 2026-11-25T04:00:00.000Z',
    ]
    expect(await planned()).toEqual(three)
    expect((await look('shifts', list)).text).toContain('新增 0 行，已有 3 行')
    const more = `${list}\r\ncounselor-1,2026-11-26,08:00,12:00`
    const answers = await Promise.all(Array.from({ length: 4 }, () => confirm('shifts', more)))
    expect(answers.map(({ status }) => status)).toEqual(Array(4).fill(303))
    expect(await planned()).toHaveLength(4)
  })

  test('with wrong lines or overlaps, with each other too, says so, and plans nothing', async () => {
    await onShift(app, 'counselor-1', '2026-11-27T10:00:00+08:00', '2026-11-27T11:00:00+08:00')
    const wrong = csv(
      'counselor,day,from,to',
      'counselor-1,2026-11-27,08:00,12:00',
      'counselor-2,2026-11-27,08:00,12:00',
      'counselor-2,2026-11-27,11:00,13:00',
      '无名氏,2026-11-27,08:00,12:00',
      'counselor-3,2026-02-30,08:00,noon',
    )
    const answer = await confirm('shifts', wrong)
    expect(answer.status).toBe(422)
    const { text } = await formIn(answer)
    expect(text).toContain('新增 1 行，已有 0 行，要改 4 行。')
    expect(text).toContain('没有找到这位咨询员')
    expect(text).toContain('日期：')
    expect(text).toContain('结束：')
    expect(await planned()).toHaveLength(1)
  })
})

describe('the file', () => {
  test('may be UTF-8 or what spreadsheets in China save, and the template has the columns', async () => {
    const gbk = new Uint8Array([
      ...[0xd7, 0xc9, 0xd1, 0xaf, 0xd4, 0xb1], // 咨询员
      ...new TextEncoder().encode(',day,from,to\r\ncounselor-1,2026-11-24,08:00,12:00'),
    ])
    const answer = await send({ kind: 'shifts', file: new File([gbk], 'a.csv'), text: '' })
    expect([answer.status, (await formIn(answer)).text.includes('新增 1 行')]).toEqual([200, true])
    for (const [kind, header] of [
      ['people', '\ufeff姓名,邮箱,角色,合作单位,语言,咨询方式\r\n'],
      ['shifts', '\ufeff咨询员,日期,开始,结束\r\n'],
    ] as const) {
      const template = await coordinator(`/shifts/import/${kind}.csv`)
      expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(await template.arrayBuffer())).toBe(header)
    }
  })

  test.each([
    ['nothing', '', '请选择文件，或粘贴表格内容。'],
    ['an open quote', 'counselor,day,from,to\n"a', '从第 2 行起'],
    ['other columns', 'a,b\n1,2', '缺少这些列：咨询员、日期、开始、结束'],
    ['columns only', 'counselor,day,from,to', '列名下面没有内容。'],
    ['too many lines', `counselor,day,from,to\n${'a,b,c,d\n'.repeat(501)}`, '一次最多 500 行。'],
  ])('with %s is refused in a sentence, and what was pasted is kept', async (_, text, sentence) => {
    const answer = await send({ kind: 'shifts', text })
    expect(answer.status).toBe(422)
    const page = await formIn(answer)
    expect(page.html).toContain('<a href="#file">')
    expect(page.text).toContain(sentence)
    expect(page.fields.kind).toBe('shifts')
  })

  test('that is no text is refused', async () => {
    const answer = await send({
      kind: 'people',
      file: new File([new Uint8Array([0xff, 0xff, 0x00])], 'x.csv'),
    })
    expect([answer.status, (await formIn(answer)).text.includes('请存成 CSV')]).toEqual([422, true])
  })
})
