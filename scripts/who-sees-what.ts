import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { permissions } from '../src/domain/permission-table.ts'
import { type Circle, circles, type Learned, type Need, type Permission } from '../src/domain/permissions.ts'

const circleWords: Record<Circle, string> = {
  open: 'Everybody',
  line: 'A telephone line that knows its token',
  counselor: 'Counselors',
  coordinator: 'Coordinators',
  supervisor: 'Supervisors',
  operator: 'Operators and coordinators',
  clinical: 'Coordinators and supervisors',
  staff: 'All staff',
  joining: 'All staff, also before a passkey or an app is set up',
}

const learnedWords: Record<Learned, string> = {
  codes: 'codes',
  times: 'times',
  contact: '**contact**',
  words: '**words**',
}

const needWords: Record<Need, string> = {
  return_code: 'the return code',
  own_offer: 'of one’s own offer only',
  own_contact: 'of one’s own accepted call only',
  own_session: 'of one’s own session only',
  own_shift: 'of one’s own shifts',
  own_account: 'of one’s own account',
  present: 'a proof of presence within STEP_UP_MINUTES',
  someone_else: 'whoever asked is somebody else',
  allowed: 'a second person has allowed it, less than 15 minutes ago; open for 10',
  own_request: 'one’s own question only',
  own_page: 'operators and coordinators; others are led to their own first page',
  feed_address: 'the secret address of the calendar',
  demo: 'only where DEMO is set',
}

/** docs/security/who-sees-what.md, made from the table of permissions. */
export function whoSeesWhat(): string {
  return `# Who may see what

Made by \`npm run docs:security\` from \`src/domain/permission-table.ts\`; do not edit. The doors (\`src/web/doors.ts\`) are made
from the same circles. \`test/doors.test.ts\` holds every route to this table, \`test/web/who-sees-what.test.ts\` and
\`test/web/foreign-reads.test.ts\` hold the answers to it: canaries that callers left must not stand in any answer but here.

*Codes* are language, age band, mode, random ids and a coded outcome; *times* when somebody came or comes; *contact* a number
or a mail address; *words* what the caller wrote. No answer holds a return code but the one that makes it. A partner adds
nothing: whoever belongs to one, police included, is a counselor like all others and sees their own contacts only. Deny wins: a
route that is not here cannot be asked.

## What each role can learn of a caller

| who | of whom | at most |
| --- | --- | --- |
${roleRows().join('\n')}

## Every route

${(Object.keys(circles) as Circle[]).map(section).filter(Boolean).join('\n\n')}
`
}

function roleRows(): string[] {
  const roles = ['counselor', 'coordinator', 'operator', 'supervisor', 'line', 'anybody'] as const
  return roles.map(role => {
    const rows = permissions.filter(({ circle }) => (circles[circle] as readonly string[]).includes(role))
    const of = (test: (row: Permission) => boolean) =>
      (['codes', 'times', 'contact', 'words'] as const).filter(one =>
        rows.some(row => test(row) && row.learns.includes(one)),
      )
    const tied = (row: Permission) => row.needs.length > 0 && !row.needs.every(need => need === 'demo')
    const any = of(row => !tied(row) && !row.needs.includes('demo'))
    const own = of(tied).filter(one => !any.includes(one))
    const words = (list: readonly Learned[]) => list.map(one => learnedWords[one]).join(', ') || 'nothing'
    const whose = role === 'anybody' ? 'of what they just gave themselves' : 'of every caller'
    return `| ${role} | ${whose} | ${words(any)} |${own.length > 0 ? `\n| ${role} | in a state named below | ${words(own)} |` : ''}`
  })
}

function section(circle: Circle): string {
  const rows = permissions.filter(row => row.circle === circle)
  if (rows.length === 0) return ''
  const lines = rows.map(({ route, learns, needs }) => {
    const shown = route.replace('{(?:zh|hant|en)}', '').replaceAll('|', '\\|')
    return `| \`${shown}\` | ${learns.map(one => learnedWords[one]).join(', ') || 'nothing'} | ${needs.map(one => needWords[one]).join('; ') || '–'} |`
  })
  return `### ${circleWords[circle]}\n\n| route | of a caller | needs |\n| --- | --- | --- |\n${lines.join('\n')}`
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync('docs/security/who-sees-what.md', whoSeesWhat())
