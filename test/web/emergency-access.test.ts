import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { retirePerson } from '../../src/actions/people/retire-person.ts'
import { rows } from '../../src/db/connect.ts'
import { bookings, letters } from '../../src/db/schema/bookings.ts'
import { people } from '../../src/db/schema/people.ts'
import { emergencyState } from '../../src/domain/emergency.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { booked } from '../support/booked.ts'
import { formBody } from '../support/form-body.ts'
import { openedLetters } from '../support/staff.ts'
import { anotherSupervisor } from '../support/supervisors.ts'

const phone = '13911112222'
const words = 'the words of a caller'
let app: TestApp
let bookingId: string

beforeEach(async () => {
  app = await testApp()
  bookingId = await sessionWithContact()
  await app.database.db
    .update(people)
    .set({ mail: sql`handle || '@example.org'` })
    .where(sql`handle in ('counselor-1', 'coordinator-1')`)
  await anotherSupervisor(app, 'supervisor-2')
})
afterEach(() => app.close())

async function sessionWithContact() {
  const id = await booked(app, 'counselor-1', new Date(app.clock.now.getTime() - 10 * 60_000))
  const seal = (text: string, column: string) =>
    app.deps.keys.seal(text, '2026-11-27', { table: 'bookings', row: id, column })
  await app.database.db
    .update(bookings)
    .set({
      contactSealed: await seal(JSON.stringify({ phone }), 'contact_sealed'),
      noteSealed: await seal(words, 'note_sealed'),
    })
    .where(eq(bookings.id, id))
  return id
}

const formPost = (fields: Record<string, string>) => ({ method: 'POST', ...formBody(fields) })

const question = () => ({
  kind: 'session',
  contactId: bookingId,
  reason: 'suicide',
  counselorNotReached: true,
})

async function asked(handle = 'supervisor-1') {
  const person = await app.signedIn(handle)
  const answer = await person('/api/v1/emergency-access', { json: question() })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { id: string }).id
}

async function post(handle: string, path: string) {
  const person = await app.signedIn(handle)
  const answer = await person(`/api/v1/emergency-access/${path}`, { method: 'POST' })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

const code = ({ status, body }: Awaited<ReturnType<typeof post>>) => `${status} ${body.code ?? ''}`

const nameOf = async (handle: string) =>
  (await app.database.db.select({ name: people.name }).from(people).where(eq(people.handle, handle)))[0]?.name

const onRecord = async () =>
  (
    await rows<{ line: string }>(
      app.deps.db,
      sql`select concat_ws(' ', coalesce(p.handle, a.actor_kind), a.action) as line from audit_lines a
          left join people p on p.id::text = a.actor_id where a.action like '%emergency' order by a.id`,
    )
  ).map(({ line }) => line)

describe('two people', () => {
  it('open how to reach a caller: one asks, another allows and sees nothing, the first opens; never the words', async () => {
    const id = await asked()
    const allowed = await post('coordinator-1', `${id}/allow`)
    expect(allowed).toEqual({ status: 200, body: { allowed: true } })
    const opened = await post('supervisor-1', `${id}/contact`)
    expect(opened.body).toEqual({ contact: { phone }, until: '2026-11-23T10:10:00+08:00' })
    expect(JSON.stringify(opened.body)).not.toContain(words)
    expect(await onRecord()).toEqual([
      'supervisor-1 ask for contact in emergency',
      'coordinator-1 allow contact in emergency',
      'supervisor-1 open contact in emergency',
    ])
  })

  it('leave a letter to the counselor, once, and ask everybody else who may allow it, each in words that tell nothing', async () => {
    const id = await asked()
    await post('supervisor-2', `${id}/allow`)
    await post('supervisor-1', `${id}/contact`)
    await post('supervisor-1', `${id}/contact`)
    const sent = (await openedLetters(app)).map(({ kind, to }) => `${kind} ${to}`).sort()
    expect(sent).toEqual([
      'emergencyAsked coordinator-1@example.org',
      'emergencyAsked supervisor-2@example.org',
      'emergencyOpened counselor-1@example.org',
    ])
    expect(await app.database.db.$count(letters)).toBe(3)
    expect((await onRecord()).filter(line => line.includes('open contact')).length).toBe(2)
  })

  it('are one question however often it is asked', async () => {
    expect(await asked()).toBe(await asked())
  })
})

describe('each way around it is refused', () => {
  it('the same person cannot allow', async () => {
    const id = await asked()
    expect(code(await post('supervisor-1', `${id}/allow`))).toBe('403 second_person_needed')
    expect(code(await post('supervisor-1', `${id}/contact`))).toBe('409 emergency_not_allowed')
  })

  it('what a second person refused is not opened, nor answered again; asked anew it is another question', async () => {
    const id = await asked()
    expect(code(await post('supervisor-1', `${id}/refuse`))).toBe('403 second_person_needed')
    expect(await post('coordinator-1', `${id}/refuse`)).toEqual({ status: 200, body: { refused: true } })
    expect(code(await post('supervisor-1', `${id}/contact`))).toBe('409 emergency_refused')
    for (const answer of ['allow', 'refuse'])
      expect(code(await post('supervisor-2', `${id}/${answer}`))).toBe('409 emergency_settled')
    const list = await (await app.signedIn('supervisor-2'))('/api/v1/emergency-access')
    const [first] = ((await list.json()) as { asked: object[] }).asked
    expect(first).toMatchObject({ id, state: 'refused', allowedBy: null, until: null })
    expect((first as { refusedBy: string }).refusedBy).toBe(await nameOf('coordinator-1'))
    const again = await asked()
    expect(again).not.toBe(id)
    expect((await post('coordinator-1', `${again}/allow`)).status).toBe(200)
    expect(code(await post('supervisor-2', `${again}/refuse`))).toBe('409 emergency_settled')
    expect((await post('supervisor-1', `${again}/contact`)).status).toBe(200)
    expect(await onRecord()).toEqual([
      'supervisor-1 ask for contact in emergency',
      'coordinator-1 refuse contact in emergency',
      'supervisor-1 ask for contact in emergency',
      'coordinator-1 allow contact in emergency',
      'supervisor-1 open contact in emergency',
    ])
  })

  it('nobody refuses after fifteen minutes', async () => {
    const late = await asked()
    app.clock.wind(15 * 60)
    expect(code(await post('coordinator-1', `${late}/refuse`))).toBe('409 emergency_over')
  })

  it('PostgreSQL itself holds that they are two, and that there is one answer', async () => {
    const id = await asked()
    const change = (set: string) =>
      app.database.db.execute(sql.raw(`update emergency_openings set ${set} where id = '${id}'`))
    await expect(change('refused_by = asked_by, refused_at = now()')).rejects.toThrow()
    await expect(change('refused_at = now(), allowed_at = now()')).rejects.toThrow()
    const same = app.database.db.execute(
      sql`update emergency_openings set allowed_by = asked_by, allowed_at = now() where id = ${id}`,
    )
    await expect(same).rejects.toThrow()
  })

  it('nobody can allow after fifteen minutes, nor twice', async () => {
    const late = await asked()
    app.clock.wind(15 * 60)
    expect(code(await post('coordinator-1', `${late}/allow`))).toBe('409 emergency_over')
    const id = await asked()
    expect(id).not.toBe(late)
    expect((await post('coordinator-1', `${id}/allow`)).status).toBe(200)
    expect(code(await post('supervisor-2', `${id}/allow`))).toBe('409 emergency_settled')
  })

  it('nobody sees it more than ten minutes after it was opened, nor opens it a quarter of an hour after it was allowed', async () => {
    const id = await asked()
    await post('coordinator-1', `${id}/allow`)
    app.clock.wind(14 * 60)
    expect((await post('supervisor-1', `${id}/contact`)).status).toBe(200)
    app.clock.wind(9 * 60)
    expect((await post('supervisor-1', `${id}/contact`)).status).toBe(200)
    app.clock.wind(60)
    expect(code(await post('supervisor-1', `${id}/contact`))).toBe('409 emergency_over')
    const unused = await asked()
    await post('coordinator-1', `${unused}/allow`)
    app.clock.wind(15 * 60)
    expect(code(await post('supervisor-1', `${unused}/contact`))).toBe('409 emergency_over')
  })

  it('whoever allowed it, or anybody else, does not see it', async () => {
    const id = await asked()
    await post('supervisor-2', `${id}/allow`)
    expect(code(await post('supervisor-2', `${id}/contact`))).toBe('404 not_found')
    for (const handle of ['coordinator-1', 'counselor-1', 'operator-1'])
      expect(code(await post(handle, `${id}/contact`))).toBe('403 forbidden')
  })

  it('other roles neither ask nor allow', async () => {
    const id = await asked()
    for (const handle of ['counselor-1', 'operator-1']) {
      const person = await app.signedIn(handle)
      expect((await person('/api/v1/emergency-access')).status).toBe(403)
      expect((await person('/api/v1/emergency-access', { json: question() })).status).toBe(403)
      for (const answer of ['allow', 'refuse'])
        expect(code(await post(handle, `${id}/${answer}`))).toBe('403 forbidden')
    }
    const coordinator = await app.signedIn('coordinator-1')
    expect((await coordinator('/api/v1/emergency-access', { json: question() })).status).toBe(403)
  })

  it('whoever has left neither opens nor gets it allowed', async () => {
    const id = await asked()
    const first = await app.signedIn('supervisor-1')
    const { personId } = await app.person('supervisor-1', 'supervisor')
    await retirePerson(app.deps, await app.person('coordinator-1', 'coordinator'), { personId })
    expect(code(await post('coordinator-1', `${id}/allow`))).toBe('409 emergency_over')
    expect((await first(`/api/v1/emergency-access/${id}/contact`, { method: 'POST' })).status).toBe(401)
  })

  it('a contact that was forgotten, closed or canceled, or is days ahead, stays shut', async () => {
    const id = await asked()
    await post('coordinator-1', `${id}/allow`)
    const change = (set: Partial<typeof bookings.$inferInsert>) =>
      app.database.db.update(bookings).set(set).where(eq(bookings.id, bookingId))
    await change({ closedAt: app.clock.now, contactSealed: null })
    expect(code(await post('supervisor-1', `${id}/contact`))).toBe('410 contact_forgotten')
    const again = async () => {
      const person = await app.signedIn('supervisor-1')
      return (await person('/api/v1/emergency-access', { json: question() })).status
    }
    expect(await again()).toBe(410)
    await change({ closedAt: null })
    expect(await again()).toBe(404)
    await change({ canceledAt: app.clock.now })
    expect(await again()).toBe(404)
    const ahead = new Date(app.clock.now.getTime() + 2 * 86_400_000)
    await change({ canceledAt: null, startsAt: ahead, endsAt: new Date(ahead.getTime() + 1_800_000) })
    expect(await again()).toBe(404)
  })

  it('nobody goes on without having shown lately that it is them', async () => {
    await app.close()
    app = await testApp(undefined, { STEP_UP_MINUTES: '10' })
    bookingId = await sessionWithContact()
    const first = await app.signedIn('supervisor-1')
    const second = await app.signedIn('coordinator-1')
    app.clock.wind(11 * 60)
    const { id } = (await (await first('/api/v1/emergency-access', { json: question() })).json()) as {
      id: string
    }
    const refused = await second(`/api/v1/emergency-access/${id}/allow`, { method: 'POST' })
    expect(((await refused.json()) as { code: string }).code).toBe('presence_needed')
    const unproven = await second(`/emergency-access/${id}/refuse`, { method: 'POST' })
    expect(unproven.status).toBe(403)
    const page = await second(`/emergency-access/${id}/allow`, formPost({}))
    expect(await page.text()).toContain('name="demo"')
    const allowed = await second(`/emergency-access/${id}/allow`, formPost({ demo: 'yes' }))
    expect(allowed.status).toBe(303)
    const shut = await first(`/emergency-access/${id}/contact`, formPost({}))
    expect(await shut.text()).not.toContain(phone)
    const opened = await first(`/emergency-access/${id}/contact`, formPost({ demo: 'yes' }))
    expect(await opened.text()).toContain(phone)
  })
})

test('the page names what is missing, and a reason is one of a list', async () => {
  const person = await app.signedIn('supervisor-1')
  const answer = await person(
    '/emergency-access',
    formPost({ contact: `session:${bookingId}`, reason: 'curious' }),
  )
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('href="#reason"')
  expect((await person('/emergency-access')).status).toBe(200)
})

test.for([
  [0, null, null, 'asked'],
  [14.9, null, null, 'asked'],
  [15, null, null, 'lapsed'],
  [20, 10, null, 'allowed'],
  [25, 10, null, 'over'],
  [25, 10, 16, 'open'],
  [26, 10, 16, 'over'],
] as const)('after %d minutes, allowed at %s and opened at %s, it is %s', ([at, allowed, opened, state]) => {
  const minute = (count: number) => new Date(count * 60_000)
  const times = {
    askedAt: minute(0),
    allowedAt: allowed === null ? null : minute(allowed),
    refusedAt: null,
    openedAt: opened === null ? null : minute(opened),
  }
  expect(emergencyState(times, minute(at)).state).toBe(state)
})
