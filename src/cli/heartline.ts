import { processLocale, WrongEnvironment } from '../config.ts'
import { localeOfSegment, type PageLocale } from '../domain/codes.ts'
import { Problem } from '../domain/problem.ts'
import { complain } from '../node/say.ts'
import { both } from '../node/start-screen.ts'
import { textsOf } from '../texts/texts.ts'
import { type Command, cliTexts, WrongArguments } from './command.ts'

// heartline COMMAND: looks the command up, runs it, and turns what it throws into a sentence.

const commands = [
  'doctor',
  'migrate',
  'seed',
  'invite',
  'keys',
  'retention',
  'audit',
  'releases',
  'backup',
  'restore',
  'replay',
  'simulate',
  'coverage',
  'help',
]

async function main([name = 'help', ...rest]: string[]): Promise<number> {
  const { locale, args } = withoutLanguage(rest)
  const texts = cliTexts(locale)
  const asked = /^(-h|--help)$/.test(name) ? 'help' : name
  if (!commands.includes(asked)) {
    complain(texts.unknown(name), ...texts.help.slice(1))
    return 1
  }
  try {
    const { run } = (await import(`./${asked}.ts`)) as { run: Command }
    return await run(args, locale)
  } catch (error) {
    complain(...sentencesOf(error, locale, asked))
    return 1
  }
}

function sentencesOf(error: unknown, locale: PageLocale, command: string): string[] {
  const texts = cliTexts(locale)
  if (error instanceof WrongEnvironment)
    return [
      ...both(locale, start => start.wrong),
      ...error.faults.map(({ key, expected }) => `  ${key}: ${expected}`),
    ]
  if (error instanceof Problem) {
    const { problems, faults } = textsOf(locale)
    const fields = error.more.faults?.map(({ field, code, limit }) => `  ${field}: ${faults[code](limit)}`)
    return [texts.problem(problems[error.code]), ...(fields ?? [])]
  }
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ERR_MODULE_NOT_FOUND' && message.includes(`cli/${command}.ts`))
    return [texts.missing(command)]
  if (error instanceof WrongArguments || code?.startsWith('ERR_PARSE_ARGS')) return [texts.problem(message)]
  return [texts.problem(message ?? String(error))]
}

/** Takes `--lang zh` or `--lang=zh` out of the arguments; otherwise the language is that of the terminal. */
function withoutLanguage(args: string[]): { locale: PageLocale; args: string[] } {
  const at = args.findIndex(arg => arg === '--lang' || arg.startsWith('--lang='))
  if (at < 0) return { locale: processLocale(), args }
  const inOne = args[at]?.split('=')[1]
  const asked = localeOfSegment((inOne ?? args[at + 1] ?? '').toLowerCase())
  return { locale: asked ?? processLocale(), args: args.toSpliced(at, inOne === undefined ? 2 : 1) }
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code
  },
  error => {
    complain(String(error))
    process.exitCode = 1
  },
)
