import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedShifts } from '../../src/actions/demo/seed-shifts.ts'
import { rows } from '../../src/db/connect.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { type CallerForm, formIn, press } from '../support/forms.ts'
import { onShift } from '../support/on-shift.ts'

// Monday 23 November 2026, ten in the morning in Shanghai.
let app: TestApp
beforeAll(async () => {
  app = await testApp()
  await seedShifts(app.deps, { kind: 'system' })
})
afterAll(() => app.close())

/** Goes through the pages as somebody without scripts would, answering each with these words. */
async function walk(answers: Record<string, string>, path = '/en/book'): Promise<CallerForm> {
  let page = await formIn(await app.ask(path))
  for (let steps = 0; page.fields.step !== 'check' && steps < 12; steps++) {
    const asked = Object.fromEntries(Object.entries(answers).filter(([name]) => page.names.has(name)))
    if (page.names.has('startsAt') && !asked.startsAt) asked.startsAt = page.offered('startsAt')[0] ?? ''
    page = await press(app, page, asked, 'next')
  }
  return page
}
/** Every booking with the partner that its counselor comes from. */
function bookedPartners() {
  return rows<{ id: string; code: string }>(
    app.database.db,
    sql`select b.id, p.code from bookings b join people c on c.id = b.counselor_id
        join partners p on p.id = c.partner_id`,
  )
}
const adult = {
  ageBand: 'adult',
  mode: 'text',
  language: 'zh',
  mail: 'a@example.org',
  note: 'I sleep badly.',
}

describe('booking without scripts', () => {
  test('leads from what to expect to a return code, one question a page', async () => {
    const seen: string[] = []
    let page = await formIn(await app.ask('/en/book'))
    for (const [step, answer] of [
      ['expect', {}],
      ['age', { ageBand: 'adult' }],
      ['how', { mode: 'phone' }],
      ['language', { language: 'zh' }],
      ['when', {}],
      ['contact', { phone: '139 0000 0000' }],
      ['note', { note: 'Two lines\r\nof text' }],
    ] as const) {
      seen.push(page.fields.step ?? '')
      expect(page.fields.step).toBe(step)
      const first = page.offered('startsAt')[0]
      page = await press(
        app,
        page,
        { ...answer, ...(first && { startsAt: first }) } as Record<string, string>,
        'next',
      )
      expect(page.status).toBe(200)
    }
    expect(page.text).toContain('139 0000 0000')
    expect(page.text).toContain('Two lines')
    const done = await press(app, page, {}, 'book')
    expect(done.text).toMatch(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/)
    expect(done.text).toContain('we call the number you gave')
    expect(new Set(seen).size).toBe(7)
  })

  test('pressing twice makes one booking and shows the same code', async () => {
    const check = await walk(adult)
    const [first, second] = await Promise.all([press(app, check, {}, 'book'), press(app, check, {}, 'book')])
    expect(first.code).toMatch(/^[0-9A-Z]{4}-/)
    expect(second.code).toBe(first.code)
    expect((await press(app, check, {}, 'book')).code).toBe(first.code)
  })

  test('the same form sent later with other answers changes nothing and says so', async () => {
    const check = await walk(adult)
    await press(app, check, {}, 'book')
    const again = await press(app, check, { note: 'Something else' }, 'book')
    expect(again.status).toBe(409)
    expect(again.text).toContain('has already been made')
  })

  test('a time that somebody took meanwhile leads back to the nearest open ones, with everything kept', async () => {
    const one = await walk({ ...adult, note: 'first' })
    const startsAt = one.fields.startsAt as string
    // Everybody who is free at that time is taken before this caller presses the button.
    for (let taken = 0; taken < 20; taken++) {
      const other = await app.ask('/api/v1/bookings', { json: { startsAt, mode: 'text', language: 'zh' } })
      if (other.status === 409) break
    }
    const page = await press(app, one, {}, 'book')
    expect(page.status).toBe(409)
    expect(page.fields.step).toBe('when')
    expect(page.text).toContain('Someone has just taken that time')
    expect(page.offered('startsAt')).toHaveLength(5)
    expect(page.offered('startsAt')).not.toContain(startsAt)
    const next = await press(app, page, { startsAt: page.offered('startsAt')[0] ?? '' }, 'next')
    expect(next.fields).toMatchObject({ note: 'first', mail: 'a@example.org', ageBand: 'adult' })
    let last = next
    while (last.fields.step !== 'check') last = await press(app, last, {}, 'next')
    expect((await press(app, last, {}, 'book')).code).toMatch(/^[0-9A-Z]{4}-/)
  })

  test('a form that was open for more than a day comes again with everything typed', async () => {
    const late = await testApp()
    await seedShifts(late.deps, { kind: 'system' })
    const here = app
    app = late
    try {
      const startsAt = '2026-11-27T09:00:00+08:00'
      const check = await walk({ ...adult, startsAt })
      late.clock.wind(25 * 3600)
      const again = await press(late, check, {}, 'book')
      expect(again.text).toContain('open for a long time')
      expect(again.fields).toMatchObject({ step: 'check', note: 'I sleep badly.', startsAt })
      expect((await press(late, again, {}, 'book')).code).toMatch(/^[0-9A-Z]{4}-/)
    } finally {
      app = here
      await late.close()
    }
  })

  test('a token that is not ours books nothing', async () => {
    const check = await walk(adult)
    const page = await press(app, check, { token: check.fields.token?.replace(/.$/, 'x') ?? '' }, 'book')
    expect(page.fields.step).toBe('check')
    expect(page.code).toBeUndefined()
  })

  test('whoever leaves a question open is asked again: summary, words at the field, title', async () => {
    let page = await formIn(await app.ask('/zh/book'))
    page = await press(app, page, {}, 'next')
    page = await press(app, page, {}, 'next')
    expect(page.status).toBe(422)
    expect(page.title).toMatch(/^有误：/)
    expect(page.text.split('请选一项，“说不准”也可以。')).toHaveLength(3)
    expect(page.html).toContain('<a href="#ageBand">')
  })

  test.each([
    ['phone', 'call me maybe', 'does not look like a phone number'],
    ['mail', 'not-an-address', 'does not look like a mail address'],
  ])('a %s that cannot be one is named at its field and kept as typed', async (field, typed, words) => {
    const check = await walk(adult)
    const contact = await press(app, check, {}, 'to-contact')
    const page = await press(app, contact, { [field]: typed }, 'next')
    expect(page.status).toBe(422)
    expect(page.text).toContain(words)
    expect(page.html).toContain(`value="${typed}"`)
    expect(page.html).toContain(`aria-describedby="${field}-hint ${field}-fault"`)
  })

  test('a note of 501 characters is refused with its text kept, one of 500 is not', async () => {
    const check = await walk(adult)
    const note = await press(app, check, {}, 'to-note')
    const long = await press(app, note, { note: '心'.repeat(501) }, 'next')
    expect(long.status).toBe(422)
    expect(long.text).toContain('心'.repeat(501))
    expect((await press(app, note, { note: '心'.repeat(500) }, 'next')).fields.step).toBe('check')
  })

  test('changing one answer keeps all others and comes back to the check', async () => {
    const check = await walk(adult)
    const age = await press(app, check, {}, 'to-age')
    expect(age.fields.step).toBe('age')
    const note = await press(app, check, {}, 'to-note')
    const back = await press(app, note, { note: 'Shorter' }, 'next')
    expect(back.fields).toMatchObject({ step: 'check', note: 'Shorter', mail: 'a@example.org', mode: 'text' })
    expect((await press(app, note, {}, 'back')).fields.step).toBe('check')
  })

  test('changing to a phone call asks for the number that it needs', async () => {
    const check = await walk({ ...adult, mail: '' })
    const how = await press(app, check, {}, 'to-how')
    const when = await press(app, how, { mode: 'phone' }, 'next')
    expect(when.fields.step).toBe('when')
    const contact = await press(app, when, {}, 'next')
    expect(contact.fields.step).toBe('contact')
    expect(contact.text).toContain('Which number may we call?')
  })

  test('back goes one step back and keeps what was typed on the page', async () => {
    let page = await formIn(await app.ask('/en/book'))
    page = await press(app, page, {}, 'next')
    page = await press(app, page, { ageBand: 'senior' }, 'next')
    page = await press(app, page, { mode: 'video' }, 'back')
    expect(page.fields).toMatchObject({ step: 'age', mode: 'video' })
    expect(page.html).toMatch(/value="senior" checked/)
  })

  test('partners can be left out, and their people are then not booked', async () => {
    const check = await walk({ ...adult, withoutPartner: 'police' })
    expect(check.text).toContain('公安局')
    // With every partner but one left out of a time, whoever is booked comes from that one.
    for (const withoutPartner of ['police', 'health-commission', 'medical-college', 'youth-league']) {
      const one = await walk({ ...adult, withoutPartner })
      const before = new Set((await bookedPartners()).map(({ id }) => id))
      expect((await press(app, one, {}, 'book')).code).toBeDefined()
      const made = (await bookedPartners()).filter(({ id }) => !before.has(id))
      expect(made).toHaveLength(1)
      expect(made[0]?.code).not.toBe(withoutPartner)
    }
  })

  test('a day without an open time offers the next one, a call back and the number', async () => {
    const check = await walk(adult)
    const when = await press(app, check, {}, 'to-when')
    const far = await press(app, when, {}, 'days-2027-01-10')
    expect(far.text).toContain('No time is open')
    expect(far.text).toContain('The next open time is on')
    expect(far.html).toContain('href="/en/callback"')
    expect(far.html).toContain('href="tel:')
    const next = await press(app, far, {}, far.buttons.find(value => value.startsWith('day-2026')) ?? '')
    expect(next.offered('startsAt').length).toBeGreaterThan(0)
  })
})

describe('a child', () => {
  test('is shown the telephone first, and can then book without leaving a number', async () => {
    let page = await formIn(await app.ask('/zh/book'))
    page = await press(app, page, {}, 'next')
    page = await press(app, page, { ageBand: 'under_14' }, 'next')
    expect(page.fields.step).toBe('child')
    expect(page.html).toContain('href="tel:12356"')
    const how = await press(app, page, {}, 'next')
    expect(how.offered('mode')).toEqual(['text', 'video'])
    const check = await walk({ ageBand: 'under_14', mode: 'text', language: 'zh' }, '/zh/book')
    expect(check.buttons).not.toContain('to-contact')
    const done = await press(app, check, {}, 'book')
    expect(done.code).toBeDefined()
    expect(done.text).toContain('到时间，请您拨打 12356')
  })

  test('leaves no contact even where one was typed before the age was changed', async () => {
    const check = await walk(adult)
    const age = await press(app, check, {}, 'to-age')
    let page = await press(app, age, { ageBand: 'under_14' }, 'next')
    while (page.fields.step !== 'check') page = await press(app, page, {}, 'next')
    expect(page.text).not.toContain('a@example.org')
    expect((await press(app, page, {}, 'book')).text).toContain('please call')
  })

  test('who asks to be called back is shown the telephone instead', async () => {
    const form = await formIn(await app.ask('/en/callback'))
    const page = await press(app, form, { phone: '13900000000', ageBand: 'under_14', language: 'zh' }, '')
    expect(page.text).toContain('Under 14 we keep no phone number')
    expect(page.html).toContain('href="tel:12356"')
  })
})

describe('a booking and its return code', () => {
  async function booked() {
    const check = await walk(adult)
    return {
      code: (await press(app, check, {}, 'book')).code as string,
      startsAt: check.fields.startsAt as string,
    }
  }
  async function look(code: string) {
    return press(app, await formIn(await app.ask('/en/booking')), { code }, '')
  }

  test('is found however the code is typed, and says what is kept', async () => {
    const { code } = await booked()
    const page = await look(` ${code.toLowerCase().replaceAll('-', ' ')} `)
    expect(page.text).toContain('Your time is booked')
    expect(page.text).toContain('Sealed; deleted')
    expect(page.text).not.toContain('I sleep badly')
  })

  test('a code that nobody has, and none at all, are said at the field', async () => {
    expect((await look('0000-0000-0000-0000')).status).toBe(404)
    const empty = await look('')
    expect(empty.status).toBe(422)
    expect(empty.title).toMatch(/^Error: /)
    expect(empty.html).toContain('href="#code"')
  })

  test('is canceled after one more question, once, however often it is pressed', async () => {
    const { code } = await booked()
    const ask = await press(app, await look(code), {}, 'cancel')
    expect(ask.text).toContain('Cancel this time?')
    const gone = await press(app, ask, {}, 'cancel-yes')
    expect(gone.text).toContain('This booking is canceled')
    expect(gone.text).toContain('Deleted Monday 23 November')
    expect((await press(app, ask, {}, 'cancel-yes')).text).toContain('This booking is canceled')
    expect((await press(app, ask, {}, 'move-there')).text).not.toContain('Your booking has moved')
  })

  test('moves to another open time and keeps its code', async () => {
    const { code, startsAt } = await booked()
    const times = await press(app, await look(code), {}, 'move')
    const other = times.offered('startsAt').find(time => time !== startsAt) as string
    const moved = await press(app, times, { startsAt: other }, 'move-there')
    expect(moved.text).toContain('Your booking has moved')
    expect((await look(code)).text).toContain(other.slice(11, 16))
  })

  test('moves only to times of people whom the caller did not leave out', async () => {
    const small = await testApp()
    const day = '2026-11-24T'
    const end = (hour: number) => `${day}${hour + 1}:00:00+08:00`
    for (const [handle, hour] of [
      ['counselor-1', 10],
      ['counselor-4', 14],
    ] as const)
      await onShift(small, handle, `${day}${hour}:00:00+08:00`, end(hour))
    const json = {
      startsAt: `${day}10:00:00+08:00`,
      mode: 'text',
      language: 'zh',
      withoutPartner: 'police',
    }
    const made = (await (await small.ask('/api/v1/bookings', { json })).json()) as { returnCode: string }
    const seen = await press(
      small,
      await formIn(await small.ask('/en/booking')),
      { code: made.returnCode },
      '',
    )
    const { text, offered } = await press(small, seen, {}, 'move')
    await small.close()
    expect(offered('startsAt')).toEqual([expect.stringContaining('10:30')])
    expect(text).not.toContain('14:00')
  })

  test('without a chosen time nothing is moved, and the page asks for one', async () => {
    const { code } = await booked()
    const times = await press(app, await look(code), {}, 'move')
    const page = await press(app, times, {}, 'move-there')
    expect(page.status).toBe(422)
    expect(page.text).toContain('Please choose a time')
  })

  test('a forged token cancels nothing', async () => {
    const { code } = await booked()
    const ask = await press(app, await look(code), {}, 'cancel')
    await press(app, ask, { token: 'x' }, 'cancel-yes')
    expect((await look(code)).text).toContain('Your time is booked')
  })
})

describe('being called back', () => {
  test('gives the place in the queue, once for two presses', async () => {
    const form = await formIn(await app.ask('/en/callback'))
    const answers = { phone: '13900000001', ageBand: 'unknown', language: 'zh' }
    const first = await press(app, form, answers, '')
    expect(first.text).toContain('We will call you back')
    expect(first.text).toContain('You are number 1 in the queue')
    expect((await press(app, form, answers, '')).text).toContain('You are number 1 in the queue')
    // Of two that come in one instant, chance decides.
    app.clock.wind(1)
    const second = await formIn(await app.ask('/en/callback'))
    const next = await press(app, second, { ...answers, phone: '13900000002' }, '')
    expect(next.text).toContain('You are number 2 in the queue')
  })

  test('says at both fields what is missing and keeps what was typed', async () => {
    const form = await formIn(await app.ask('/en/callback'))
    const page = await press(app, form, { phone: 'later', language: 'yue' }, '')
    expect(page.status).toBe(422)
    expect(page.html).toContain('href="#phone"')
    expect(page.html).toContain('href="#ageBand"')
    expect(page.html).toContain('value="later"')
    expect(page.html).toMatch(/value="yue" checked/)
  })
})

describe('the pages around', () => {
  test.each([
    ['zh-CN,zh;q=0.9', '/zh'],
    ['zh-TW', '/hant'],
    ['en-GB,en', '/en'],
    ['fr', '/zh'],
  ])('the bare address leads %s readers to %s without a cookie', async (language, to) => {
    const answer = await app.ask('/', { headers: { 'Accept-Language': language } })
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, to])
    expect(answer.headers.get('Set-Cookie')).toBeNull()
  })

  test('the home page tells who is there now, and says when nobody is', async () => {
    expect(await (await app.ask('/en')).text()).toContain('There is nobody before today 13:00')
    const counselor = await app.signedIn('counselor-1')
    const answer = await counselor('/api/v1/duty', { method: 'PUT', json: { on: true } })
    expect(answer.ok).toBe(true)
    const html = await (await app.ask('/en')).text()
    expect(html).toContain('Someone is here for you.')
    expect(html).toContain('people are waiting')
  })

  test('every page carries the numbers, is never kept, and sets no cookie', async () => {
    const bodies = new Set<string>()
    for (const segment of ['zh', 'hant', 'en'])
      for (const page of ['', '/book', '/booking', '/callback', '/breathe', '/privacy', '/now']) {
        const answer = await app.ask(`/${segment}${page}`)
        const html = await answer.text()
        bodies.add(/<main.*?<h1.*?<\/h1>/s.exec(html)?.[0] ?? '')
        expect([page, answer.status]).toEqual([page, 200])
        for (const number of ['12356', '120', '110']) expect(html).toContain(`href="tel:${number}"`)
        expect(answer.headers.get('Cache-Control')).toBe('no-store')
        expect(answer.headers.get('Set-Cookie')).toBeNull()
        expect(/<title>([^<]*)<\/title>/.exec(html)?.[1]).not.toMatch(/psych|counsel|心理|咨询|諮詢/i)
      }
    // Every address has a page of its own in each language.
    expect(bodies.size).toBe(3 * 7)
  })

  test('the privacy page names the days of this installation', async () => {
    const own = await testApp('2026-11-23T10:00:00+08:00', { CONTACT_HOURS: '120', KEEP_DAYS: '30' })
    const html = await (await own.ask('/en/privacy')).text()
    expect(html).toContain('5 days after your time, at the end of that day')
    expect(html).toContain('30 days after your time')
    await own.close()
  })

  test('without its database the home page admits it and keeps the numbers', async () => {
    const broken = await testApp()
    await broken.database.drop()
    const answer = await broken.ask('/en')
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(html).toContain('We cannot see our line just now')
    expect(html).toContain('href="tel:12356"')
    expect((await broken.ask('/en/callback')).status).toBe(200)
    expect((await broken.ask('/en/book')).status).toBe(200)
  })
})
