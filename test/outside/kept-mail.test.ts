import { describe, expect, it } from 'vitest'
import { keptMail } from '../../src/outside/kept-mail.ts'

const letter = { messageId: '<1@a.bc>', to: 'li.na@example.net', subject: '您的时间', text: '您好' }

describe('mail for trying out', () => {
  it('keeps the last letters, newest first, and a letter that is sent twice once', async () => {
    const mail = keptMail(3)
    for (const n of [1, 2, 3, 4, 4])
      expect(await mail.send({ ...letter, messageId: `<${n}@a.bc>` })).toBe('sent')
    expect(mail.kept().map(kept => kept.messageId)).toEqual(['<4@a.bc>', '<3@a.bc>', '<2@a.bc>'])
  })

  it('refuses the same letters that real mail refuses', async () => {
    const mail = keptMail()
    expect(await mail.send({ ...letter, to: 'nobody' })).toBe('refused')
    expect(mail.kept()).toEqual([])
  })
})
