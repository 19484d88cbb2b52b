import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { invitePerson } from '../../../src/actions/people/invite-person.ts'
import { letters } from '../../../src/db/schema/bookings.ts'
import { signInCodes } from '../../../src/db/schema/people.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { newcomer, openedLetters, personByMail } from '../../support/staff.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const system = { kind: 'system' } as const

describe('inviting somebody', () => {
  test('adds the person and promises a letter with the code that the coordinator sees once', async () => {
    const { personId, code, endsAt } = await invitePerson(
      app.deps,
      await app.person('coordinator-1', 'coordinator'),
      newcomer(),
    )
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(endsAt.toISOString()).toBe('2026-11-30T02:00:00.000Z')
    expect(await personByMail(app, 'cheng@example.org')).toMatchObject({
      id: personId,
      role: 'counselor',
      partner: 'police',
      languages: ['zh'],
    })
    expect(await openedLetters(app)).toEqual([{ kind: 'invitation', to: 'cheng@example.org', code }])
  })

  test('keeps neither the code nor the address of the letter in the clear', async () => {
    const { code } = await invitePerson(app.deps, system, newcomer({ mail: 'sealed@example.org' }))
    const kept = JSON.stringify([
      await app.database.db.select().from(letters),
      await app.database.db.select().from(signInCodes),
    ])
    expect(kept).not.toContain(code)
    expect(kept).not.toContain('sealed@')
  })

  test('refuses a mail address that somebody on the team has, in any case of letters', async () => {
    await invitePerson(app.deps, system, newcomer({ mail: 'twice@example.org' }))
    await expect(
      invitePerson(app.deps, system, newcomer({ mail: 'Twice@example.org' })),
    ).rejects.toMatchObject({ code: 'mail_taken' })
  })

  test('refuses a handle that somebody has', async () => {
    await expect(
      invitePerson(app.deps, system, newcomer({ mail: 'handle@example.org', handle: 'counselor-1' })),
    ).rejects.toMatchObject({ code: 'handle_taken' })
  })

  test('refuses a counselor without a partner, and a partner that does not exist', async () => {
    await expect(
      invitePerson(app.deps, system, newcomer({ mail: 'a@example.org', partner: undefined })),
    ).rejects.toMatchObject({ more: { faults: [{ field: 'partner', code: 'missing' }] } })
    await expect(
      invitePerson(app.deps, system, newcomer({ mail: 'a@example.org', partner: 'nowhere' })),
    ).rejects.toMatchObject({ more: { faults: [{ field: 'partner', code: 'not_in_list' }] } })
  })

  test('with the same request key answers the same code, and another request under it is refused', async () => {
    const request = newcomer({ mail: 'key@example.org', requestKey: 'key-1' })
    const first = await invitePerson(app.deps, system, request)
    expect(await invitePerson(app.deps, system, request)).toEqual(first)
    await expect(
      invitePerson(app.deps, system, { ...request, mail: 'other@example.org' }),
    ).rejects.toMatchObject({ code: 'request_reused' })
  })

  test('ten times at once with one mail address adds one person', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () =>
        invitePerson(app.deps, system, newcomer({ mail: 'race@example.org' })),
      ),
    )
    expect(outcomes.filter(outcome => outcome.status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'mail_taken' })
  })
})
