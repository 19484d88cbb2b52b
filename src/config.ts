import * as z from 'zod'

const whole = (fallback: number, least: number, most: number) =>
  z.coerce.number().int().min(least).max(most).default(fallback)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day as 2026-11-22')
const list = (text: string) =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
const onOff = z.enum(['true', 'false']).transform(text => text === 'true')

const environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  KEY_FILE: z.string().min(1).optional(),
  KEY_RING: z.string().min(1).optional(),
  PORT: whole(8787, 1, 65_535),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DEMO: onOff.optional(),
  SERVICE_NAME: z.string().min(1).max(40).default('心线'),
  TIME_ZONE: z
    .string()
    .refine(zone => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', 'an IANA time zone')
    .default('Asia/Shanghai'),
  LANGUAGES: z
    .string()
    .default('zh,yue,en')
    .transform(list)
    .pipe(z.array(z.string().regex(/^[a-z]{2,3}$/)).min(1)),
  HOTLINE_NUMBER: z
    .string()
    .regex(/^\+?[\d -]{3,20}$/, 'a phone number')
    .optional(),
  EMERGENCY_NUMBERS: z
    .string()
    .default('12356,120,110')
    .transform(list)
    .pipe(z.array(z.string().regex(/^\+?[\d -]{3,20}$/, 'phone numbers, separated by commas')).min(1)),
  EMERGENCY_CHECKED_ON: day.optional(),
  LINES: z
    .string()
    .default('')
    .transform(list)
    .pipe(
      z.array(z.string().regex(/^[a-z0-9-]{1,30}:[\w-]{8,200}$/, 'line:token pairs, separated by commas')),
    ),
  MAIL_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.email().default('hello@heartline.example'),
  SESSION_MINUTES: whole(30, 10, 180),
  GRID_MINUTES: whole(30, 5, 120),
  BOOKING_NOTICE_MINUTES: whole(15, 11, 2880),
  BOOKING_DAYS: whole(60, 1, 365),
  IDLE_MINUTES: whole(15, 1, 720),
  OFFER_SECONDS: whole(20, 5, 300),
  GUARD_MINUTES: whole(10, 0, 120),
  PRESENCE_SECONDS: whole(180, 30, 86_400),
  CONTACT_HOURS: whole(72, 1, 720),
  KEEP_DAYS: whole(7, 1, 90),
})

const wholeEnvironment = environment.superRefine((given, context) => {
  const demo = given.DEMO ?? !given.DATABASE_URL
  const needs = (key: 'EMERGENCY_CHECKED_ON' | 'PUBLIC_URL', why: string) => {
    if (!demo && !given[key]?.length) context.addIssue({ code: 'custom', path: [key], message: why })
  }
  needs('EMERGENCY_CHECKED_ON', 'the day on which somebody last checked the emergency numbers')
  needs('PUBLIC_URL', 'the address at which people reach this installation')
  if (given.GUARD_MINUTES >= given.BOOKING_NOTICE_MINUTES)
    context.addIssue({
      code: 'custom',
      path: ['GUARD_MINUTES'],
      message: 'less than BOOKING_NOTICE_MINUTES, or a call could run into a session just booked',
    })
})

/** Everything that an installation can set, read once at start. */
export type Config = ReturnType<typeof readConfig>

/** A wrong environment: every wrong key at once, each with what it should be. */
export class WrongEnvironment extends Error {
  override name = 'WrongEnvironment'
  constructor(readonly faults: { key: string; expected: string }[]) {
    super(`wrong environment: ${faults.map(fault => `${fault.key} (${fault.expected})`).join('; ')}`)
  }
}

/** Reads the environment, or a Worker's bindings; throws `WrongEnvironment` naming every wrong key. */
export function readConfig(env: Record<string, unknown>) {
  const set = Object.entries(env).filter(([, value]) => typeof value === 'string' && value.trim() !== '')
  const read = wholeEnvironment.safeParse(Object.fromEntries(set))
  if (!read.success)
    throw new WrongEnvironment(
      read.error.issues.map(issue => ({ key: String(issue.path[0]), expected: issue.message })),
    )
  const given = read.data
  const demo = given.DEMO ?? !given.DATABASE_URL
  const lines = given.LINES.length > 0 || !demo ? given.LINES : ['main:demo-line']
  return {
    ...given,
    DEMO: demo,
    KEY_FILE: given.KEY_FILE ?? `${given.DATA_DIR.replace(/\/+$/, '')}-keys.json`,
    PUBLIC_URL: (given.PUBLIC_URL ?? `http://localhost:${given.PORT}`).replace(/\/+$/, ''),
    HOTLINE_NUMBER: given.HOTLINE_NUMBER ?? (given.EMERGENCY_NUMBERS[0] as string),
    EMERGENCY_CHECKED_ON: given.EMERGENCY_CHECKED_ON ?? '2026-11-01',
    LINES: Object.fromEntries(lines.map(pair => pair.split(':') as [string, string])),
  }
}

/** The configuration of this Node process. */
export function processConfig() {
  return readConfig(process.env)
}
