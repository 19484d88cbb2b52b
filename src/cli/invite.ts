import { parseArgs } from 'node:util'
import { invitePerson } from '../actions/people/invite-person.ts'
import { readmitPerson } from '../actions/people/readmit-person.ts'
import { isOneOf, modes, staffRoles } from '../domain/codes.ts'
import { readMailAddress } from '../domain/mail-address.ts'
import { isoWithOffset } from '../domain/time.ts'
import { say } from '../node/say.ts'
import { type Command, cliTexts, WrongArguments } from './command.ts'
import { withOpened } from './opened.ts'

/**
 * Invites a member of staff and prints the one-time code, which is shown nowhere else but in the letter; with --again
 * somebody who has lost every way in, so that nobody is locked out for good, the only coordinator included.
 */
export const run: Command = async (args, locale) => {
  const { values } = parseArgs({
    args,
    options: {
      name: { type: 'string' },
      mail: { type: 'string' },
      role: { type: 'string' },
      partner: { type: 'string' },
      languages: { type: 'string', default: 'zh' },
      modes: { type: 'string', default: 'phone,text,video' },
      again: { type: 'boolean', default: false },
    },
  })
  const texts = cliTexts(locale)
  const { name, role, partner } = values
  const mail = readMailAddress(values.mail ?? '')
  if (values.again) {
    if (!mail) throw new WrongArguments(texts.needs('--mail'))
    return withOpened(async ({ deps }) => {
      const { name, code, endsAt } = await readmitPerson(deps, { kind: 'system' }, { mail, locale })
      say(texts.invited(name, isoWithOffset(endsAt, deps.config.TIME_ZONE)), code)
      return 0
    })
  }
  const chosenModes = values.modes.split(',').filter(mode => isOneOf(modes, mode))
  const missing = [
    !name?.trim() && '--name',
    !mail && '--mail',
    !isOneOf(staffRoles, role) && `--role ${staffRoles.join('|')}`,
    role === 'counselor' && !partner && '--partner',
    chosenModes.length === 0 && `--modes ${modes.join(',')}`,
  ].filter(Boolean)
  if (!name || !mail || !isOneOf(staffRoles, role) || missing.length > 0)
    throw new WrongArguments(texts.needs(missing.join(', ')))
  return withOpened(async ({ deps }) => {
    const counselor = role === 'counselor'
    const { code, endsAt } = await invitePerson(
      deps,
      { kind: 'system' },
      {
        name: name.trim(),
        mail,
        role,
        partner,
        languages: counselor ? values.languages.split(',') : [],
        modes: counselor ? chosenModes : [],
        locale,
      },
    )
    say(texts.invited(name.trim(), isoWithOffset(endsAt, deps.config.TIME_ZONE)), code)
    return 0
  })
}
