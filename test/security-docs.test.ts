import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { whoSeesWhat } from '../scripts/who-sees-what.ts'

const pages = [...globSync('docs/security/*.md'), 'SECURITY.md']

test('who sees what is what the table says: npm run docs:security', () => {
  expect(readFileSync('docs/security/who-sees-what.md', 'utf8')).toBe(whoSeesWhat())
})

test.each(pages)('%s names only files that there are', page => {
  const text = readFileSync(page, 'utf8')
  const named = [...text.matchAll(/`((?:test|src|scripts|docs)\/[^`\s*]+)`/g)].map(([, path = '']) => path)
  expect(named.filter(path => !existsSync(path))).toEqual([])
  const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(
    ([, path = '']) => new URL(path, `file:///${page}`).pathname,
  )
  expect(links.filter(path => !existsSync(`.${path}`))).toEqual([])
})

test('every threat has a test that proves what is done about it', () => {
  const rows = readFileSync('docs/security/threat-model.md', 'utf8')
    .split('\n')
    .filter(line => /^\| T\d+ /.test(line))
  expect(rows.length).toBeGreaterThan(25)
  expect(rows.filter(line => !/`test\/[^`]+\.test\.ts`/.test(line))).toEqual([])
})

test('every item of ASVS has a test, or a reason', () => {
  const rows = readFileSync('docs/security/asvs.md', 'utf8')
    .split('\n')
    .filter(line => /^\| \d+\.\d+\.\d+ /.test(line))
  expect(rows.length).toBeGreaterThan(60)
  for (const row of rows) {
    const [, , , state = '', how = ''] = row.split('|').map(cell => cell.trim())
    expect(['held', 'partly', 'not held', 'operator', 'does not apply'], row).toContain(state)
    if (state === 'held') expect(how, row).toMatch(/`(test|src|docs|scripts)\//)
    else expect(how.length, row).toBeGreaterThan(10)
  }
})
