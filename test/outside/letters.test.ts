import { describe, expect, it } from 'vitest'
import { letters as en } from '../../src/texts/en/letters.ts'
import { letters as hans } from '../../src/texts/zh-Hans/letters.ts'
import { letters as hant } from '../../src/texts/zh-Hant/letters.ts'

const time = { when: '12月1日 20:00', address: 'https://example.org/zh/b' }
const languages = { en, 'zh-Hans': hans, 'zh-Hant': hant }
const toCallers = ['confirmation', 'reminder', 'cancellation', 'moved'] as const

describe.each(Object.entries(languages))('letters in %s', (_, letters) => {
  it.each(toCallers)('say nothing but the time to a caller: %s', kind => {
    const { subject, text } = letters[kind](time)
    const all = `${subject}\n${text}\n${letters.calendar.summary}\n${letters.calendar.description(time)}`
    expect(all).toContain(time.when)
    expect(all).toContain(time.address)
    expect(all).not.toMatch(
      /heartline|counsel|hotline|psych|mental|help|crisis|session|booking|心线|心線|心理|咨询|諮詢|諮商|热线|熱線|预约|預約|情绪|情緒|危机|12356|\b1[12]0\b/i,
    )
    expect(subject).not.toMatch(/[\r\n]/)
  })

  it('tell each kind apart by its subject', () => {
    expect(new Set(toCallers.map(kind => letters[kind](time).subject)).size).toBe(toCallers.length)
  })

  it('carry to staff the code, its minutes, and who invites until when', () => {
    const code = letters.signInCode({ service: 'Heartline', code: '482913', minutes: 10 })
    expect(code.text).toContain('482913')
    expect(code.text).toContain('10')
    expect(code.subject).not.toContain('482913')
    const invitation = {
      service: 'Heartline',
      partner: 'Medical College',
      code: 'ABCD-EFGH',
      address: 'https://a.bc/s',
      until: '12/1',
    }
    const { text } = letters.invitation(invitation)
    for (const part of Object.values(invitation)) expect(text).toContain(part)
  })
})

describe('letters in Chinese', () => {
  it.each([hans, hant])('keep each sentence to 25 characters or fewer', letters => {
    const filled = {
      service: '心线',
      partner: '医学院',
      code: '482913',
      minutes: 10,
      until: '12月1日',
      when: '',
      address: '',
    }
    for (const kind of [
      ...toCallers,
      'invitation',
      'signInCode',
      'uncoveredHours',
      'coverAsked',
      'coverFound',
    ] as const)
      for (const sentence of letters[kind](filled).text.split(/[。：\n]/))
        expect(sentence.trim().length, sentence).toBeLessThanOrEqual(25)
  })
})
