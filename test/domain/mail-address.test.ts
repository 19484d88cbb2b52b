import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMailAddress, readMailbox } from '../../src/domain/mail-address.ts'

describe('a mail address', () => {
  it.each([
    ['li.na+time@example.org', 'li.na+time@example.org'],
    ['  LiNa@Example.ORG ', 'LiNa@example.org'],
    ['\u3000a@b.cn', 'a@b.cn'],
    ["o'brien@mail.example.co.uk", "o'brien@mail.example.co.uk"],
    ['12345@qq.com', '12345@qq.com'],
    ['a@xn--fiqs8s.xn--fiqz9s', 'a@xn--fiqs8s.xn--fiqz9s'],
    [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
  ])('is read from %j', (typed, address) => {
    expect(readMailAddress(typed)).toBe(address)
  })

  it.each([
    '',
    '@',
    'a@',
    '@example.org',
    'a@localhost',
    'a@b@example.org',
    'a b@example.org',
    'a..b@example.org',
    '.a@example.org',
    'a.@example.org',
    'a@example..org',
    'a@-example.org',
    'a@example.org.',
    'a@127.0.0.1',
    'a@[127.0.0.1]',
    '"a b"@example.org',
    'a(comment)@example.org',
    'Name <a@example.org>',
    'a@example.org, b@example.org',
    'group: a@example.org;',
    'a%b@example.org',
    'host!a@example.org',
    '李娜@example.org',
    'a@例子.cn',
    'a＠example.org',
    'a\u202e@example.org',
    'a@example.org\r\nBcc: b@example.org',
    'a@example.org\n',
    'a\0@example.org',
    '=?utf-8?q?a=40b=2Ecn?=',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(64)}.org`,
    `a@${'b.'.repeat(130)}org`,
  ])('is not read from %j', typed => {
    expect(readMailAddress(typed)).toBeUndefined()
  })

  it('can never carry anything into a header, whatever surrounds or splits it', () => {
    const evil = fc.constantFrom(
      '\r\n',
      '\n',
      '\r',
      '\0',
      '\t',
      '\u2028',
      '\u0085',
      ',',
      ';',
      ':',
      '<',
      '>',
      '"',
      '(',
      '\\',
      '@',
      'Bcc: b@c.de',
      '\r\nBcc: b@c.de',
      '李',
      '\u200b',
      '%0d%0a',
    )
    const parts = fc.array(fc.oneof(evil, fc.constantFrom('a@example.org', 'a', '.', '@example.org', ' ')), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(
        fc.oneof(
          parts.map(list => list.join('')),
          fc.string({ unit: 'binary' }),
        ),
        typed => {
          const address = readMailAddress(typed)
          if (address === undefined) return
          expect(address).toMatch(/^[!#-'*+./0-9=?A-Z^_a-z{}~-]+@[a-z0-9.-]+$/)
          expect(address.split('@')).toHaveLength(2)
          expect(address.length).toBeLessThanOrEqual(254)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('is read again as itself', () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/)
    const local = fc.array(fc.stringMatching(/^[A-Za-z0-9#$&'*+/=?^_{}~-]{1,10}$/), {
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(local, fc.array(label, { minLength: 1, maxLength: 4 }), (name, labels) => {
        const address = `${name.join('.')}@${labels.join('.')}.example`
        expect(readMailAddress(address)).toBe(address)
      }),
    )
  })
})

describe('a sender', () => {
  it('has an address, with or without a name', () => {
    expect(readMailbox('time@example.org')).toEqual({ name: '', address: 'time@example.org' })
    expect(readMailbox('您的时间 <time@example.org>')).toEqual({
      name: '您的时间',
      address: 'time@example.org',
    })
    expect(readMailbox('"Your time" <time@example.org>')).toEqual({
      name: 'Your time',
      address: 'time@example.org',
    })
  })

  it.each(['Your time', 'A\r\nBcc: x@y.zz <time@example.org>', 'A <time@example.org>, <b@c.de>', '<>', ''])(
    'is not read from %j',
    written => expect(readMailbox(written)).toBeUndefined(),
  )
})
